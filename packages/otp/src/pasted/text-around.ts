import type { OtpWarning } from '../errors.ts';
import type { OtpAccount, PinlessAccount } from '../kinds.ts';

interface Mention {
  readonly parameter: 'algorithm' | 'digits' | 'period' | 'type';
  /** What a text says of it; the first group that matched is the value. */
  readonly said: RegExp;
}

const mentions: readonly Mention[] = [
  { parameter: 'algorithm', said: /\bsha[-_ ]?(?:2[-_ ])?(1|256|512)\b/gi },
  {
    parameter: 'digits',
    said: /\b([4-9]|10)[- ]?(?:digits?|stellig\p{L}*|chiffres|d[ií]gitos|cifre)(?!\p{L})|\bdigits[ \t]*[:=][ \t]*(\d{1,2})\b/giu,
  },
  { parameter: 'period', said: /\b(?:period|interval)\b[^:=\r\n]{0,20}[:=][ \t]*(\d{1,5})\b/gi },
  { parameter: 'type', said: /\b(hotp|totp|(?:counter|time)[- ]based)\b/gi },
];

/**
 * What a text says around a link or a key that the codes are not made with. It may speak of something else, so that it changes
 * nothing; but where it speaks of this code, every code is wrong. A text that says the same as well is believed to agree.
 */
export function contradictionsOfText(text: string, account: OtpAccount | PinlessAccount): readonly OtpWarning[] {
  if (account.kind !== 'totp' && account.kind !== 'hotp') {
    return [];
  }
  const own = {
    algorithm: { value: account.algorithm.slice('SHA'.length), name: account.algorithm },
    digits: { value: String(account.digits), name: `${account.digits} digits` },
    period:
      account.kind === 'totp'
        ? { value: String(account.periodSeconds), name: `${account.periodSeconds} seconds` }
        : null,
    type: account.kind === 'totp' ? { value: 't', name: 'the time' } : { value: 'h', name: 'a counter' },
  };
  return mentions.flatMap(({ parameter, said }): OtpWarning[] => {
    const used = own[parameter];
    const found = [...text.matchAll(said)].map((match) => {
      const value = match[1] ?? match[2] ?? '';
      // Between "period" and its colon anything may stand.
      return { words: parameter === 'period' ? `${parameter} ${value}` : match[0], value };
    });
    const first = found[0];
    if (used === null || first === undefined || found.some(({ value }) => valueOf(parameter, value) === used.value)) {
      return [];
    }
    return [
      {
        code: 'text-contradicts',
        message: `The text says ${first.words}, but the codes are made with ${used.name}. Compare the code with the page.`,
        parameter,
      },
    ];
  });
}

function valueOf(parameter: Mention['parameter'], value: string): string {
  return parameter === 'type' ? (/^t/i.test(value) ? 't' : 'h') : String(Number(value));
}
