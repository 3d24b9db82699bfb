import './messages.css';
import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react';
import { IconButton } from './IconButton.tsx';

export type Message = {
  readonly id: string;
  /** `note` is said politely; `caution` and `problem` at once. */
  readonly tone: 'note' | 'caution' | 'problem';
  /** What happened, what still works, what to do. */
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
};

const icons = { note: Info, caution: TriangleAlert, problem: CircleAlert } as const;
const words = { note: 'Note', caution: 'Caution', problem: 'Problem' } as const;

const Row = ({ message, onDismiss }: { readonly message: Message; readonly onDismiss: (id: string) => void }) => {
  const Icon = icons[message.tone];
  return (
    <div className={`message message-${message.tone}`}>
      <Icon size={16} aria-label={words[message.tone]} role="img" />
      <p>{message.text}</p>
      {message.action ? (
        <button type="button" className="button button-quiet" onClick={message.action.run}>
          {message.action.label}
        </button>
      ) : null}
      <IconButton label="Dismiss" icon={X} onClick={() => onDismiss(message.id)} />
    </div>
  );
};

/**
 * What a reader must know about, at the foot of the screen until dismissed. Both live regions stay mounted, empty or not,
 * because assistive technology only reports changes in a region that it already knows.
 */
export const Messages = ({ messages, onDismiss }: { readonly messages: readonly Message[]; readonly onDismiss: (id: string) => void }) => (
  <div className="messages no-print">
    <div role="alert">
      {messages
        .filter((message) => message.tone !== 'note')
        .map((message) => (
          <Row key={message.id} message={message} onDismiss={onDismiss} />
        ))}
    </div>
    <div role="status">
      {messages
        .filter((message) => message.tone === 'note')
        .map((message) => (
          <Row key={message.id} message={message} onDismiss={onDismiss} />
        ))}
    </div>
  </div>
);
