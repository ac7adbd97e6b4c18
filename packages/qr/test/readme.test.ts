import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runReadmeExample } from '../../../tools/readme-examples.ts';

it('The example in the README prints what it says.', () => {
  const { printed, promised } = runReadmeExample(join(import.meta.dirname, '..'));
  expect(printed).toEqual(promised);
  expect(promised).toHaveLength(3);
});
