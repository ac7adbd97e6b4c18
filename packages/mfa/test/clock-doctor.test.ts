import { describe, expect, it } from 'vitest';
import type { VerifyOutcome } from '@halfminute/mfa';
import { Ada, enrolledAda } from './ada.ts';
import { freshCopies } from './fresh-copies.ts';

const plainWrong: VerifyOutcome = { result: 'wrong', clock: null };

describe('a code of a past step', () => {
  it('tells how slow the clock is, to within half a period, for twenty steps', async () => {
    const { copy } = await freshCopies();
    for (let step = 2; step <= 20; step++) {
      const ada = await copy();
      const outcome = await ada.verify(ada.code(-step));
      expect(outcome).toMatchObject({ result: 'wrong', clock: { direction: 'slow' } });
      // The copy stands in the middle of a step, and so a slow clock is slow by whole steps.
      expect(outcome).toEqual({ result: 'wrong', clock: { direction: 'slow', seconds: step * 30 } });
      expect((await ada.record()).consecutiveFailures).toBe(1);
    }
    const ada = await copy();
    expect(await ada.verify(ada.code(-21))).toEqual(plainWrong);
  });

  it('tells nothing in a wait', async () => {
    const { copy } = await freshCopies();
    const ada = await copy();
    await ada.miss(5);
    expect(await ada.verify(ada.code(-5))).toMatchObject({ result: 'waiting' });
  });

  it('tells of half a period at least', async () => {
    const ada = await enrolledAda({ policy: { window: 'present' } });
    ada.host.now = 1_800_010_800;
    expect(await ada.verify(ada.code(-1))).toEqual({ result: 'wrong', clock: { direction: 'slow', seconds: 15 } });
  });

  it('is not remembered, and starts no pair', async () => {
    const { copy } = await freshCopies();
    const ada = await copy();
    await ada.verify(ada.code(6));
    expect((await ada.record()).futureCode).not.toBeNull();
    await ada.verify(ada.code(-6));
    expect((await ada.record()).futureCode).toBeNull();
    ada.later(30);
    expect(await ada.verify(ada.code(6))).toEqual(plainWrong);
  });

  it('tells the same while setting up', async () => {
    const ada = new Ada();
    const shown = await ada.begin();
    const confirming = { ...ada.act, attemptId: 'attempt', name: '' };
    const late = await ada.mfa.confirm({ ...confirming, typed: ada.code(-4, shown) });
    expect(late).toEqual({ result: 'wrong', clock: { direction: 'slow', seconds: 120 } });
    expect(await ada.mfa.confirm({ ...confirming, typed: ada.code(4, shown) })).toEqual(plainWrong);
    ada.later(30);
    const pair = await ada.mfa.confirm({ ...confirming, typed: ada.code(4, shown) });
    expect(pair).toEqual({ result: 'wrong', clock: { direction: 'fast', seconds: 120 } });
  });
});

describe('a code of a future step alone', () => {
  it('is refused though it is right for another step of the window by then: it was not yet', async () => {
    const { copy } = await freshCopies();
    const ada = await copy();
    const early = ada.code(1);
    expect(await ada.verify(early)).toEqual(plainWrong);
    ada.later(30);
    expect(await ada.verify(early)).toMatchObject({ result: 'accepted', drift: 0 });
  });
});

describe('two codes of two steps that follow each other', () => {
  it.each([1, 2, 7, 20, 39])('tell how fast the clock is: %i steps', async (ahead) => {
    const { copy } = await freshCopies();
    const ada = await copy();
    expect(await ada.verify(ada.code(ahead))).toEqual(plainWrong);
    ada.later(30);
    expect(await ada.verify(ada.code(ahead))).toEqual({
      result: 'wrong',
      clock: { direction: 'fast', seconds: ahead * 30 },
    });
    expect((await ada.record()).consecutiveFailures).toBe(2);
  });

  it('tell it again with a third, and each counts', async () => {
    const { copy } = await freshCopies();
    const ada = await copy();
    for (const clock of [null, { direction: 'fast', seconds: 150 }, { direction: 'fast', seconds: 150 }]) {
      expect(await ada.verify(ada.code(5))).toEqual({ result: 'wrong', clock });
      ada.later(30);
    }
  });

  it.each([
    ['the same code twice', [5, 5], 0],
    ['with one left out', [5, 7], 0],
    ['in the wrong order', [6, 5], 0],
  ])('tell nothing as %s', async (_how, [first = 0, second = 0], later) => {
    const { copy } = await freshCopies();
    const ada = await copy();
    expect(await ada.verify(ada.code(first))).toEqual(plainWrong);
    ada.later(later);
    expect(await ada.verify(ada.code(second))).toEqual(plainWrong);
  });

  it('tell nothing if any other attempt came in between', async () => {
    const { copy } = await freshCopies();
    const ada = await copy();
    await ada.verify(ada.code(5));
    await ada.verify(ada.wrongCode());
    expect(await ada.verify(ada.code(6))).toEqual(plainWrong);
    const accepted = await copy();
    await accepted.verify(accepted.code(5));
    expect(await accepted.verify(accepted.code())).toMatchObject({ result: 'accepted' });
    expect((await accepted.record()).futureCode).toBeNull();
    expect(await accepted.verify(accepted.code(6))).toEqual(plainWrong);
  });

  it('tell nothing if the second comes later than a person needs to read it off', async () => {
    const { copy } = await freshCopies();
    const slow = await copy();
    const second = slow.code(6);
    await slow.verify(slow.code(5));
    slow.later(90);
    expect(await slow.verify(second)).toEqual(plainWrong);
    const quick = await copy();
    await quick.verify(quick.code(5));
    quick.later(60);
    expect(await quick.verify(second)).toMatchObject({ clock: { direction: 'fast', seconds: 120 } });
  });

  it('tell nothing if they are of two authenticators', async () => {
    const ada = await enrolledAda();
    const first = ada.held;
    const second = await ada.enrol({ attemptId: 'second' });
    ada.later(3600);
    expect(await ada.verify(ada.code(5, first))).toEqual(plainWrong);
    expect(await ada.verify(ada.code(6, second))).toEqual(plainWrong);
    ada.later(3600);
    expect(await ada.verify(ada.code(5, second))).toEqual(plainWrong);
    expect(await ada.verify(ada.code(6, second))).toMatchObject({ clock: { direction: 'fast' } });
  });

  it('tell nothing in a wait, and nothing beyond forty steps', async () => {
    const { copy } = await freshCopies();
    const waiting = await copy();
    await waiting.miss(4);
    expect(await waiting.verify(waiting.code(5))).toEqual(plainWrong);
    expect(await waiting.verify(waiting.code(6))).toMatchObject({ result: 'waiting' });
    const far = await copy();
    await far.verify(far.code(40));
    expect((await far.record()).futureCode).toMatchObject({ step: Math.floor(far.host.now / 30) + 40 });
    expect(await far.verify(far.code(41))).toEqual(plainWrong);
  });
});
