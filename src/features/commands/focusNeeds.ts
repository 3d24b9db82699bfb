/** What a hot key must know of the element in focus: keys that the element needs itself are not the commands'. */
export type Focused = { readonly tag: string; readonly type: string; readonly role: string; readonly editable: boolean };

const typing: ReadonlySet<string> = new Set([
  'text',
  'search',
  'number',
  'password',
  'email',
  'tel',
  'url',
  'date',
  'time',
  'datetime-local',
  'month',
  'week',
]);
const movingRoles: ReadonlySet<string> = new Set([
  'slider',
  'radio',
  'tab',
  'option',
  'menuitem',
  'menuitemradio',
  'menuitemcheckbox',
  'treeitem',
  'gridcell',
]);
const pressingTags: ReadonlySet<string> = new Set(['BUTTON', 'A', 'SUMMARY']);
const pressingRoles: ReadonlySet<string> = new Set(['button', 'link', 'checkbox', 'switch']);

const moves = /^(Arrow(Up|Down|Left|Right)|Home|End|Page(Up|Down))$/;
const presses = /^(Shift\+)?(Enter|Space)$/;

export const describeFocus = (element: Element): Focused => ({
  tag: element.tagName,
  type: element instanceof HTMLInputElement ? element.type : '',
  role: element.getAttribute('role') ?? '',
  editable: element instanceof HTMLElement && element.isContentEditable,
});

/** Fields need every key; sliders and radio buttons those that move them; buttons those that press them. */
export const focusNeeds = ({ tag, type, role, editable }: Focused, chord: string): boolean => {
  if (editable || tag === 'TEXTAREA' || tag === 'SELECT' || (tag === 'INPUT' && typing.has(type))) return true;
  const movable = type === 'range' || type === 'radio' || movingRoles.has(role);
  const pressable = movable || tag === 'INPUT' || pressingTags.has(tag) || pressingRoles.has(role);
  return (movable && moves.test(chord)) || (pressable && presses.test(chord));
};
