import { lazy, Suspense, useEffect } from 'react';
import { FileInputs, IntakeProgress, WindowDrop } from '#features/intake/index.ts';
import { useStore, type Notice } from '#store/store.ts';
import { Messages, type Message } from '#ui/Messages.tsx';
import { leaveCase } from './address.ts';
import { Home } from './Home.tsx';
import { loadReadingRoom, loadSession, openChosen, warmUpAll } from './open.ts';
import { usePanel } from './panels.ts';

const ReadingRoom = lazy(loadReadingRoom);

function open(sources: Parameters<typeof openChosen>[0]): void {
  void openChosen(sources, leaveCase);
}

const Dialogs = lazy(async () => ({ default: (await import('./Dialogs.tsx')).Dialogs }));

/** A press, a key or a drag says that a study is about to be opened. */
function useWarmUp(): void {
  useEffect(() => {
    const reached = new AbortController();
    const once = () => {
      reached.abort();
      warmUpAll();
    };
    for (const sign of ['pointerdown', 'keydown', 'dragenter'] as const)
      addEventListener(sign, once, { signal: reached.signal, capture: true });
    return () => reached.abort();
  }, []);
}

/** What fills the page in each phase of an opening. */
function Screen() {
  const phase = useStore((state) => state.phase);
  const progress = useStore((state) => state.progress);
  if (phase === 'reading')
    return (
      <Suspense fallback={null}>
        <ReadingRoom />
      </Suspense>
    );
  if (phase === 'opening')
    return <IntakeProgress progress={progress} onCancel={() => void loadSession().then((session) => session.cancelReading())} />;
  return <Home />;
}

/** Commands come with the reading page; a notice that names one is only said there. */
const runCommand = (id: string): void =>
  void import('./commands/all.ts').then(({ COMMANDS }) => COMMANDS.find((command) => command.id === id)?.run());

const messageOf = ({ action, ...message }: Notice): Message =>
  action ? { ...message, action: { label: action.label, run: () => runCommand(action.command) } } : message;

export function App() {
  useWarmUp();
  const notices = useStore((state) => state.notices);
  const dismiss = useStore((state) => state.dismiss);
  const panel = usePanel((state) => state.panel);
  const choosing = useStore((state) => state.indexed && state.studyUid === null && state.studies.length > 1);
  const dialog = panel ?? (choosing ? 'chooser' : null);
  return (
    <>
      <WindowDrop onSources={open} />
      <FileInputs onSources={open} />
      <Screen />
      {dialog && (
        <Suspense fallback={null}>
          <Dialogs panel={dialog} />
        </Suspense>
      )}
      <Messages messages={notices.map(messageOf)} onDismiss={dismiss} />
    </>
  );
}
