import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InterchangeError, readBackup } from '../src/index.ts';
import { limits } from '../src/limits.ts';
import { bytesOf, readPlain, secretBase32, summary, usual } from './samples.ts';

/** What readBackup refuses a file with; null where it read it. Anything but its own refusal fails the test. */
function refusalOf(bytes: Uint8Array): string | null {
  try {
    readBackup(bytes);
    return null;
  } catch (error) {
    if (error instanceof InterchangeError) {
      return error.code;
    }
    throw error;
  }
}

const aegisWith = (entries: readonly unknown[]): string => JSON.stringify({ header: {}, db: { entries } });
const entry = { type: 'totp', name: 'ada', issuer: 'Alder', info: { secret: secretBase32 } };

describe('hostile files', () => {
  it('are refused by their size, their depth and their number of entries', () => {
    expect(refusalOf(new Uint8Array(limits.fileBytes + 1))).toBe('too-large');
    expect(refusalOf(bytesOf('['.repeat(1_000_000)))).toBe('not-recognised');
    expect(refusalOf(bytesOf(`{"services":${'{"a":'.repeat(100)}1${'}'.repeat(100)},"schemaVersion":4}`))).toBe(
      'not-recognised',
    );
    expect(refusalOf(bytesOf(aegisWith(Array.from({ length: limits.entries + 1 }, () => null))))).toBe(
      'too-many-entries',
    );
  });

  it('ten thousand honest entries are read', () => {
    expect(readPlain(aegisWith(Array.from({ length: 10_000 }, () => entry))).entries).toHaveLength(10_000);
  });

  it('a database, an archive and a picture are refused by what they are', () => {
    for (const [first, called] of [
      ['SQLite format 3\0', 'a database'],
      ['PK\x03\x04', 'a zip archive'],
    ] as const) {
      expect(() => readBackup(bytesOf(first))).toThrow(called);
    }
    expect(refusalOf(bytesOf(''))).toBe('not-recognised');
    expect(refusalOf(bytesOf('hello world'))).toBe('not-recognised');
  });

  it("a field is asked for only where it is its object's own", () => {
    const polluted = `{"header":{},"db":{"entries":[{"__proto__":{"type":"totp","info":{"secret":"${secretBase32}"}},"name":"x"}, ${JSON.stringify(entry)}]}}`;
    expect(summary(readPlain(polluted))).toEqual(['secret-missing', usual]);
    expect(({} as Record<string, unknown>)['type']).toBeUndefined();
  });

  it.each([
    ['entities of XML', `<map>${'<string name="a">&quot;'.repeat(200_000)}`],
    ['a line of blanks', `${' '.repeat(2_000_000)}otpauth://`],
    ['a line of equal signs', 'A'.repeat(1_000_000) + '='.repeat(1_000_000)],
    ['a header of commas', `login_totp${','.repeat(1_000_000)}\n${'"'.repeat(999_999)}`],
    ['a link without an end', `otpauth-migration://offline?data=${'%'.repeat(1_000_000)}`],
    ['many links in one line', 'otpauth://totp/a?issuer='.repeat(20_000)],
  ])('%s cost no more than their length', (_, text) => {
    const start = performance.now();
    refusalOf(bytesOf(text));
    // A quadratic pattern would take minutes here.
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('whatever the bytes, the answer is a backup or a refusal', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        refusalOf(bytes);
      }),
    );
  });

  it('whatever a file of a known shape holds, each entry has a verdict', () => {
    const shapes: readonly ((list: unknown) => unknown)[] = [
      (list) => ({ header: {}, db: { entries: list } }),
      (list) => ({ services: list, schemaVersion: 4 }),
      (list) => ({ encrypted: false, items: list }),
      (list) => ({ Authenticators: list }),
      (list) => ({ tokens: list, tokenOrder: [] }),
      (list) => ({ deviceId: '', version: 1, accounts: list }),
      (list) => list,
    ];
    const keys = fc.constantFrom(
      'type',
      'info',
      'secret',
      'otp',
      'Type',
      'Secret',
      'label',
      'login',
      'totp',
      'digits',
      'kind',
      'timer',
      'otpGenerator',
      '__proto__',
    );
    const value = fc.oneof(fc.jsonValue(), fc.dictionary(keys, fc.jsonValue()));
    fc.assert(
      fc.property(fc.array(fc.dictionary(keys, value)), fc.constantFrom(...shapes), (list, shape) => {
        refusalOf(bytesOf(shape(list)));
      }),
    );
  });
});
