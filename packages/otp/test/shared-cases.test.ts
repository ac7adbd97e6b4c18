import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCodeGenerator, isPinless, OtpError, readPastedOrPinless, timeStep, withPin } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';
import { canRun, sharedFolder } from '../../../tools/requirements.ts';
import { hexOf } from './samples.ts';

interface Names {
  readonly issuer?: string;
  readonly account?: string;
}

interface Expected extends Names {
  readonly verdict: 'accept' | 'refuse';
  readonly kind: string;
  readonly secretHex: string;
  readonly algorithm: string;
  readonly digits: number;
  readonly period: number | null;
  readonly counter: number | null;
  /** The link does not say its PIN; the user does. */
  readonly withPin?: string;
  readonly codeAt?: Readonly<Record<string, string>>;
  readonly codeAtCounter?: Readonly<Record<string, string>>;
  readonly reasonClass?: string;
}

interface Case {
  readonly id: string;
  readonly input: string;
  readonly note: string;
  readonly expect: Expected;
  readonly alsoAcceptable?: readonly (Names | string)[];
}

/** Kinds that come later, and are refused by name until then. */
const laterKinds: ReadonlySet<string> = new Set(['A168']);

/** Verdicts other than the first, each among those that the case permits. */
const permittedRefusals: ReadonlyMap<string, string> = new Map([
  // "refuse if the message speaks of the length": 3 bytes are no secret.
  ['A066', 'secret-too-short'],
  // "refuse naming the counter": a counter is a number that a double holds.
  ['A123', 'bad-counter'],
  ['A124', 'bad-counter'],
]);

/** Cases that are read where refusing is the first verdict: "accept after undoing the mail encoding". */
const permittedReadings: ReadonlyMap<string, Partial<Expected>> = new Map([
  [
    'A162',
    {
      verdict: 'accept',
      kind: 'totp',
      issuer: 'Posten',
      account: 'nora',
      secretHex: 'ed52c4beee37ebc84462dbb3bc8ed020fb034b64', // The key without "3D" in front.
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
      counter: null,
    },
  ],
]);

const present = canRun('the cases of ../shared/cases/uris.json', 'shared');
const cases: readonly Case[] = present
  ? // The file's own shape is its README's; a case that lacks a field fails its test.
    (JSON.parse(readFileSync(join(sharedFolder, 'cases', 'uris.json'), 'utf8')) as { cases: Case[] }).cases
  : [];

function codeAt(account: OtpAccount, counter: number): string {
  return createCodeGenerator(account).codeForCounter(counter);
}

function read(input: string, pin: string | undefined): OtpAccount | OtpError {
  try {
    const { account } = readPastedOrPinless(input);
    expect(isPinless(account)).toBe(pin !== undefined);
    return isPinless(account) ? withPin(account, pin ?? '') : account;
  } catch (error) {
    if (error instanceof OtpError) {
      return error;
    }
    throw error;
  }
}

describe.skipIf(!present)('what real people and services produced', () => {
  it('is all there', () => {
    expect(cases).toHaveLength(84);
  });

  it.each(cases)('$id: $note', ({ id, input, expect: first, alsoAcceptable = [] }) => {
    const account = read(input, first.withPin);
    const expected = { ...first, ...permittedReadings.get(id) };
    const refusal = laterKinds.has(id)
      ? 'unsupported-kind'
      : (permittedRefusals.get(id) ?? (expected.verdict === 'refuse' ? expected.reasonClass : undefined));
    if (account instanceof OtpError) {
      expect(account.code).toBe(refusal);
      // Never the secret, or anything like it.
      expect(account.message).not.toMatch(/[A-Z2-7]{16}/);
      expect(account.message.length).toBeGreaterThan(40);
      return;
    }
    expect(refusal).toBeUndefined();
    expect(account.kind).toBe(expected.kind);
    expect(hexOf(account.secret)).toBe(expected.secretHex);
    expect(account.algorithm).toBe(expected.algorithm);
    expect(account.digits).toBe(expected.digits);
    expect(account.kind === 'hotp' ? null : account.periodSeconds).toBe(expected.period);
    expect(account.kind === 'hotp' ? account.counter : null).toBe(expected.counter);
    const permitted = [expected, ...alsoAcceptable.filter((other) => typeof other === 'object')].map((names) => ({
      issuer: names.issuer ?? expected.issuer,
      accountName: names.account ?? expected.account,
    }));
    expect(permitted).toContainEqual({ issuer: account.issuer, accountName: account.accountName });
    for (const [unixSeconds, code] of Object.entries(expected.codeAt ?? {})) {
      expect(codeAt(account, timeStep(Number(unixSeconds), expected.period ?? 0))).toBe(code);
    }
    for (const [counter, code] of Object.entries(expected.codeAtCounter ?? {})) {
      expect(codeAt(account, Number(counter))).toBe(code);
    }
  });

  it('A038 stays one row, and one line when it is written out again', () => {
    const { input } = cases.find(({ id }) => id === 'A038') ?? { input: '' };
    expect(readPastedOrPinless(input).account.accountName).not.toMatch(/[\r\n]/);
  });
});
