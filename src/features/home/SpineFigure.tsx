/** Turns of the five lumbar bodies in degrees and their centres, drawn by hand along a lordosis; L1 at the top. */
const bodies = [
  { x: 62, y: 22, turn: 10 },
  { x: 56, y: 50, turn: 6 },
  { x: 54, y: 79, turn: 0 },
  { x: 57, y: 108, turn: -9 },
  { x: 65, y: 136, turn: -19 },
] as const;

/** A lumbar spine seen from the side, with the lines that the other two planes draw through it. Ornament. */
export const SpineFigure = () => (
  <svg className="home-figure" viewBox="0 0 140 196" aria-hidden="true">
    <g className="home-bone">
      {bodies.map(({ x, y, turn }) => (
        <rect key={y} x={x - 18} y={y - 11} width="36" height="22" rx="4" transform={`rotate(${turn} ${x} ${y})`} />
      ))}
      <path d="M62 157l31-16c6 10 13 22 15 32 1 7-1 12-4 16-4-8-12-15-22-19-9-4-15-7-20-13z" />
    </g>
    <path className="home-cord" d="M91.5 4l5.5 1c-2 11-5 23-8.5 35-.5-12 1-24 3-36z" />
    <path className="home-nerves" d="M88.5 40c-4 17-6 33-5 47 1 15 6 31 15 46M88.5 40c-2 18-3 33-1 47 2 14 7 29 16 43" />
    <path className="home-axial" d="M18 133l100-25" />
    <path className="home-coronal" d="M76 2v190" />
    <circle className="home-point" cx="76" cy="118.5" r="3" />
  </svg>
);
