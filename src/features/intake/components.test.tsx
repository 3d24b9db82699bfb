import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { bringsFiles } from './dragKinds.ts';
import { FileInputs } from './FileInputs.tsx';
import { IntakeProgress, progressText } from './IntakeProgress.tsx';
import { SkippedList } from './SkippedList.tsx';
import type { SourceId } from '#dicom/study.ts';

const nothing = () => undefined;

test('the inputs carry the names of the contract', () => {
  const html = renderToStaticMarkup(<FileInputs onSources={nothing} />);
  expect(html).toMatch(/<input[^>]*type="file"[^>]*aria-label="Open DICOM files"/);
  expect(html).toMatch(/<input[^>]*type="file"[^>]*aria-label="Open DICOM folder"/);
});

describe('progress', () => {
  test('says counts', () => {
    expect(progressText({ found: 112, read: 48, finding: false })).toBe('Reading headers: 48 of 112');
    expect(progressText({ found: 3000, read: 48, finding: true })).toBe('Reading headers: 48 of 3,000 found so far');
    expect(progressText({ found: 0, read: 0, finding: true })).toBe('Looking for files');
  });

  test('is a status with a way out', () => {
    const html = renderToStaticMarkup(<IntakeProgress progress={{ found: 4, read: 1, finding: false }} onCancel={nothing} />);
    expect(html).toContain('role="status"');
    expect(html).toContain('value="0.25"');
    expect(html).toContain('Cancel');
  });
});

test('a drag that begins in the page is not files, even when the browser adds some', () => {
  expect(bringsFiles(['Files'])).toBe(true);
  expect(bringsFiles(['text/plain'])).toBe(false);
  expect(bringsFiles(['application/x-conus-series'])).toBe(false);
  expect(bringsFiles(['Files', 'application/x-conus-series'])).toBe(false);
  expect(bringsFiles(['Files', 'text/plain'])).toBe(false);
});

test('a long list of skipped files ends with how many more there are', () => {
  const skipped = Array.from({ length: 412 }, (_, at) => ({
    source: 's' as SourceId,
    sourceName: `<b>IM${at}`,
    reason: 'cut short',
    kind: 'corrupt' as const,
  }));
  const html = renderToStaticMarkup(<SkippedList skipped={skipped} onClose={nothing} />);
  expect(html.match(/IM\d+/g)).toHaveLength(100);
  expect(html).toContain('and 312 more');
  expect(html).not.toContain('<b>');
});
