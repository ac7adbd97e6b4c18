import { expect, test } from 'vitest';
import { galleryStates } from '../src/gallery/states.ts';

test('each state of the gallery has an id of its own that can name a file', () => {
  const ids = galleryStates.map(({ id }) => id);
  expect(ids.filter((id) => !/^[a-z0-9-]+$/.test(id))).toEqual([]);
  expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
});

test('each state of the gallery says what must be in sight, so that no picture is of something else', () => {
  const silent = galleryStates.filter(({ id, expects }) => expects === '' && id !== 'starting');
  expect(silent.map(({ id }) => id)).toEqual([]);
});
