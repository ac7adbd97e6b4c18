import { createCipheriv, createHash, pbkdf2Sync, scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { InterchangeError, readBackup } from '../src/index.ts';
import {
  argon2,
  bytesOf,
  readPlain,
  secretBase32,
  secretHex,
  steam,
  summary,
  timed,
  unlock,
  usual,
  refusalOf,
} from './samples.ts';

const password = 'pässword';
const salt = Buffer.alloc(16, 7);
const iv = Buffer.alloc(12, 9);

function gcm(
  key: Uint8Array,
  plain: string,
  { nonce = iv, aad = '' } = {},
): { ciphertext: Buffer; tag: Buffer; whole: Buffer } {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(aad));
  const ciphertext = Buffer.concat([cipher.update(plain, 'latin1'), cipher.final()]);
  return { ciphertext, tag: cipher.getAuthTag(), whole: Buffer.concat([ciphertext, cipher.getAuthTag()]) };
}

function cbc(key: Uint8Array, plain: string, vector = Buffer.alloc(16)): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, vector);
  return Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
}

const aegisDb = {
  version: 3,
  entries: [
    {
      type: 'totp',
      name: 'ada',
      issuer: 'Alder',
      info: { secret: secretBase32, algo: 'SHA512', digits: 7, period: 20 },
    },
  ],
};

function aegis({ n = 1024, type = 1 } = {}) {
  const masterKey = Buffer.alloc(32, 3);
  const slotKey = n > 1024 ? masterKey : scryptSync(password, salt, 32, { N: n, r: 8, p: 1 });
  const key = gcm(slotKey, masterKey.toString('latin1'));
  const db = gcm(masterKey, JSON.stringify(aegisDb));
  const slot = {
    type,
    n,
    r: 8,
    p: 1,
    salt: salt.toString('hex'),
    key: key.ciphertext.toString('hex'),
    key_params: { nonce: iv.toString('hex'), tag: key.tag.toString('hex') },
  };
  return {
    version: 1,
    header: { slots: [{ type: 2 }, slot], params: { nonce: iv.toString('hex'), tag: db.tag.toString('hex') } },
    db: db.ciphertext.toString('base64'),
  };
}

const twoFasServices: unknown = [{ name: 'Alder', secret: secretBase32, otp: { account: 'ada', issuer: 'Alder' } }];

function twoFas({ inside = twoFasServices, beside = [] as readonly unknown[] } = {}): Buffer {
  const longSalt = Buffer.alloc(256, 5);
  const sealed = gcm(pbkdf2Sync(password, longSalt, 10_000, 32, 'sha256'), JSON.stringify(inside)).whole;
  const servicesEncrypted = [sealed, longSalt, iv].map((part) => part.toString('base64')).join(':');
  return Buffer.from(JSON.stringify({ services: beside, schemaVersion: 4, servicesEncrypted }));
}

const andOtpEntries = JSON.stringify([{ secret: secretBase32, issuer: 'Alder', label: 'ada', type: 'TOTP' }]);

function andOtpNew(): Buffer {
  const rounds = Buffer.alloc(4);
  rounds.writeUInt32BE(140_000);
  const shortSalt = Buffer.alloc(12, 1);
  return Buffer.concat([
    rounds,
    shortSalt,
    iv,
    gcm(pbkdf2Sync(password, shortSalt, 140_000, 32, 'sha1'), andOtpEntries).whole,
  ]);
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

const stratumJson = JSON.stringify({
  Authenticators: [
    { Type: 2, Issuer: 'Alder', Username: 'ada', Secret: secretBase32, Algorithm: 0, Digits: 6, Period: 30 },
  ],
});

async function stratum(): Promise<Buffer> {
  const key = await argon2({
    variant: 'id',
    memoryKiB: 65_536,
    passes: 3,
    lanes: 4,
    version: 0x13,
    salt,
    length: 32,
    password: Buffer.from(password),
  });
  return Buffer.concat([Buffer.from('AUTHENTICATORPRO'), salt, iv, gcm(key, stratumJson).whole]);
}

function stratumLegacy(): Buffer {
  const longSalt = Buffer.alloc(20, 2);
  return Buffer.concat([
    Buffer.from('AuthenticatorPro'),
    longSalt,
    salt,
    cbc(pbkdf2Sync(password, longSalt, 64_000, 32, 'sha1'), stratumJson, salt),
  ]);
}

async function proton(): Promise<Buffer> {
  const key = await argon2({
    variant: 'id',
    memoryKiB: 19 * 1024,
    passes: 2,
    lanes: 1,
    version: 0x13,
    salt,
    length: 32,
    password: Buffer.from(password),
  });
  const plain = JSON.stringify({
    version: 1,
    entries: [{ content: { uri: `otpauth://totp/Alder:ada?secret=${secretBase32}&issuer=Alder` } }],
  });
  const content = Buffer.concat([iv, gcm(key, plain, { aad: 'proton.authenticator.export.v1' }).whole]);
  return Buffer.from(
    JSON.stringify({ version: 1, salt: salt.toString('base64'), content: content.toString('base64') }),
  );
}

function authy(): Buffer {
  const encryptedSecret = cbc(pbkdf2Sync(password, 'salt', 1000, 32, 'sha1'), secretBase32).toString('base64');
  const tokens = JSON.stringify([
    {
      accountType: 'authenticator',
      encryptedSecret,
      salt: 'salt',
      digits: 6,
      originalIssuer: 'Alder',
      originalName: 'Alder:ada',
    },
  ]);
  return Buffer.from(
    `<?xml version='1.0'?><map><string name="com.authy.storage.tokens.authenticator.key">${tokens.replaceAll('"', '&quot;')}</string></map>`,
  );
}

function totpAuthenticator(under = password): Buffer {
  const list = JSON.stringify([{ issuer: 'Alder', name: 'ada', key: secretHex, base: 16, digits: '6', period: '30' }]);
  return Buffer.from(cbc(sha256(under), JSON.stringify({ [list]: 0 })).toString('base64'));
}

/** As Java writes texts: each half of a surrogate pair is a character of its own. */
function modifiedUtf8(text: string): Buffer {
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  return Buffer.from(
    units.flatMap((unit) =>
      unit > 0 && unit < 0x80
        ? [unit]
        : unit < 0x800
          ? [0xc0 | (unit >> 6), 0x80 | (unit & 0x3f)]
          : [0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)],
    ),
  );
}

function freeOtpTexts(more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const signed = (bytes: Uint8Array): number[] => [...Int8Array.from(bytes)];
  const der = [0x30, 0x11, 4, 12, ...iv, 2, 1, 16];
  const sealed = (key: Uint8Array, plain: Buffer, token: string): object => ({
    mCipher: 'AES/GCM/NoPadding',
    mCipherText: signed(gcm(key, plain.toString('latin1'), { aad: token }).whole),
    mParameters: der,
    mToken: token,
  });
  const master = Buffer.alloc(32, 8);
  const derived = pbkdf2Sync(password, salt, 1000, 32, 'sha512');
  return {
    masterKey: JSON.stringify({
      mAlgorithm: 'PBKDF2withHmacSHA512',
      mIterations: 1000,
      mSalt: signed(salt),
      mEncryptedKey: sealed(derived, master, 'AES'),
    }),
    one: JSON.stringify({ key: JSON.stringify(sealed(master, Buffer.from(secretHex, 'hex'), 'HmacSHA1')) }),
    'one-token': JSON.stringify({ issuerExt: 'Alder', label: 'ada', type: 'TOTP' }),
    ...more,
  };
}

function freeOtp(more: Readonly<Record<string, string>> = {}): Buffer {
  const texts = freeOtpTexts(more);
  const string = (text: string): Buffer => {
    const bytes = modifiedUtf8(text);
    return Buffer.concat([Buffer.from([0x74, bytes.length >> 8, bytes.length & 255]), bytes]);
  };
  const head = Buffer.from(
    '\xac\xed\x00\x05sr\x00\x11java.util.HashMap\x05\x07\xda\xc1\xc3\x16\x60\xd1\x03\x00\x02xp',
    'latin1',
  );
  const block = Buffer.from([0x77, 8, 0, 0, 0, 16, 0, 0, 0, Object.keys(texts).length]);
  return Buffer.concat([head, block, ...Object.entries(texts).flatMap(([name, text]) => [string(name), string(text)])]);
}

const files: readonly (readonly [name: string, make: () => Uint8Array | Promise<Uint8Array>, expected: object])[] = [
  ['Aegis', () => Buffer.from(JSON.stringify(aegis())), timed],
  ['2FAS', twoFas, usual],
  ['andOTP, newer', andOtpNew, usual],
  ['andOTP, older', () => Buffer.concat([iv, gcm(sha256(password), andOtpEntries).whole]), usual],
  ['Stratum', stratum, usual],
  ['Stratum, older', stratumLegacy, usual],
  ['Stratum, the oldest', () => cbc(sha256(password), stratumJson, Buffer.alloc(16)), usual],
  ['Proton Authenticator', proton, usual],
  ['Authy', authy, usual],
  ['TOTP Authenticator', () => totpAuthenticator(), usual],
  ['FreeOTP 2', () => freeOtp(), usual],
];

describe('encrypted files', () => {
  it('of FreeOTP 2 tell a token without a secret, and a secret without a token', async () => {
    const file = freeOtp({
      two: JSON.stringify({ key: '{"mToken":"HmacSHA1"}' }),
      'three-token': '{"label":',
      tokenOrder: '["one"]',
    });
    const opened = await unlock(file, password);
    expect(opened.outcome === 'ready' && opened.entries.map(({ verdict }) => verdict)).toEqual([
      'imported',
      'damaged',
      'damaged',
    ]);
    for (let length = 1; length < file.length; length++) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await refusalOf(file.subarray(0, length)), `${length} bytes`).not.toBe('read');
    }
  });

  it('of FreeOTP 2 keep the names that the program shows, pictures in them too', async () => {
    const file = freeOtp({
      'one-token': JSON.stringify({
        issuerExt: 'Grün 🌳',
        issuerAlt: 'Before',
        label: 'ada 日',
        labelAlt: 'before',
        type: 'TOTP',
      }),
    });
    const opened = await unlock(file, password);
    expect(opened.outcome === 'ready' && opened.entries.map(({ account }) => account)).toMatchObject([
      { issuer: 'Grün 🌳', accountName: 'ada 日' },
    ]);
  });

  it('of FreeOTP 2 are read as they lie on the phone, too', async () => {
    const file = `<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<map>\n${Object.entries(freeOtpTexts())
      .map(
        ([name, text]) =>
          `    <string name="${name}">${text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}</string>\n`,
      )
      .join('')}</map>\n`;
    const opened = await unlock(bytesOf(file), password);
    expect(opened.outcome === 'ready' && summary(opened)).toEqual([usual]);
    expect((await unlock(bytesOf(file), 'another')).outcome).toBe('wrong-password');
    const cut = await unlock(bytesOf(file.slice(0, -8)), password);
    expect(cut.outcome === 'ready' && summary(cut)).toEqual([usual, 'bad-entry']);
  });

  it('of FreeOTP 2 make letters for Steam, though the file leaves out how many', async () => {
    const file = freeOtp({ 'one-token': JSON.stringify({ issuerExt: 'Steam', label: 'ada', type: 'TOTP' }) });
    const opened = await unlock(file, password);
    expect(opened.outcome === 'ready' && summary(opened)).toEqual([steam]);
  });

  it('TOTP Authenticator asks for no password where its user chose none', async () => {
    expect(summary(await readPlain(totpAuthenticator('TotpAuthenticator')))).toEqual([usual]);
  });

  it.each(files)('%s opens with its password, and with no other', async (_, make, expected) => {
    const file = await make();
    const opened = await unlock(file, password);
    expect(opened.outcome === 'ready' && summary(opened)).toEqual([expected]);
    expect((await unlock(file, 'another')).outcome).toBe('wrong-password');
  });

  it('Aegis tells a wrong password from a damaged file', async () => {
    expect(await unlock(bytesOf(aegis()), 'another')).toEqual({ outcome: 'wrong-password', mayBeDamaged: false });
    const damaged = { ...aegis(), db: 'AAAAAAAAAAAAAAAAAAAAAAAA' };
    await expect(unlock(bytesOf(damaged), password)).rejects.toMatchObject({
      name: 'InterchangeError',
      code: 'damaged',
    });
  });

  it('a backup of Aegis that opens with a fingerprint only says so', async () => {
    await expect(unlock(bytesOf(aegis({ type: 2 })), password)).rejects.toMatchObject({ code: 'unsupported-file' });
  });

  it('a key derivation that would take the memory is refused before it is paid for', async () => {
    await expect(unlock(bytesOf(aegis({ n: 2 ** 30 })), password)).rejects.toMatchObject({ code: 'unsafe-parameters' });
  });

  it('a backup of 2FAS that holds no list is damaged, and what stands in it unencrypted is read, too', async () => {
    await expect(unlock(twoFas({ inside: {} }), password)).rejects.toMatchObject({ code: 'damaged' });
    const opened = await unlock(twoFas({ beside: [{ name: 'Birch', secret: secretBase32 }] }), password);
    expect(opened.outcome === 'ready' && opened.entries.map(({ account }) => account.issuer)).toEqual([
      'Birch',
      'Alder',
    ]);
  });

  it('an export of Bitwarden that opens in one account only says which one to make', async () => {
    await expect(readBackup(bytesOf({ encrypted: true, items: [] }))).rejects.toThrow(InterchangeError);
    await expect(readBackup(bytesOf({ encrypted: true, items: [] }))).rejects.toThrow('".json" instead');
  });
});
