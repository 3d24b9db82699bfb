import './progress.css';

/** A thin line, 0..1; undefined: under way, length unknown. The counts stand in words beside it. */
export const Progress = ({ label, value }: { readonly label: string; readonly value?: number | undefined }) =>
  value === undefined ? (
    <progress className="progress" aria-label={label} />
  ) : (
    <progress className="progress" aria-label={label} max={1} value={value} />
  );
