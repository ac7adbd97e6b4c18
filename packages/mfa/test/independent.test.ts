import { execFileSync } from 'node:child_process';
import { Secret as OtpauthSecret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { Secret } from '@halfminute/otp';
import type { CodeProfile } from '@halfminute/mfa';
import { canRun } from '../../../tools/requirements.ts';
import { Ada } from './ada.ts';
import type { Shown } from './ada.ts';

const profiles: readonly CodeProfile[] = [
  { algorithm: 'SHA1', digits: 6, periodSeconds: 30 },
  { algorithm: 'SHA256', digits: 8, periodSeconds: 60 },
  { algorithm: 'SHA512', digits: 6, periodSeconds: 15 },
];

type Program = (shown: Shown, unixSeconds: number) => string;

const otpauth: Program = ({ secret, profile }, unixSeconds) =>
  new TOTP({
    secret: new OtpauthSecret({ buffer: Uint8Array.from(secret.reveal()).buffer }),
    algorithm: profile.algorithm,
    digits: profile.digits,
    period: profile.periodSeconds,
  }).generate({ timestamp: unixSeconds * 1000 });

const oathtool: Program = ({ secret, profile }, unixSeconds) =>
  execFileSync(
    'oathtool',
    [
      `--totp=${profile.algorithm}`,
      `--digits=${profile.digits}`,
      `--time-step-size=${profile.periodSeconds}s`,
      `--now=@${unixSeconds}`,
      Buffer.from(secret.reveal()).toString('hex'),
    ],
    { encoding: 'utf8' },
  ).trim();

const programs: readonly (readonly [name: string, program: Program])[] = [
  ['otpauth', otpauth],
  ...(canRun('the codes of oathtool', 'oathtool') ? [['oathtool', oathtool] as const] : []),
];

describe.each(programs)('the codes of %s', (_name, program) => {
  it('confirm an enrolment, sign in once and are refused the second time', async () => {
    const ada = new Ada();
    const shown = await ada.begin();
    const typed = program(shown, ada.host.now);
    const confirming = { ...ada.act, attemptId: 'attempt', typed, name: '' };
    expect(await ada.mfa.confirm(confirming)).toMatchObject({ result: 'confirmed' });
    ada.later(30);
    const next = program(shown, ada.host.now);
    expect(await ada.verify(next)).toMatchObject({ result: 'accepted', drift: 0 });
    expect(await ada.verify(next)).toEqual({ result: 'replayed' });
    ada.later(60);
    expect(await ada.verify(program(shown, ada.host.now - 30))).toMatchObject({ result: 'accepted', drift: -1 });
    ada.later(600);
    expect(await ada.verify(program(shown, ada.host.now - 300))).toMatchObject({
      result: 'wrong',
      clock: { seconds: 300 },
    });
  });

  it.each(profiles)('are accepted of an imported authenticator with %o', async (profile) => {
    const ada = new Ada();
    const secret = Secret.fromBytes(Uint8Array.from({ length: 32 }, (_, index) => 255 - index * 3));
    await ada.mfa.importAuthenticator({ ...ada.act, secret, profile, name: '' });
    for (let times = 0; times < 5; times++) {
      ada.later(12_345);
      expect(await ada.verify(program({ secret, profile }, ada.host.now))).toMatchObject({ result: 'accepted' });
    }
  });
});

describe('C6 the vectors of RFC 6238, appendix B', () => {
  const seeds = {
    SHA1: '12345678901234567890',
    SHA256: '12345678901234567890123456789012',
    SHA512: '1234567890123456789012345678901234567890123456789012345678901234',
  };
  const vectors: readonly (readonly [unixSeconds: number, sha1: string, sha256: string, sha512: string])[] = [
    [59, '94287082', '46119246', '90693936'],
    [1_111_111_109, '07081804', '68084774', '25091201'],
    [1_111_111_111, '14050471', '67062674', '99943326'],
    [1_234_567_890, '89005924', '91819424', '93441116'],
    [2_000_000_000, '69279037', '90698825', '38618901'],
    [20_000_000_000, '65353130', '77737706', '47863826'],
  ];

  it.each(vectors)('at %i are accepted', async (unixSeconds, sha1, sha256, sha512) => {
    const codes = { SHA1: sha1, SHA256: sha256, SHA512: sha512 };
    for (const algorithm of ['SHA1', 'SHA256', 'SHA512'] as const) {
      const ada = new Ada({ now: unixSeconds });
      const secret = Secret.fromBytes(Buffer.from(seeds[algorithm]));
      const profile = { algorithm, digits: 8, periodSeconds: 30 } as const;
      await ada.mfa.importAuthenticator({ ...ada.act, secret, profile, name: '' });
      expect(await ada.verify(codes[algorithm])).toMatchObject({ result: 'accepted', drift: 0 });
    }
  });
});
