import { describe, expect, it } from 'vitest';
import { documentOf, linesOf, refusal } from './vaults.ts';

const STAMP = '5@00000000000000aa';

describe('the document line', () => {
  const meta = (changes: object) => () => documentOf({ clock: 0, daysOpened: [], preferences: {}, ...changes });

  it.each([
    { clock: Number.MAX_SAFE_INTEGER },
    {
      daysOpened: [
        [0, 0],
        [20_000, 7],
      ],
    },
    { preferences: { a: { stamp: STAMP, value: null }, '': { stamp: STAMP, value: { deep: [1] } } } },
    { later: 1, stamps: { later: STAMP, gone: STAMP } },
  ])('is understood with %j', async (changes) => {
    expect(await refusal(meta(changes))).toBe('nothing');
    expect(linesOf(meta(changes)())).toEqual([
      JSON.stringify({ clock: 0, daysOpened: [], preferences: {}, ...changes })
        .replace(
          '"a":{"stamp":"5@00000000000000aa","value":null},"":{"stamp":"5@00000000000000aa","value":{"deep":[1]}}',
          '"":{"stamp":"5@00000000000000aa","value":{"deep":[1]}},"a":{"stamp":"5@00000000000000aa","value":null}',
        )
        .replace(
          '"later":"5@00000000000000aa","gone":"5@00000000000000aa"',
          '"gone":"5@00000000000000aa","later":"5@00000000000000aa"',
        ),
    ]);
  });

  it.each([
    { clock: undefined },
    { clock: -1 },
    { clock: 0.5 },
    { clock: 2 ** 53 },
    { clock: '0' },
    { daysOpened: undefined },
    { daysOpened: {} },
    { daysOpened: [1] },
    { daysOpened: [[1]] },
    { daysOpened: [[1, 2, 3]] },
    { daysOpened: [[-1, 2]] },
    { daysOpened: [[1, -2]] },
    { daysOpened: [[1.5, 2]] },
    { preferences: undefined },
    { preferences: [] },
    { preferences: { a: 1 } },
    { preferences: { a: { value: 1 } } },
    { preferences: { a: { stamp: STAMP } } },
    { preferences: { a: { stamp: 'x', value: 1 } } },
    { preferences: { ['x'.repeat(1_001)]: { stamp: STAMP, value: 1 } } },
    { stamps: [] },
    { stamps: { later: 'x' } },
  ])('refuses the whole file as damaged with %j', async (changes) => {
    expect(await refusal(meta(changes))).toBe('damaged');
  });

  it.each(['', '[]', 'null', '1', '{'])('refuses the whole file as damaged where it is %j', async (line) => {
    expect(await refusal(() => documentOf(line))).toBe('damaged');
  });

  it('takes the later of two notes of one day', () => {
    expect(
      linesOf(
        meta({
          daysOpened: [
            [3, 9],
            [3, 4],
            [1, 1],
          ],
        })(),
      )[0],
    ).toContain('"daysOpened":[[1,1],[3,9]]');
  });
});
