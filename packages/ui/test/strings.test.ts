import { describe, expect, it } from 'vitest';
import { en } from '../src/strings/en.ts';

/** Arguments that a function of the table may want; the first set that it takes is used. */
const samples: readonly (readonly unknown[])[] = [
  [27, 'Cases', ['I', 'L']],
  ['Cases', 'ada@firm.example', 'today'],
  [{ names: 'Cases', code: '3 0 7', secondsLeft: 18 }],
  [{ kind: 'totp', algorithm: 'SHA1', digits: '6', periodSeconds: '30', counter: '0' }],
];

function said(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    return [value];
  }
  if (typeof value !== 'function') {
    return [];
  }
  return samples.flatMap((sample) => {
    try {
      const sentence: unknown = Reflect.apply(value, undefined, sample);
      // A sample that does not fit leaves holes.
      return typeof sentence === 'string' && !sentence.includes('undefined') ? [sentence] : [];
    } catch {
      return [];
    }
  });
}

function sentences(table: object, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(table).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? sentences(value, `${path}${name}.`)
      : said(value).map((sentence): readonly [string, string] => [`${path}${name}`, sentence]),
  );
}

const everything = sentences(en);

describe('the words on the screen', () => {
  it('are there: every entry of the table says something', () => {
    const names = new Set(everything.map(([name]) => name));
    expect(names.size).toBeGreaterThan(150);
    const silent = everything.filter(([, sentence]) => sentence.trim() === '');
    expect(silent).toEqual([]);
  });

  it('have no exclamation mark and no straight quotation mark', () => {
    expect(everything.filter(([, sentence]) => /[!"]/.test(sentence))).toEqual([]);
  });

  it('avoid the words of the trade', () => {
    const shunned = /\b(issuer|secret key|totp|hotp|2fa|token|invalid|error|oops|wrong input|please(?! wait))\b/i;
    expect(everything.filter(([, sentence]) => shunned.test(sentence))).toEqual([]);
  });

  it('say "vault" only of the file', () => {
    expect(everything.filter(([, sentence]) => /vault/i.test(sentence.replaceAll(/vault file/gi, '')))).toEqual([]);
  });

  it('begin with a capital, a figure or what they were given', () => {
    const small = everything.filter(([, sentence]) => /^[a-z]/.test(sentence));
    // Parts of a line that begins with something else.
    const parts =
      /^(list\.(footCopies|footCopiesService|footShows|footClears|next|tag)|notices\.storageWhy|openBackup\.chosen|unlock\.foot|export\.losses\.extras\.[a-z-]+|recoverySheet\.fileName|palette\.(copies|types|closes)|policyBroken\.atLine|import\.(counter|whys\..*|historyLive|historyUndone))$/;
    expect(small.filter(([name]) => !parts.test(name))).toEqual([]);
  });

  it('count one thing as one', () => {
    expect(en.common.accounts(1)).toBe('1 account');
    expect(en.choosePassword.tooShort(1)).toBe('Too short: 1 more character.');
    expect(en.choosePassword.tooShort(5)).toBe('Too short: 5 more characters.');
    expect(en.list.spoken({ names: 'Cases', code: '3 0 7 6 1 5', secondsLeft: 1 })).toBe(
      'Cases, 3 0 7 6 1 5, 1 second left',
    );
  });

  it('name the character, its place and what was meant', () => {
    expect(en.formProblems.character(17, '1', ['I', 'L'])).toBe(
      'Character 17, “1”, is not used in such codes. Did you mean I or L?',
    );
    expect(en.formProblems.character(3, '€', [])).toBe('Character 3, “€”, is not used in such codes.');
  });

  it('tell a clock that went back from one that went forward', () => {
    expect(en.notices.clockJumped(-10_800, '08:14')).toBe('This computer’s clock went back 3 hours at 08:14.');
    expect(en.notices.clockJumped(160, '08:14')).toBe(
      'This computer’s clock went forward 2 minutes 40 seconds at 08:14.',
    );
  });
});
