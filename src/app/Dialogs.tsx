import { CommandPalette, HelpSheet } from '#features/commands/index.ts';
import { SkippedList, StudyChooser } from '#features/intake/index.ts';
import { useStore } from '#store/store.ts';
import { COMMANDS } from './commands/all.ts';
import { GESTURES } from './gestures.ts';
import { goHome } from './goHome.ts';
import { closePanel, type Panel } from './panels.ts';
import { chooseStudy } from './session.ts';

/** The one dialog that is open. */
export function Dialogs({ panel }: { panel: Panel }) {
  const { keys, changeSettings, skipped, studies, studyUid } = useStore();
  const remap = (overrides: typeof keys) => changeSettings({ keys: overrides });
  switch (panel) {
    case 'help':
      return <HelpSheet commands={COMMANDS} gestures={GESTURES} overrides={keys} onOverridesChange={remap} onClose={closePanel} />;
    case 'palette':
      return <CommandPalette commands={COMMANDS} overrides={keys} onClose={closePanel} />;
    case 'skipped':
      return <SkippedList skipped={skipped} onClose={closePanel} />;
    case 'chooser':
      return (
        <StudyChooser
          studies={studies}
          onChoose={(uid) => {
            closePanel();
            chooseStudy(uid);
          }}
          onCancel={studyUid ? closePanel : goHome}
        />
      );
  }
}
