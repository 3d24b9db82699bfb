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
    <path className="home-cord" d="M94 6c-4 12-7 22-8 32" />
    <path className="home-nerves" d="M86 38c-3 18-5 34-4 48 1 15 6 31 15 46M86 38c0 18-1 33 1 47 2 14 7 29 16 43" />
    <path className="home-axial" d="M24 116l92 14" />
    <path className="home-coronal" d="M60 2v190" />
  </svg>
);
