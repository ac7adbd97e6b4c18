import { assert, integer, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCodeGenerator, steamShape, verifyHotp, verifyTotp } from '@halfminute/otp';
import type { HotpParameters, TotpAttempt, TotpParameters } from '@halfminute/otp';
import hotpVectors from '../../../vectors/otp/hotp.json' with { type: 'json' };
import { secretOfHex } from './samples.ts';

const secret = secretOfHex(hotpVectors.secretHex);
const totp: TotpParameters = { kind: 'totp', secret, algorithm: 'SHA1', digits: 6, periodSeconds: 30 };
const now = 1_764_000_015;
const step = 58_800_000;

function codeAt(counter: number): string {
  return createCodeGenerator(totp).codeForCounter(counter);
}

function attempt(code: string, changes: Partial<TotpAttempt> = {}): number | null {
  return verifyTotp({
    parameters: totp,
    code,
    unixSeconds: now,
    stepsBack: 1,
    stepsForward: 0,
    lastAcceptedStep: null,
    ...changes,
  });
}

describe('checking a timed code', () => {
  it('answers the step whose code it is', () => {
    expect(attempt(codeAt(step))).toBe(step);
    expect(attempt(codeAt(step - 1))).toBe(step - 1);
  });

  it('refuses what lies outside the window, by one step', () => {
    expect(attempt(codeAt(step - 2))).toBeNull();
    expect(attempt(codeAt(step + 1))).toBeNull();
    expect(attempt(codeAt(step - 1), { stepsBack: 0 })).toBeNull();
  });

  it('widens the window as it is told', () => {
    expect(attempt(codeAt(step - 3), { stepsBack: 3 })).toBe(step - 3);
    expect(attempt(codeAt(step + 2), { stepsForward: 2 })).toBe(step + 2);
    expect(attempt(codeAt(step + 3), { stepsForward: 2 })).toBeNull();
  });

  it('refuses the code of the step accepted last, and of every earlier one', () => {
    expect(attempt(codeAt(step), { lastAcceptedStep: step })).toBeNull();
    expect(attempt(codeAt(step - 1), { lastAcceptedStep: step })).toBeNull();
    expect(attempt(codeAt(step), { lastAcceptedStep: step - 1 })).toBe(step);
    expect(attempt(codeAt(step - 1), { lastAcceptedStep: step - 1 })).toBeNull();
    expect(attempt(codeAt(step), { lastAcceptedStep: step + 1 })).toBeNull();
  });

  it('refuses everything that is not the code itself', () => {
    const code = codeAt(step);
    for (const wrong of [
      '',
      code.slice(0, 5),
      `${code}0`,
      ` ${code}`,
      code.slice(1),
      code.replace(/.$/, 'x'),
      '000000',
    ]) {
      expect(attempt(wrong)).toBeNull();
    }
  });

  it('answers the later of two steps that share a code, so that it cannot be used twice', () => {
    // With four digits, steps that share a code are found soon.
    const short: TotpParameters = { ...totp, digits: 4, periodSeconds: 1 };
    const generator = createCodeGenerator(short);
    let second = 100;
    while (generator.codeForCounter(second) !== generator.codeForCounter(second - 1)) {
      second += 1;
    }
    const twice = { parameters: short, code: generator.codeForCounter(second), stepsBack: 1, stepsForward: 0 };
    expect(verifyTotp({ ...twice, unixSeconds: second, lastAcceptedStep: null })).toBe(second);
    expect(verifyTotp({ ...twice, unixSeconds: second, lastAcceptedStep: second })).toBeNull();
  });

  it('knows no step before 1970', () => {
    expect(attempt(codeAt(0), { unixSeconds: 0, stepsBack: 5 })).toBe(0);
    expect(attempt(codeAt(0), { unixSeconds: -31, stepsBack: 5, stepsForward: 1 })).toBeNull();
  });

  it('checks Steam codes too', () => {
    const steam = { kind: 'steam' as const, secret, ...steamShape };
    const code = createCodeGenerator(steam).codeForCounter(step);
    expect(attempt(code, { parameters: steam })).toBe(step);
    expect(attempt(code.toLowerCase(), { parameters: steam })).toBeNull();
  });

  it.each([-1, 1.5, 101, Number.NaN])('refuses a window of %d steps as a mistake of the program', (steps) => {
    const problem = 'A window is a whole number of steps from 0 to 100.';
    expect(() => attempt('000000', { stepsBack: steps })).toThrow(new RangeError(problem));
    expect(() => attempt('000000', { stepsForward: steps })).toThrow(new RangeError(problem));
    expect(() => verifyHotp({ parameters: hotp(0), code: '000000', lookAhead: steps })).toThrow(
      new RangeError(problem),
    );
  });

  it('takes a window of a hundred steps', () => {
    expect(attempt(codeAt(step - 100), { stepsBack: 100 })).toBe(step - 100);
    expect(attempt(codeAt(step + 100), { stepsForward: 100 })).toBe(step + 100);
  });
});

function hotp(counter: number): HotpParameters {
  return { kind: 'hotp', secret, algorithm: 'SHA1', digits: 6, counter };
}

describe('checking a counter code', () => {
  it('answers the counter whose code it is, as far ahead as it is told', () => {
    expect(verifyHotp({ parameters: hotp(0), code: '755224', lookAhead: 0 })).toBe(0);
    expect(verifyHotp({ parameters: hotp(0), code: '338314', lookAhead: 4 })).toBe(4);
    expect(verifyHotp({ parameters: hotp(0), code: '338314', lookAhead: 3 })).toBeNull();
  });

  it('never goes back', () => {
    expect(verifyHotp({ parameters: hotp(5), code: '338314', lookAhead: 100 })).toBeNull();
  });

  it('stops at the greatest counter', () => {
    const code = createCodeGenerator(hotp(0)).codeForCounter(Number.MAX_SAFE_INTEGER);
    const parameters = hotp(Number.MAX_SAFE_INTEGER);
    expect(verifyHotp({ parameters, code, lookAhead: 10 })).toBe(Number.MAX_SAFE_INTEGER);
    expect(verifyHotp({ parameters, code: '000000', lookAhead: 10 })).toBeNull();
  });

  it('accepts exactly what a plain search in the window finds', () => {
    assert(
      property(nat(2000), nat(20), integer({ min: -3, max: 25 }), (counter, lookAhead, offset) => {
        const parameters: HotpParameters = { ...hotp(counter), digits: 4 };
        const generator = createCodeGenerator(parameters);
        const code = generator.codeForCounter(Math.max(0, counter + offset));
        const window = Array.from({ length: lookAhead + 1 }, (_, index) => counter + index);
        const expected = window.findLast((candidate) => generator.codeForCounter(candidate) === code) ?? null;
        expect(verifyHotp({ parameters, code, lookAhead })).toBe(expected);
      }),
    );
  });
});
