import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runReadmeExample } from '../../../tools/readme-examples.ts';

describe('the example in the README', () => {
  it('compiles, and prints what it says', () => {
    const { printed, promised } = runReadmeExample(join(import.meta.dirname, '..'));
    expect(printed).toEqual(promised);
    expect(promised).toHaveLength(6);
  });
});
