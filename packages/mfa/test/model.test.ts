import { array, asyncProperty, assert, constant, constantFrom, integer, nat, oneof, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enrolledAda } from './ada.ts';
import type { Ada } from './ada.ts';

/** What a user, or somebody with her password, may do next. */
type Act =
  | { readonly do: 'code'; readonly steps: number }
  | { readonly do: 'same-again' }
  | { readonly do: 'wrong' }
  | { readonly do: 'recovery'; readonly which: number }
  | { readonly do: 'wrong-recovery' }
  | { readonly do: 'pass'; readonly seconds: number }
  | { readonly do: 'wait-out' }
  | { readonly do: 'in-parallel'; readonly steps: number; readonly times: number };

const act = oneof(
  { weight: 5, arbitrary: record({ do: constant('code' as const), steps: integer({ min: -4, max: 4 }) }) },
  { weight: 2, arbitrary: constant({ do: 'same-again' as const }) },
  { weight: 3, arbitrary: constant({ do: 'wrong' as const }) },
  { weight: 1, arbitrary: record({ do: constant('recovery' as const), which: nat(9) }) },
  { weight: 1, arbitrary: constant({ do: 'wrong-recovery' as const }) },
  {
    weight: 4,
    arbitrary: record({
      do: constant('pass' as const),
      seconds: oneof(integer({ min: 1, max: 90 }), constantFrom(30, 30, 300, 4000, -30, -300)),
    }),
  },
  { weight: 2, arbitrary: constant({ do: 'wait-out' as const }) },
  {
    weight: 1,
    arbitrary: record({
      do: constant('in-parallel' as const),
      steps: integer({ min: -2, max: 1 }),
      times: integer({ min: 2, max: 8 }),
    }),
  },
);

/** The rules once more, as plainly as they can be said: no stores, no keys, no codes, only steps. */
class Reference {
  lastStep: number;
  late = 0;
  failures = 0;
  waitUntil = 0;
  isOff = false;
  readonly usedCodes = new Set<string>();

  constructor(lastStep: number) {
    this.lastStep = lastStep;
  }

  refused(now: number): string | null {
    return this.isOff ? 'disabled' : now < this.waitUntil ? 'waiting' : null;
  }

  fail(now: number): void {
    this.failures += 1;
    this.isOff = this.failures >= 20;
    if (this.failures >= 5) {
      this.waitUntil = now + Math.min(3600, 30 * 2 ** (this.failures - 5));
    }
  }

  succeed(): void {
    this.failures = 0;
    this.waitUntil = 0;
  }

  code(now: number, step: number): string {
    const refused = this.refused(now);
    if (refused !== null) {
      return refused;
    }
    const age = Math.floor(now / 30) - step;
    const inWindow = age >= 0 && age <= (this.late === 2 ? 2 : 1);
    const isSpent = inWindow ? step <= this.lastStep : step === this.lastStep && age > 0 && age <= 20;
    if (isSpent || !inWindow) {
      this.fail(now);
      return isSpent ? 'replayed' : 'wrong';
    }
    this.lastStep = step;
    this.late = age === 0 ? 0 : Math.min(2, this.late + 1);
    this.succeed();
    return 'accepted';
  }

  recovery(now: number, code: string | null): string {
    const refused = this.refused(now);
    if (refused !== null) {
      return refused;
    }
    if (code === null || this.usedCodes.has(code)) {
      this.fail(now);
      return code === null ? 'wrong' : 'replayed';
    }
    this.usedCodes.add(code);
    this.succeed();
    return 'accepted';
  }
}

class Run {
  readonly ada: Ada;
  readonly reference: Reference;
  readonly codes: string[];
  readonly acceptedSteps: number[] = [];
  lastStep: number;

  constructor(ada: Ada, codes: readonly string[]) {
    this.ada = ada;
    this.codes = [...codes];
    this.lastStep = this.present;
    this.reference = new Reference(this.present - 1);
  }

  get present(): number {
    return Math.floor(this.ada.host.now / 30);
  }

  async do(next: Act): Promise<void> {
    const { ada, reference } = this;
    switch (next.do) {
      case 'pass':
        ada.later(next.seconds);
        return;
      case 'wait-out':
        ada.host.now = Math.max(ada.host.now, (await ada.record()).waitUntil ?? 0);
        return;
      case 'code':
        return this.tryStep(this.present + next.steps);
      case 'same-again':
        return this.tryStep(this.lastStep);
      case 'wrong': {
        const expected = reference.refused(ada.host.now) ?? 'wrong';
        if (expected === 'wrong') {
          reference.fail(ada.host.now);
        }
        expect((await ada.verify(ada.wrongCode())).result).toBe(expected);
        return this.compare();
      }
      case 'recovery': {
        const code = this.codes[next.which % this.codes.length] ?? '';
        const expected = reference.recovery(ada.host.now, code);
        const outcome = await ada.recover(code);
        expect(outcome.result).toBe(expected);
        if (outcome.result === 'accepted' && outcome.replacementCode !== null) {
          this.codes.push(outcome.replacementCode);
        }
        return this.compare();
      }
      case 'wrong-recovery': {
        const expected = reference.recovery(ada.host.now, null);
        expect((await ada.recover('2222-2222-2222-2222')).result).toBe(expected);
        return this.compare();
      }
      case 'in-parallel': {
        const step = this.present + next.steps;
        const typed = ada.code(next.steps);
        const expected = Array.from({ length: next.times }, () => reference.code(ada.host.now, step));
        const outcomes = await Promise.all(Array.from({ length: next.times }, () => ada.verify(typed)));
        expect(outcomes.map(({ result }) => result)).toEqual(expected);
        this.note(step, outcomes.filter(({ result }) => result === 'accepted').length);
        return this.compare();
      }
    }
  }

  async tryStep(step: number): Promise<void> {
    const { ada, reference } = this;
    const expected = reference.code(ada.host.now, step);
    const { result } = await ada.verify(ada.code(step - this.present));
    expect(result).toBe(expected);
    this.lastStep = step;
    this.note(step, Number(result === 'accepted'));
    await this.compare();
  }

  note(step: number, times: number): void {
    this.acceptedSteps.push(...Array.from({ length: times }, () => step));
  }

  async compare(): Promise<void> {
    const { reference } = this;
    const stored = await this.ada.record();
    expect(stored.consecutiveFailures).toBe(reference.failures);
    expect(stored.disabledAt !== null).toBe(reference.isOff);
    expect(stored.authenticators[0]?.lastStep).toBe(reference.lastStep);
    expect(stored.authenticators[0]?.lateInARow).toBe(reference.late);
    // Never two acceptances of one step, nor of an earlier one after it.
    expect(this.acceptedSteps).toEqual([...new Set(this.acceptedSteps)].toSorted((one, other) => one - other));
  }
}

/** Eight figures, so that hardly two steps near each other share a code. */
const policy = { profile: { algorithm: 'SHA1', digits: 8, periodSeconds: 30 } } as const;

describe('whatever is done in whatever order', () => {
  it('C1 C3 C8 G1 G2 G3 R3 the rules hold, as they are said once more in a few lines', async () => {
    await assert(
      asyncProperty(array(act, { minLength: 1, maxLength: 60 }), integer({ min: 1, max: 1000 }), async (acts, seed) => {
        const ada = await enrolledAda({ seed, policy });
        const run = new Run(ada, await ada.mfa.issueRecoveryCodes(ada.act));
        for (const next of acts) {
          await run.do(next);
        }
        expect(ada.countOf('code-accepted')).toBe(run.acceptedSteps.length);
        expect(ada.notices().filter((kind) => kind === 'factors-disabled')).toHaveLength(Number(run.reference.isOff));
      }),
      { numRuns: 250 },
    );
  });
});
