import './kbd.css';

/** A chord as keys: `parts` as printed for people, e.g. ["Ctrl", "K"]. */
export const Kbd = ({ parts }: { readonly parts: readonly string[] }) => (
  <span className="kbd">
    {parts.map((part) => (
      <kbd key={part}>{part}</kbd>
    ))}
  </span>
);
