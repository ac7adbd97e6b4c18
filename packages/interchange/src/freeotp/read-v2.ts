import { endOf, readAndroidPreferences } from '../android-preferences.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { signedBytes, startsWith } from '../bytes.ts';
import { openGcm, pbkdf2, utf8 } from '../ciphers.ts';
import type { Bytes } from '../ciphers.ts';
import { damagedEntry } from '../entry.ts';
import type { ImportEntry } from '../entry.ts';
import { InterchangeError } from '../errors.ts';
import type { FileContent } from '../file-content.ts';
import { field, isObject, parseJson, textField } from '../json.ts';
import { readToken } from './format.ts';
import { readJavaMap } from './java-map.ts';

const program = 'FreeOTP';
const tokenSuffix = '-token';
const masterName = 'masterKey';

/** A backup of FreeOTP 2: a serialized map of Java with tokens, their encrypted secrets, and the encrypted master key. */
export function readFreeOtp2({ bytes, text }: FileContent): Backup | null {
  const texts = readJavaMap(bytes);
  if (texts !== null) {
    return asLocked(texts, []);
  }
  if (startsWith(bytes, '\xac\xed\x00\x05')) {
    throw new InterchangeError('damaged', 'This backup of FreeOTP is damaged. Make it again in FreeOTP.');
  }
  return readKeptOnPhone(text);
}

/** The same map as it lies on the phone, in XML. */
function readKeptOnPhone(text: string | null): Backup | null {
  const preferences = readAndroidPreferences(text);
  if (preferences === null || !isObject(parseJson(preferences.get(masterName) ?? ''))) {
    return null;
  }
  const whole = preferences.texts.flatMap((one) =>
    one.isWhole && one.name !== null ? [[one.name, one.text] as const] : [],
  );
  return asLocked(new Map(whole), endOf(preferences));
}

function asLocked(texts: ReadonlyMap<string, string>, atEnd: readonly ImportEntry[]): Backup {
  const master = parseJson(texts.get(masterName) ?? '');
  if (master === undefined) {
    throw new InterchangeError('damaged', 'This backup of FreeOTP has no master key. Make it again in FreeOTP.');
  }
  return {
    outcome: 'needs-password',
    program,
    async unlock({ password }) {
      const key = await openMasterKey(master, password);
      return key === null
        ? { outcome: 'wrong-password', mayBeDamaged: true }
        : ready(program, [...(await readTokens(texts, key)), ...atEnd]);
    },
  };
}

async function openMasterKey(master: unknown, password: string): Promise<Bytes | null> {
  const salt = signedBytes(field(master, 'mSalt'));
  const hash = hashesByName.get(textField(master, 'mAlgorithm'));
  if (salt === null || hash === undefined) {
    throw new InterchangeError(
      'damaged',
      'The master key of this backup of FreeOTP is damaged. Make it again in FreeOTP.',
    );
  }
  const key = await pbkdf2({ hash, password: utf8(password), salt, iterations: field(master, 'mIterations') });
  return openSealed(field(master, 'mEncryptedKey'), key);
}

const hashesByName: ReadonlyMap<string, 'SHA-1' | 'SHA-512'> = new Map([
  ['PBKDF2withHmacSHA512', 'SHA-512'],
  ['PBKDF2withHmacSHA1', 'SHA-1'],
]);

async function readTokens(texts: ReadonlyMap<string, string>, key: Bytes): Promise<readonly ImportEntry[]> {
  const ids = [...texts.keys()].flatMap((name) =>
    name.endsWith(tokenSuffix)
      ? [name.slice(0, -tokenSuffix.length)]
      : // A secret whose token is gone is an account, too.
        textField(parseJson(texts.get(name) ?? ''), 'key') !== '' && !texts.has(`${name}${tokenSuffix}`)
        ? [name]
        : [],
  );
  return Promise.all(
    ids.map(async (id, index) => {
      const sealed = parseJson(textField(parseJson(texts.get(id) ?? ''), 'key'));
      const secret = await openSealed(sealed, key);
      const token = parseJson(texts.get(`${id}${tokenSuffix}`) ?? '');
      if (!isObject(token)) {
        return damagedEntry(`entry ${index + 1}`, { issuer: '', accountName: '' });
      }
      // "HmacSHA256": the key knows its algorithm, where the token leaves it out.
      return readToken(token, `entry ${index + 1}`, { secret, algorithm: textField(sealed, 'mToken') || undefined });
    }),
  );
}

/** AES-GCM with the name of what is inside as additional data. */
async function openSealed(sealed: unknown, key: Bytes): Promise<Bytes | null> {
  const iv = ivIn(signedBytes(field(sealed, 'mParameters')));
  const ciphertext = signedBytes(field(sealed, 'mCipherText'));
  return iv === null || ciphertext === null
    ? null
    : openGcm({ key, iv, sealed: ciphertext, additionalData: utf8(textField(sealed, 'mToken')) });
}

/** The nonce in its DER: an octet string, in a sequence (RFC 5084 section 3.2) or, as old versions of Android write it, alone. */
function ivIn(der: Bytes | null): Bytes | null {
  const start = der?.[0] === 0x30 ? 2 : 0;
  const length = der?.[start + 1] ?? 0;
  return der === null || der[start] !== 0x04 || length === 0 || der.length < start + 2 + length
    ? null
    : der.slice(start + 2, start + 2 + length);
}
