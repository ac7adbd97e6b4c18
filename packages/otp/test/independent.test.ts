import { execFileSync } from 'node:child_process';
import { HOTP as OtherHotp, Secret as OtherSecret, TOTP as OtherTotp, URI as OtherUri } from 'otpauth';
import { assert, constantFrom, integer, maxSafeNat, oneof, property, record, sample, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createCodeGenerator,
  encodeBase32,
  formatOtpauthUri,
  parseOtpauthUri,
  Secret,
  timeStep,
} from '@halfminute/otp';
import type { HashAlgorithm } from '@halfminute/otp';
import { canRun } from '../../../tools/requirements.ts';
import { algorithms, anyAccount, hexOf } from './samples.ts';

/** Random parameters of one code. The draws are new in every run; a failure prints what it was drawn from. */
interface Draw {
  readonly key: Uint8Array;
  readonly algorithm: HashAlgorithm;
  readonly digits: number;
  readonly periodSeconds: number;
  /** For a timed code, before the year 10000. */
  readonly unixSeconds: number;
  /** For a counter code. */
  readonly counter: number;
}

const anyDraw = record<Draw>({
  key: uint8Array({ minLength: 1, maxLength: 150 }),
  algorithm: constantFrom(...algorithms),
  digits: integer({ min: 4, max: 10 }),
  periodSeconds: oneof(constantFrom(1, 30, 60, 86_400), integer({ min: 1, max: 86_400 })),
  unixSeconds: oneof(integer({ min: 0, max: 2 ** 32 }), integer({ min: 0, max: 253_402_300_799 })),
  counter: oneof(integer({ min: 0, max: 1000 }), maxSafeNat()),
});

function ourTotp({ key, algorithm, digits, periodSeconds, unixSeconds }: Draw): string {
  const secret = Secret.fromBytes(key);
  const generator = createCodeGenerator({ kind: 'totp', secret, algorithm, digits, periodSeconds });
  return generator.codeForCounter(timeStep(unixSeconds, periodSeconds));
}

function ourHotp({ key, algorithm, digits, counter }: Draw): string {
  const secret = Secret.fromBytes(key);
  return createCodeGenerator({ kind: 'hotp', secret, algorithm, digits, counter }).codeForCounter(counter);
}

/** What one process wrote, a line a draw, beside what we make of the same draws. */
function expectSame(draws: readonly Draw[], output: string, ours: (draw: Draw) => string): void {
  const lines = output.trimEnd().split('\n');
  expect(lines).toHaveLength(draws.length);
  const differences = draws.filter((draw, index) => ours(draw) !== lines[index]);
  expect(differences).toEqual([]);
}

describe.skipIf(!canRun('the comparison with oathtool', 'oathtool'))('oathtool makes the same codes', () => {
  // It knows 6 to 8 digits, and SHA-1 alone for counters.
  const draws = sample(anyDraw, { numRuns: 1600 }).map((draw): Draw => ({ ...draw, digits: 6 + (draw.digits % 3) }));

  it('for 800 timed accounts of every algorithm, period and time', () => {
    const timed = draws.slice(0, 800);
    // One shell for all: what costs is starting a process from here.
    const script = timed.map(
      ({ key, algorithm, digits, periodSeconds, unixSeconds }) =>
        `oathtool --totp=${algorithm} -b -d ${digits} -s ${periodSeconds}s -N @${unixSeconds} ${encodeBase32(key)}`,
    );
    expectSame(timed, execFileSync('sh', { input: script.join('\n'), encoding: 'utf8' }), ourTotp);
  });

  it('for 800 counter accounts', () => {
    const counted = draws.slice(800).map((draw): Draw => ({ ...draw, algorithm: 'SHA1' }));
    const script = counted.map(
      ({ key, digits, counter }) => `oathtool --hotp -b -d ${digits} -c ${counter} ${encodeBase32(key)}`,
    );
    expectSame(counted, execFileSync('sh', { input: script.join('\n'), encoding: 'utf8' }), ourHotp);
  });
});

const pyotpScript = `
import sys, json, hashlib, pyotp
for draw in json.load(sys.stdin):
    digest = getattr(hashlib, draw['algorithm'].lower())
    if draw['timed']:
        print(pyotp.TOTP(draw['base32'], draw['digits'], digest, interval=draw['periodSeconds']).at(draw['unixSeconds']))
    else:
        print(pyotp.HOTP(draw['base32'], draw['digits'], digest).at(draw['counter']))
`;

describe.skipIf(!canRun('the comparison with pyotp', 'pyotp'))('pyotp makes the same codes', () => {
  function pyotp(draws: readonly Draw[], timed: boolean): string {
    const input = JSON.stringify(draws.map(({ key, ...draw }) => ({ ...draw, base32: encodeBase32(key), timed })));
    return execFileSync('/usr/bin/python3', ['-c', pyotpScript], { input, encoding: 'utf8' });
  }

  it('for 2,500 timed accounts of every algorithm, number of digits, period and time', () => {
    const draws = sample(anyDraw, { numRuns: 2500 });
    expectSame(draws, pyotp(draws, true), ourTotp);
  });

  it('for 2,500 counter accounts of every algorithm and number of digits', () => {
    const draws = sample(anyDraw, { numRuns: 2500 });
    expectSame(draws, pyotp(draws, false), ourHotp);
  });
});

describe('the library otpauth', () => {
  it('makes the same codes for 3,000 random accounts', () => {
    assert(
      property(anyDraw, (draw) => {
        const { algorithm, digits, periodSeconds, unixSeconds, counter } = draw;
        const secret = new OtherSecret({ buffer: Uint8Array.from(draw.key).buffer });
        const timed = new OtherTotp({ secret, algorithm, digits, period: periodSeconds });
        expect(timed.generate({ timestamp: unixSeconds * 1000 })).toBe(ourTotp(draw));
        expect(new OtherHotp({ secret, algorithm, digits }).generate({ counter })).toBe(ourHotp(draw));
      }),
      { numRuns: 3000 },
    );
  });

  it('reads the links we write, and we read those it writes', () => {
    assert(
      property(anyAccount, (account) => {
        // It refuses what its pattern does not foresee: other kinds, colons in names, unknown parameters, an empty label.
        const simple = {
          ...account,
          issuer: `I${account.issuer.replaceAll(/[^\p{L}\p{N} ]/gu, '')}`.trim(),
          accountName: `a${account.accountName.replaceAll(/[^\p{L}\p{N}@.]/gu, '')}`,
          unknownParameters: [],
        };
        if (simple.kind !== 'totp' && simple.kind !== 'hotp') {
          return;
        }
        const theirs = OtherUri.parse(formatOtpauthUri(simple));
        expect(theirs.secret.hex.toLowerCase()).toBe(hexOf(account.secret));
        expect(theirs).toMatchObject({
          issuer: simple.issuer,
          label: simple.accountName,
          algorithm: account.algorithm,
          digits: account.digits,
        });
        const { secret, ...rest } = parseOtpauthUri(theirs.toString());
        const { secret: expectedSecret, ...expectedRest } = simple;
        expect(rest).toEqual(expectedRest);
        expect(secret.equals(expectedSecret)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
