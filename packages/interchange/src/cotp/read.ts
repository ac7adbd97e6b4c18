import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { readFields } from '../account-fields.ts';
import { requireArgon2Salt } from '../argon2-cost.ts';
import { ready } from '../backup.ts';
import type { Backup, ReadyBackup } from '../backup.ts';
import { decodeBase64 } from '../bytes.ts';
import { utf8 } from '../ciphers.ts';
import type { Bytes } from '../ciphers.ts';
import type { ImportEntry } from '../entry.ts';
import { InterchangeError } from '../errors.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, parseJson, textField } from '../json.ts';
import { sealing } from './format.ts';

const program = 'cotp';

/** The database of cotp, or its export, which is the same without encryption. */
export function readCotp({ json }: FileContent): Backup | null {
  const plain = readElements(json);
  if (plain !== null) {
    return plain;
  }
  const cipher = textField(json, 'cipher');
  const nonce = decodeBase64(textField(json, 'nonce'));
  if (cipher === '' || nonce?.length !== sealing.nonceBytes) {
    return null;
  }
  const salt = requireArgon2Salt(decodeBase64(textField(json, 'salt')));
  const sealed = decodeBase64(cipher);
  if (sealed === null) {
    throw new InterchangeError('damaged', 'This database of cotp is cut short or changed. Export it again.');
  }
  return {
    outcome: 'needs-password',
    program,
    async unlock({ password, argon2 }) {
      const key = await argon2({ ...sealing.argon2, salt, password: utf8(password), length: 32 });
      const text = open(Uint8Array.from(key), nonce, sealed);
      if (text === null) {
        return { outcome: 'wrong-password', mayBeDamaged: true };
      }
      const opened = parseJson(new TextDecoder().decode(text));
      const read = isArray(opened) ? ready(program, opened.map(readOne)) : readElements(opened);
      if (read === null) {
        throw new InterchangeError(
          'damaged',
          'The password is right, but this database of cotp has no list of codes. Export it again.',
        );
      }
      return read;
    },
  };
}

function open(key: Bytes, nonce: Bytes, sealed: Bytes): Uint8Array | null {
  if (sealed.length < 16) {
    return null;
  }
  try {
    return xchacha20poly1305(key, nonce).decrypt(sealed);
  } catch {
    // The library throws a plain Error where the tag is another.
    return null;
  }
}

function readElements(json: unknown): ReadyBackup | null {
  const elements = field(json, 'elements');
  return isArray(elements) && typeof field(json, 'version') === 'number' ? ready(program, elements.map(readOne)) : null;
}

function readOne(element: unknown, index: number): ImportEntry {
  return readFields({
    where: `entry ${index + 1}`,
    kind: field(element, 'type'),
    issuer: field(element, 'issuer'),
    accountName: field(element, 'label'),
    secret: field(element, 'secret'),
    pin: field(element, 'pin'),
    algorithm: field(element, 'algorithm'),
    digits: field(element, 'digits'),
    periodSeconds: field(element, 'period'),
    counter: field(element, 'counter'),
  });
}
