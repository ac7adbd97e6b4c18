import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runReadmeExample } from '../../../tools/readme-examples.ts';

it('the examples of the README do what they say', () => {
  const { printed, promised } = runReadmeExample(join(import.meta.dirname, '..'));
  expect(printed).toEqual(promised);
  expect(promised).toHaveLength(3);
});
