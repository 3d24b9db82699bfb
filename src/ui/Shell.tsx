import './shell.css';
import type { ReactNode } from 'react';

type ShellProps = {
  /** One row: identity, level, tools. */
  readonly top: ReactNode;
  /** Series rail; null when closed. On a phone it lies over the planes, between bar and switcher. */
  readonly rail: ReactNode;
  /** The images; fills its place, which never scrolls. */
  readonly planes: ReactNode;
  /** Right panel; null when closed or absent. Under 1100 px it lies over the planes. */
  readonly panel?: ReactNode;
  readonly status: ReactNode;
  /** Phone only: chips that switch plane and the control for windows, reached with the thumb. */
  readonly switcher?: ReactNode;
  /** Phone only: the vertical slider on the right edge that scrolls. */
  readonly scroller?: ReactNode;
};

/** Frame of the reading page. It owns places and sizes; which of them are open is the caller's. */
export const Shell = ({ top, rail, planes, panel = null, status, switcher = null, scroller = null }: ShellProps) => (
  <div className="shell">
    <header className="shell-top">{top}</header>
    {rail === null ? null : (
      <nav className="shell-rail" aria-label="Series">
        {rail}
      </nav>
    )}
    <main className="shell-planes">{planes}</main>
    {scroller === null ? null : <div className="shell-scroller">{scroller}</div>}
    {panel === null ? null : (
      <aside className="shell-panel" aria-label="Panel">
        {panel}
      </aside>
    )}
    {switcher === null ? null : <div className="shell-switcher">{switcher}</div>}
    <footer className="shell-status">{status}</footer>
  </div>
);
