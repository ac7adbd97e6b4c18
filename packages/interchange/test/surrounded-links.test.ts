import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatOtpauthUri } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';
import { anyVault } from './any-account.ts';
import { plainAccount, readPlain } from './samples.ts';

/** A "@" stands for the link. */
const surroundings: readonly string[] = [
  [
    'Here is my link: @, please keep it.',
    '@, please keep it.',
    '@.',
    '@, bye',
    'see @ for that',
    '@ and more',
    'Is it @?',
    '(see @).',
  ],
  [
    'Hi\n\n@\n\nBye',
    '@ # note',
    '@ ok',
    '12:30 @ ok',
    '@…',
    '—@—',
    '1) @!',
    '- @',
    '> @',
    '//@',
    '[1] @',
    '.@',
    '_@_',
    '*@*',
    '**@**',
  ],
  [
    '(@)',
    '[x](@)',
    '<@>',
    '"@"',
    "'@'",
    '`@`',
    '「@」',
    '{@}',
    '@]]>',
    '<![CDATA[@]]>',
    '<p>@</p>',
    '<a href="@">x</a>',
  ],
  ['&quot;@&quot;', '&lt;@&gt;', '@&nbsp;', '@;', '@,', '@\\n', '@\r', '\t@\t', '@\u200b', '@ \u{1f4ce}', '\u{1f4ce}@'],
  ['x,@,y', 'x;@;y', '"x","@","y"', 'x\t@\ty', '| a | @ | b |', 'Link=@', 'url: "@"', 'https://x.example/ @', '["@"]'],
].flat();

/** The same link with another parameter last, or without what is usual. */
const dresses: readonly ((link: string) => string)[] = [
  (link) => link,
  (link) => withLast(link, 'issuer'),
  (link) => withLast(link, 'secret'),
  (link) => link.replace('&algorithm=SHA1', '').replace(/&period=30(?=&|$)/, ''),
];

function withLast(link: string, name: string): string {
  const [head = '', query = ''] = link.split('?');
  const parameters = query.split('&').toSorted((one, other) => rank(one, name) - rank(other, name));
  return `${head}?${parameters.join('&')}`;
}

function rank(parameter: string, name: string): number {
  return parameter.startsWith(`${name}=`) ? 1 : 0;
}

const anyOtp: fc.Arbitrary<OtpAccount> = anyVault
  .map(([one]) => one?.otp)
  // No link of Mobile-OTP holds its PIN.
  .filter((otp): otp is OtpAccount => otp !== undefined && otp.kind !== 'motp');

describe('a link that stands in a text', () => {
  it.each(surroundings)('is the same account as alone: %j', async (text) => {
    await fc.assert(
      fc.asyncProperty(anyOtp, fc.constantFrom(...dresses), async (otp, dress) => {
        const { entries } = await readPlain(text.replace('@', () => dress(formatOtpauthUri(otp))));
        expect(entries.map((entry) => (entry.verdict === 'imported' ? plainAccount(entry.account) : entry))).toEqual([
          plainAccount(otp),
        ]);
      }),
      { numRuns: 15 },
    );
  });
});
