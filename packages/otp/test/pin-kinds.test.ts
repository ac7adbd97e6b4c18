import { execFileSync } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { assert, integer, property, sample, stringMatching, tuple, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createCodeGenerator,
  decodeHexSecret,
  decodeYandexSecret,
  encodeBase32,
  formatOtpauthUri,
  longCodeText,
  motpShape,
  parseOtpauthUri,
  parsePin,
  pinOf,
  pinText,
  readPasted,
  readPastedOrPinless,
  sameOtp,
  Secret,
  timeStep,
  withPin,
  yandexShape,
} from '@halfminute/otp';
import type { MotpParameters, YandexParameters } from '@halfminute/otp';
import { md5 } from '../src/md5.ts';
import md5Vectors from '../../../vectors/otp/md5.json' with { type: 'json' };
import motpVectors from '../../../vectors/otp/motp.json' with { type: 'json' };
import yandexVectors from '../../../vectors/otp/yandex.json' with { type: 'json' };
import { canRun } from '../../../tools/requirements.ts';
import { hexOf, refusalOf, secretOfHex } from './samples.ts';

function motp(secret: Secret, pin: string): MotpParameters {
  return { kind: 'motp', secret, pin: parsePin(pin, 'motp'), ...motpShape };
}

function yandex(secret: Secret, pin: string): YandexParameters {
  return { kind: 'yandex', secret, pin: parsePin(pin, 'yandex'), ...yandexShape };
}

function codeAt(parameters: MotpParameters | YandexParameters, unixSeconds: number): string {
  return createCodeGenerator(parameters).codeForCounter(timeStep(unixSeconds, parameters.periodSeconds));
}

describe('MD5 (RFC 1321)', () => {
  it.each(md5Vectors.vectors)('gives $md5Hex for "$text" of appendix A.5', ({ text, md5Hex }) => {
    expect(Buffer.from(md5(Buffer.from(text))).toString('hex')).toBe(md5Hex);
  });

  it('hashes messages of every length around the ends of its blocks as Node does', () => {
    for (let length = 0; length <= 193; length++) {
      const message = Uint8Array.from({ length }, (_, index) => (index * 31 + length) & 0xff);
      expect(Buffer.from(md5(message)).toString('hex')).toBe(createHash('md5').update(message).digest('hex'));
    }
  });
});

describe('Mobile-OTP codes', () => {
  it.each(motpVectors.vectors)('gives $code at $unixSeconds', ({ secretHex, pin, unixSeconds, code }) => {
    expect(codeAt(motp(secretOfHex(secretHex), pin), unixSeconds)).toBe(code);
  });

  it('are those of its one-line description, for random secrets, PINs and times', () => {
    assert(
      property(
        uint8Array({ minLength: 4, maxLength: 40 }),
        stringMatching(/^[!-~]{1,20}$/),
        integer({ min: 0, max: 2 ** 40 }),
        (key, pin, unixSeconds) => {
          const text = `${Math.floor(unixSeconds / 10)}${Buffer.from(key).toString('hex')}${pin}`;
          const expected = createHash('md5').update(text).digest('hex').slice(0, 6);
          expect(codeAt(motp(Secret.fromBytes(key), pin), unixSeconds)).toBe(expected);
        },
      ),
    );
  });

  it('are made of a secret in hexadecimal, whatever its case and gaps', () => {
    expect(Buffer.from(decodeHexSecret(' 42D3-63ef D0FFBDFC\n')).toString('hex')).toBe('42d363efd0ffbdfc');
  });

  it.each([
    ['', 'secret-missing', undefined],
    ['9a093b4ac8779d7', 'secret-too-short', undefined],
    ['abcdef', 'secret-too-short', undefined],
    ['9a09 3b4x', 'secret-not-hex', 9],
    ['ab'.repeat(1025), 'secret-too-long', undefined],
  ])('are refused for the secret "%.20s"', (text, code, at) => {
    const refusal = refusalOf(() => decodeHexSecret(text));
    expect(refusal.code).toBe(code);
    expect(refusal.at).toBe(at);
    expect(refusal.message).not.toContain('9a09');
  });
});

const yandexScript = `
import sys, json, hashlib, hmac
for draw in json.load(sys.stdin):
    key = hashlib.sha256(draw['pin'].encode() + bytes.fromhex(draw['secretHex'])).digest()
    if key[0] == 0:
        key = key[1:]
    digest = hmac.new(key, (draw['unixSeconds'] // 30).to_bytes(8, 'big'), 'sha256').digest()
    start = digest[-1] % 16
    number = int.from_bytes(digest[start:start + 8], 'big') % 2**63
    print(''.join(chr(97 + number // 26**place % 26) for place in range(7, -1, -1)))
`;

describe('Yandex codes', () => {
  it.each(yandexVectors.vectors)('gives $code at $unixSeconds', ({ secretHex, pin, unixSeconds, code }) => {
    expect(codeAt(yandex(secretOfHex(secretHex), pin), unixSeconds)).toBe(code);
  });

  it('has a vector whose hash begins with a zero byte, which is dropped', () => {
    const firsts = yandexVectors.vectors.map(
      ({ secretHex, pin }) => createHash('sha256').update(pin).update(Buffer.from(secretHex, 'hex')).digest()[0],
    );
    expect(firsts).toContain(0);
  });

  it('are those of BigInt arithmetic over Node, for random secrets, PINs and times', () => {
    assert(
      property(
        uint8Array({ minLength: 16, maxLength: 16 }),
        stringMatching(/^\d{4,16}$/),
        integer({ min: 0, max: 2 ** 40 }),
        (key, pin, unixSeconds) => {
          const hashed = createHash('sha256').update(pin).update(key).digest();
          const step = Buffer.alloc(8);
          step.writeBigUInt64BE(BigInt(Math.floor(unixSeconds / 30)));
          const digest = createHmac('sha256', hashed[0] === 0 ? hashed.subarray(1) : hashed)
            .update(step)
            .digest();
          let number = digest.readBigUInt64BE((digest.at(-1) ?? 0) & 15) & 0x7fff_ffff_ffff_ffffn;
          let expected = '';
          for (let place = 0; place < 8; place++) {
            expected = String.fromCharCode(97 + Number(number % 26n)) + expected;
            number /= 26n;
          }
          expect(codeAt(yandex(Secret.fromBytes(key), pin), unixSeconds)).toBe(expected);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.skipIf(!canRun('the comparison of Yandex codes with Python', 'pyotp'))('are those of Python', () => {
    const draws = sample(
      tuple(
        uint8Array({ minLength: 16, maxLength: 16 }),
        stringMatching(/^\d{4,16}$/),
        integer({ min: 0, max: 2 ** 40 }),
      ),
      { numRuns: 2000 },
    ).map(([key, pin, unixSeconds]) => ({ secretHex: Buffer.from(key).toString('hex'), pin, unixSeconds }));
    const output = execFileSync('/usr/bin/python3', ['-c', yandexScript], {
      input: JSON.stringify(draws),
      encoding: 'utf8',
    });
    const ours = draws.map(({ secretHex, pin, unixSeconds }) =>
      codeAt(yandex(secretOfHex(secretHex), pin), unixSeconds),
    );
    expect(ours).toEqual(output.trimEnd().split('\n'));
  });

  it.each(yandexVectors.typed)('takes the first 16 bytes of $base32', ({ base32, secretHex }) => {
    expect(Buffer.from(decodeYandexSecret(base32)).toString('hex')).toBe(secretHex);
    expect(Buffer.from(decodeYandexSecret(base32.slice(0, 26))).toString('hex')).toBe(secretHex);
  });

  it('finds every single character that was typed wrong by the checksum', () => {
    const [{ base32 } = { base32: '' }] = yandexVectors.typed;
    for (let at = 0; at < base32.length; at++) {
      const wrong = base32.slice(0, at) + (base32[at] === 'A' ? 'B' : 'A') + base32.slice(at + 1);
      const refusal = refusalOf(() => decodeYandexSecret(wrong));
      expect(refusal.code).toBe('bad-checksum');
      expect(refusal.message).not.toContain(wrong.slice(0, 8));
    }
  });

  it.each([
    ['JBSWY3DPEHPK3PXP', 'secret-too-short'],
    ['A'.repeat(41), 'secret-too-short'],
    ['A'.repeat(44), 'secret-too-long'],
    ['0'.repeat(26), 'secret-not-base32'],
  ])('are refused for the secret %s', (text, code) => {
    expect(refusalOf(() => decodeYandexSecret(text)).code).toBe(code);
  });
});

describe('a PIN', () => {
  it('keeps its zeros in front and loses the blanks around it', () => {
    expect(pinText(parsePin(' 0042\n', 'yandex'))).toBe('0042');
    expect(pinText(parsePin('Ä 1', 'motp'))).toBe('Ä 1');
  });

  it.each([
    ['', 'motp', 'needs-pin'],
    ['  ', 'yandex', 'needs-pin'],
    ['123', 'yandex', 'bad-pin'],
    ['12345678901234567', 'yandex', 'bad-pin'],
    ['12a4', 'yandex', 'bad-pin'],
    ['1'.repeat(65), 'motp', 'bad-pin'],
    ['12\u000034', 'motp', 'bad-pin'],
    ['\ud800', 'motp', 'bad-pin'],
  ] as const)('"%.20s" is none of %s', (text, kind, code) => {
    const refusal = refusalOf(() => parsePin(text, kind));
    expect(refusal.code).toBe(code);
    expect(refusal.parameter).toBe('pin');
    expect(refusal.message).not.toMatch(/123|12a|11/);
  });

  it('makes two accounts of one secret', () => {
    const secret = secretOfHex('9a093b4ac8779d7a');
    expect(sameOtp(motp(secret, '1234'), motp(secret, '1234'))).toBe(true);
    expect(sameOtp(motp(secret, '1234'), motp(secret, '1235'))).toBe(false);
    expect(pinOf({ kind: 'steam', secret, algorithm: 'SHA1', digits: 5, periodSeconds: 30 })).toBeNull();
  });

  it('is not needed any more once the generator is made, and the generator makes nothing once it is wiped', () => {
    for (const parameters of [
      motp(secretOfHex('0123456789abcdef'), '1234'),
      yandex(secretOfHex('00'.repeat(16)), '1234'),
    ]) {
      const generator = createCodeGenerator(parameters);
      const code = generator.codeForCounter(1);
      parameters.pin.wipe();
      parameters.secret.wipe();
      expect(generator.codeForCounter(1)).toBe(code);
      generator.wipe();
      expect(refusalOf(() => generator.codeForCounter(1)).code).toBe('wiped');
    }
  });
});

const motpLink = 'motp://Fence:nora?secret=42D363EFD0FFBDFC';
const yandexLink = 'otpauth://yaotp/nora?secret=GPB5LJN72IIGV7IX5NRO45TZRM&pin_length=4';

describe('a link whose codes need a PIN', () => {
  it.each([motpLink, yandexLink, yandexLink.replace('yaotp', 'yandex')])(
    '%s is understood, and asks for it',
    (link) => {
      expect(refusalOf(() => readPasted(link))).toMatchObject({ code: 'needs-pin', parameter: 'pin' });
      expect(refusalOf(() => parseOtpauthUri(link)).code).toBe('needs-pin');
      const { account, from } = readPastedOrPinless(link);
      expect(from).toBe('link');
      expect(account).toMatchObject({ accountName: 'nora', pin: null });
    },
  );

  it('is completed with it', () => {
    const { account } = readPastedOrPinless(motpLink);
    if (account.kind !== 'motp' || account.pin !== null) {
      throw new Error('not what was expected');
    }
    const whole = withPin(account, '0042');
    expect(whole).toMatchObject({ kind: 'motp', issuer: 'Fence', algorithm: 'MD5', digits: 6, periodSeconds: 10 });
    expect(codeAt(whole, 59)).toBe('0fbb42');
    expect(longCodeText(whole)).toBe('42d363efd0ffbdfc');
    expect(refusalOf(() => withPin(account, '')).code).toBe('needs-pin');
  });

  it.each(['~:nora', '-:nora', '.', ':nora'])('is understood with the label %s', (label) => {
    expect(readPastedOrPinless(`motp://${label}?secret=42D363EFD0FFBDFC`).account.kind).toBe('motp');
  });

  it('is found in a text, and beside another of the same account', () => {
    expect(readPastedOrPinless(`Your link:\n${motpLink}\nYours, IT`)).toMatchObject({
      from: 'text-with-link',
      account: { kind: 'motp', issuer: 'Fence' },
    });
    expect(readPastedOrPinless(`${motpLink} ${motpLink.toLowerCase()}`).account.kind).toBe('motp');
    expect(refusalOf(() => readPastedOrPinless(`${motpLink} ${yandexLink}`)).code).toBe('several-codes');
  });

  it('of Yandex has the issuer Yandex, unless it says another, and its PIN where Aegis wrote one', () => {
    expect(readPastedOrPinless(yandexLink).account.issuer).toBe('Yandex');
    const account = parseOtpauthUri(
      `otpauth://yaotp/Y:nora?period=30&digits=8&algorithm=SHA256&secret=GPB5LJN72IIGV7IX5NRO45TZRM&pin=${encodeBase32(Buffer.from('5239'))}&issuer=Y`,
    );
    expect(account).toMatchObject({ kind: 'yandex', issuer: 'Y', accountName: 'nora', unknownParameters: [] });
    expect(account.kind === 'yandex' && codeAt(account, 59)).toBe('iabocoqx');
    expect(refusalOf(() => parseOtpauthUri(`${yandexLink}&pin=0`)).code).toBe('bad-pin');
    expect(refusalOf(() => parseOtpauthUri(`${yandexLink}&pin=${encodeBase32(Buffer.from('12'))}`)).code).toBe(
      'bad-pin',
    );
  });

  it.each([
    ['motp://Fence:nora', 'secret-missing'],
    ['motp://Fence:nora?secret=', 'secret-missing'],
    ['motp://Fence:nora?secret=JBSWY3DP', 'secret-not-hex'],
    ['otpauth://yaotp/nora?issuer=x', 'secret-missing'],
    ['otpauth://yaotp/nora?secret=JBSWY3DP', 'secret-too-short'],
  ])('%s is refused', (link, code) => {
    expect(refusalOf(() => readPastedOrPinless(link))).toMatchObject({ code, parameter: 'secret' });
  });

  it('says what it says against its kind aloud', () => {
    const { warnings } = readPastedOrPinless(`${motpLink}&digits=8&period=10&algorithm=SHA1`);
    expect(warnings.map(({ code, parameter }) => [code, parameter])).toEqual([
      ['parameter-ignored', 'digits'],
      ['parameter-ignored', 'algorithm'],
    ]);
  });

  it('is written so that it comes back: with the PIN for Yandex, without for Mobile-OTP', () => {
    const names = { issuer: 'A & B', accountName: 'ada:x', unknownParameters: [['image', 'x y']] as const };
    const one = { ...names, ...yandex(secretOfHex('0133c7dbc5f3ca9613b63d1d445a169f'), '0210481216086702') };
    const back = parseOtpauthUri(formatOtpauthUri(one));
    expect(back).toMatchObject(names);
    expect(sameOtp(back, one)).toBe(true);
    const other = { ...names, ...motp(secretOfHex('9a093b4ac8779d7a'), '1234') };
    const link = formatOtpauthUri(other);
    expect(link).not.toContain('1234');
    const read = readPastedOrPinless(link).account;
    expect(read).toMatchObject({ ...names, kind: 'motp', pin: null });
    expect(hexOf(read.secret)).toBe('9a093b4ac8779d7a');
  });
});
