import { Columns3, Ruler, SunMedium } from 'lucide-react';
import { formatPersonName } from '#dicom/characterSets.ts';
import { dateText } from '#dicom/dateText.ts';
import { DRAWING_COMMANDS } from '#features/annotating/index.ts';
import { hintOf, thisPlatform } from '#features/commands/index.ts';
import { LEVEL_TOOLS, LevelMenu } from '#features/levels/index.ts';
import { patientFacts } from '#features/viewing/index.ts';
import { activeStudy } from '#store/studySlice.ts';
import { useStore } from '#store/store.ts';
import type { Command } from '#ui/command.ts';
import { IconButton } from '#ui/IconButton.tsx';
import { Menu } from '#ui/Menu.tsx';
import { COMMANDS } from './commands/all.ts';
import { WINDOWS } from './commands/image.ts';
import { LAYOUT_COMMANDS } from './commands/screen.ts';
import { TOOLS } from './commands/tools.ts';
import { goHome } from './goHome.ts';

const byId = (id: string): Command => COMMANDS.find((command) => command.id === id)!;
const QUICK = ['window.invert', 'zoom.fit', 'view.reset', 'cine', 'overlay.lines', 'overlay.texts'].map(byId);
/** Left out where the row is narrow. */
const RARE = ['turn.clockwise', 'turn.flip'].map(byId);

function Identity() {
  const study = useStore(activeStudy);
  if (!study) return null;
  const { patient } = study;
  return (
    <div className="top-identity" aria-label="Patient">
      <strong>{formatPersonName(patient.name) || 'No patient name'}</strong>
      <span>{patientFacts(patient, study.date)}</span>
      {patient.id && <span>ID {patient.id}</span>}
      <span>{study.date ? dateText(study.date) : 'no study date'}</span>
    </div>
  );
}

function CommandButton({ command }: { command: Command }) {
  const overrides = useStore((state) => state.keys);
  // Pressed and enabled are read from state at render: every change of it may change them.
  useStore((state) => `${command.enabled()}${command.pressed?.()}${state.phase}`);
  return (
    <IconButton
      label={command.label}
      icon={command.icon!}
      hint={hintOf(command, overrides, thisPlatform())}
      pressed={command.pressed?.() ?? false}
      disabled={!command.enabled()}
      onClick={command.run}
    />
  );
}

function CommandMenu({ label, icon, commands }: { label: string; icon: Command['icon']; commands: readonly Command[] }) {
  const overrides = useStore((state) => state.keys);
  useStore(
    (state) => `${state.layout} ${state.maximised} ${state.phase} ${commands.map((command) => String(command.enabled())).join(' ')}`,
  );
  const items = commands.map((command) => ({
    id: command.id,
    label: command.label.replace(/^(Layout|Window): /, ''),
    hint: hintOf(command, overrides, thisPlatform()),
    checked: command.pressed?.(),
    disabled: !command.enabled(),
    run: command.run,
  }));
  return <Menu label={label} icon={icon!} items={items} />;
}

/** What a phone has no room for is in the palette. */
function WideTools() {
  return (
    <>
      {[...TOOLS, ...LEVEL_TOOLS].map((command) => (
        <CommandButton key={command.id} command={command} />
      ))}
      <span className="top-divider" />
      <CommandMenu label="Measure and mark" icon={Ruler} commands={DRAWING_COMMANDS} />
      <CommandMenu label="Window presets" icon={SunMedium} commands={WINDOWS} />
      {QUICK.map((command) => (
        <CommandButton key={command.id} command={command} />
      ))}
      <span className="top-rare">
        {RARE.map((command) => (
          <CommandButton key={command.id} command={command} />
        ))}
      </span>
      <CommandMenu label="Layout" icon={Columns3} commands={LAYOUT_COMMANDS} />
      {['panel', 'palette', 'help'].map((id) => (
        <CommandButton key={id} command={byId(id)} />
      ))}
    </>
  );
}

function PhoneTools() {
  return (
    <>
      <CommandMenu label="Window presets" icon={SunMedium} commands={WINDOWS} />
      <CommandButton command={byId('palette')} />
    </>
  );
}

/** One row: who, the tools of every minute, and the way to all the rest. */
export function TopBar({ phone }: { phone: boolean }) {
  const hasLevels = useStore((state) => state.marks.levels.labels.length > 0);
  return (
    <div className="top-bar">
      <button type="button" className="top-home" onClick={goHome} title="Close the study">
        Conus
      </button>
      <CommandButton command={byId('rail')} />
      <Identity />
      {(!phone || hasLevels) && <LevelMenu />}
      <div className="top-tools" role="toolbar" aria-label="Tools">
        {phone ? <PhoneTools /> : <WideTools />}
      </div>
    </div>
  );
}
