import { scryptAsync } from '@noble/hashes/scrypt.js';
import { concatBytes, decodeBase64, decodeHex } from '../bytes.ts';
import { openGcm, utf8 } from '../ciphers.ts';
import type { Bytes } from '../ciphers.ts';
import { InterchangeError } from '../errors.ts';
import { field, textField } from '../json.ts';
import { limits, requireCost } from '../limits.ts';
import { passwordSlotType } from './format.ts';
import type { AegisFile } from './format.ts';

/** Slots that are tried. Each costs a key derivation. */
const mostSlots = 8;

/** The text of the database; null where no slot opens with this password. */
export async function unlockAegis(file: AegisFile, password: string): Promise<string | null> {
  const masterKey = await openSlots(file, password);
  if (masterKey === null) {
    return null;
  }
  const sealed = decodeBase64(typeof file.db === 'string' ? file.db : '');
  const text = sealed === null ? null : await openWith({ key: masterKey, params: file.params, ciphertext: sealed });
  if (text === null) {
    throw new InterchangeError(
      'damaged',
      'The password is right, but this backup of Aegis is damaged. Export it again.',
    );
  }
  return new TextDecoder().decode(text);
}

async function openSlots({ slots }: AegisFile, password: string): Promise<Bytes | null> {
  const withPassword = slots.filter((slot) => field(slot, 'type') === passwordSlotType);
  if (withPassword.length === 0 || withPassword.length > mostSlots) {
    throw new InterchangeError(
      'unsupported-file',
      'This backup of Aegis does not open with a password. In Aegis, set a password, and export again.',
    );
  }
  for (const slot of withPassword) {
    // oxlint-disable no-await-in-loop -- one derivation after the other: each fills some dozen megabytes
    const key = await deriveSlotKey(slot, password);
    const sealedKey = decodeHex(textField(slot, 'key'));
    const masterKey =
      sealedKey === null ? null : await openWith({ key, params: field(slot, 'key_params'), ciphertext: sealedKey });
    // oxlint-enable no-await-in-loop
    if (masterKey !== null) {
      return masterKey;
    }
  }
  return null;
}

/** scrypt (RFC 7914) with the parameters of the slot. */
async function deriveSlotKey(slot: unknown, password: string): Promise<Bytes> {
  const r = requireCost(field(slot, 'r'), { most: 64 });
  const N = requireCost(field(slot, 'n'), { least: 2, most: limits.scryptBytes / 128 / r });
  const p = requireCost(field(slot, 'p'), { most: limits.scryptLanes });
  const salt = decodeHex(textField(slot, 'salt'));
  if ((N & (N - 1)) !== 0 || salt === null) {
    throw new InterchangeError('damaged', 'A slot of this backup of Aegis is damaged. Export it again.');
  }
  return Uint8Array.from(await scryptAsync(utf8(password), salt, { N, r, p, dkLen: 32 }));
}

interface WithParams {
  readonly key: Bytes;
  /** Nonce and tag in hexadecimal. */
  readonly params: unknown;
  readonly ciphertext: Bytes;
}

async function openWith({ key, params, ciphertext }: WithParams): Promise<Bytes | null> {
  const iv = decodeHex(textField(params, 'nonce'));
  const tag = decodeHex(textField(params, 'tag'));
  return iv === null || tag === null ? null : openGcm({ key, iv, sealed: concatBytes(ciphertext, tag) });
}
