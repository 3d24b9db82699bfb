import { X } from 'lucide-react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { IconButton } from './IconButton.tsx';
import { Messages } from './Messages.tsx';
import { Shell } from './Shell.tsx';
import { Slider } from './Slider.tsx';
import { ToggleGroup } from './ToggleGroup.tsx';

const nothing = () => undefined;

test('a tool button says its name, key and state', () => {
  const html = renderToStaticMarkup(<IconButton label="Zoom" hint="Z" icon={X} pressed={false} onClick={nothing} />);
  expect(html).toContain('aria-label="Zoom"');
  expect(html).toContain('title="Zoom (Z)"');
  expect(html).toContain('aria-pressed="false"');
});

test('only the chosen option of a group is a tab stop; with none chosen the first usable one is', () => {
  const options = [
    { value: 'a', label: 'A', disabled: true },
    { value: 'b', label: 'B' },
    { value: 'c', label: 'C' },
  ] as const;
  const stops = (value: 'a' | 'b' | 'c' | null) => {
    const html = renderToStaticMarkup(<ToggleGroup label="Letters" options={options} value={value} onChange={nothing} />);
    return [...html.matchAll(/<button[^>]*>/g)]
      .filter(([tag]) => tag.includes('tabindex="0"'))
      .map(([tag]) => /data-value="(\w)"/.exec(tag)?.[1]);
  };
  expect(stops('c')).toEqual(['c']);
  expect(stops(null)).toEqual(['b']);
});

test('both live regions are there before the first message', () => {
  const html = renderToStaticMarkup(<Messages messages={[]} onDismiss={nothing} />);
  expect(html).toContain('role="alert"');
  expect(html).toContain('role="status"');
});

test('a message says its tone in words, not by colour alone', () => {
  const html = renderToStaticMarkup(<Messages messages={[{ id: '1', tone: 'problem', text: 'Broken.' }]} onDismiss={nothing} />);
  expect(html).toMatch(/aria-label="Problem"/);
});

test('a slider with one value cannot be moved', () => {
  expect(renderToStaticMarkup(<Slider label="Slice" value={1} min={1} max={1} onChange={nothing} />)).toContain('disabled');
});

test('closed rail and panel leave nothing behind', () => {
  const html = renderToStaticMarkup(<Shell top="" rail={null} planes="" status="" />);
  expect(html).not.toMatch(/<nav|<aside/);
});
