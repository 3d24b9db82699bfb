import { beforeEach, expect, test } from 'vitest';
import type { SeriesUid, StudyUid } from '#dicom/study.ts';
import type { Annotation } from '#spine/annotation.ts';
import { useStore } from './store.ts';

const drawn = (id: string, text = ''): Annotation => ({
  id,
  revision: 0,
  kind: 'length',
  shape: { space: 'patient', points: [] },
  on: { seriesUid: '1' as SeriesUid, sliceId: null, sopInstanceUid: null, frame: null, plane: null },
  text,
  values: [],
  changedAt: 0,
  readOnly: false,
});
const store = useStore.getState;
const texts = (): string[] => store().marks.annotations.map(({ id, text }) => `${id}${text}`);

beforeEach(() => {
  store().closeStudy();
  store().chooseStudy('study' as StudyUid);
});

test('undo and redo never undo what came from elsewhere', () => {
  store().putAnnotation(drawn('a'));
  store().putAnnotation(drawn('b'));
  store().undo();
  store().replaceMarks({ ...store().marks, annotations: [...store().marks.annotations, drawn('other')] }, false);
  expect(texts()).toEqual(['a', 'other']);
  store().redo();
  expect(texts()).toEqual(['a', 'b', 'other']);
  store().undo();
  store().undo();
  expect(texts()).toEqual(['other']);
});

test('a drag is one step of undo, also when marks come from elsewhere meanwhile', () => {
  store().putAnnotation(drawn('a'));
  store().dragAnnotation(drawn('a', ' 1'));
  store().replaceMarks({ ...store().marks, annotations: [...store().marks.annotations, drawn('other')] }, false);
  store().dragAnnotation(drawn('a', ' 2'));
  store().putAnnotation(drawn('a', ' 3'));
  expect(texts()).toEqual(['a 3', 'other']);
  store().undo();
  expect(texts()).toEqual(['a', 'other']);
});

test('a drag that a closed study cut short is nothing to the next study', () => {
  store().putAnnotation(drawn('a'));
  store().dragAnnotation(drawn('a', ' 1'));
  store().closeStudy();
  store().chooseStudy('another' as StudyUid);
  store().putAnnotation(drawn('b'));
  store().undo();
  expect(texts()).toEqual([]);
});

test('choosing the open study again keeps what was made on it', () => {
  store().putAnnotation(drawn('a'));
  store().chooseStudy('study' as StudyUid);
  expect(texts()).toEqual(['a']);
  store().chooseStudy('another' as StudyUid);
  expect(texts()).toEqual([]);
});
