import './intake.css';
import { useEffect, useEffectEvent, useState } from 'react';
import type { OnSources } from './FileInputs.tsx';
import { bringsFiles } from './dragKinds.ts';
import { sourcesFromDrop } from './sourceFile.ts';

/** Files and folders dropped anywhere open; drags that begin inside the page (a series to a plane) are none of its business. */
export function WindowDrop({ onSources }: { readonly onSources: OnSources }) {
  const [over, setOver] = useState(false);
  const open = useEffectEvent(onSources);

  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const onDrag = (event: DragEvent) => {
      if (!event.dataTransfer || !bringsFiles(event.dataTransfer.types)) return;
      // Also tells the browser not to leave the page for the file.
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    window.addEventListener('dragenter', onDrag, { signal });
    window.addEventListener('dragover', onDrag, { signal });
    window.addEventListener(
      'dragleave',
      (event) => {
        // Between two elements of the page there is a related target; out of the window there is none.
        if (event.relatedTarget === null) setOver(false);
      },
      { signal },
    );
    window.addEventListener(
      'drop',
      (event) => {
        setOver(false);
        if (!event.dataTransfer || !bringsFiles(event.dataTransfer.types)) return;
        event.preventDefault();
        open(sourcesFromDrop(event.dataTransfer));
      },
      { signal },
    );
    return () => {
      listening.abort();
    };
  }, []);

  return over ? (
    <div className="intake-drop" role="status">
      <span>Drop to open</span>
    </div>
  ) : null;
}
