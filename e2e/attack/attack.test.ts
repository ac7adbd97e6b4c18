import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canRun } from '../../tools/requirements.ts';
import { carryOut } from './carry-out.ts';
import { attacks } from './index.ts';
import { createTarget } from './target.ts';
import type { Target, TargetOptions } from './target.ts';

const targets: readonly TargetOptions[] = [
  { database: 'sqlite', nodes: 1 },
  ...(canRun('the attacks on PostgreSQL', 'postgres') ? [{ database: 'postgres', nodes: 2 } as const] : []),
];

describe.each(targets)('$database, nodes: $nodes', (options) => {
  let target: Target;
  beforeAll(() => {
    target = createTarget(options);
  });
  afterAll(() => target.stop());

  // The table of the command names the parts that come later; there is nothing of them to run.
  for (const attack of attacks.filter((one) => 'run' in one)) {
    test(`${attack.id} ${attack.name}`, { timeout: 300_000 }, async () => {
      const { outcome, tried, note } = await carryOut(attack, target);
      expect(outcome, JSON.stringify({ tried, note })).toMatch(/^(refused|as documented)$/);
    });
  }
});

test('every attack of the rules is there, T1 to T30, and no number twice', () => {
  const numbers = attacks.filter((attack) => 'run' in attack).map(({ id }) => id);
  expect(numbers.slice(0, 30)).toEqual(Array.from({ length: 30 }, (_, index) => `T${index + 1}`));
  expect(new Set(numbers).size).toBe(numbers.length);
});
