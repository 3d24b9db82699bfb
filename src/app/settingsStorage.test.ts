import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#store/settingsSlice.ts';
import { parseSettings } from './settingsStorage.ts';

test('settings of an earlier visit come back; what they lack is the default', () => {
  expect(parseSettings(JSON.stringify({ tool: 'pan', keys: { help: ['F1'] } }))).toEqual({
    ...DEFAULT_SETTINGS,
    tool: 'pan',
    keys: { help: ['F1'] },
  });
});

test('each damaged value falls back alone', () => {
  const text = JSON.stringify({ tool: 'chainsaw', cineFps: 1e9, overlays: 'identity', keys: 5, unknown: true });
  expect(parseSettings(text)).toEqual({ ...DEFAULT_SETTINGS, overlays: 'identity' });
});

test.each([null, '', 'null', '[]', '"x"', '{', '7'])('%s means the defaults', (text) => {
  expect(parseSettings(text)).toEqual(DEFAULT_SETTINGS);
});
