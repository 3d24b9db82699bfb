import { lazy, Suspense, useEffect } from 'react';
import { FileInputs, IntakeProgress, OpenButtons, WindowDrop, warmUp } from '#features/intake/index.ts';
import { useStore } from '#store/store.ts';
import { Messages } from '#ui/Messages.tsx';
import { usePanel } from './panels.ts';
import { cancelReading, openSources, warmUpEngine } from './session.ts';

const loadReadingRoom = () => import('./ReadingRoom.tsx');
const ReadingRoom = lazy(loadReadingRoom);
const Dialogs = lazy(() => import('./Dialogs.tsx'));

/** The home page has time to fetch what the first study will need. */
function useWarmUp(): void {
  useEffect(() => {
    const idle = requestIdleCallback(() => {
      warmUp();
      warmUpEngine();
      void loadReadingRoom();
    });
    return () => cancelIdleCallback(idle);
  }, []);
}

export function App() {
  useWarmUp();
  const phase = useStore((state) => state.phase);
  const progress = useStore((state) => state.progress);
  const notices = useStore((state) => state.notices);
  const dismiss = useStore((state) => state.dismiss);
  const panel = usePanel((state) => state.panel);
  const choosing = useStore((state) => state.indexed && state.studyUid === null && state.studies.length > 1);
  return (
    <>
      <WindowDrop onSources={(sources) => void openSources(sources)} />
      <FileInputs onSources={(sources) => void openSources(sources)} />
      {phase === 'reading' ? (
        <Suspense fallback={null}>
          <ReadingRoom />
        </Suspense>
      ) : phase === 'opening' ? (
        <IntakeProgress progress={progress} onCancel={cancelReading} />
      ) : (
        <OpenButtons />
      )}
      {(panel || choosing) && (
        <Suspense fallback={null}>
          <Dialogs panel={panel ?? 'chooser'} />
        </Suspense>
      )}
      <Messages messages={notices} onDismiss={dismiss} />
    </>
  );
}
