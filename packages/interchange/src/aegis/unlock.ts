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
  const costs = withPassword.map(requireScryptCost);
  // What all slots ask for is known before the first is paid for.
  requireCost(
    costs.reduce((sum, { N, r, p }) => sum + 128 * N * r * p, 0),
    { most: limits.scryptWorkBytes },
  );
  for (const [index, slot] of withPassword.entries()) {
    // oxlint-disable no-await-in-loop -- one derivation after the other: each fills some dozen megabytes
    const key = await deriveSlotKey({ slot, cost: costs[index] ?? requireScryptCost(slot) }, password);
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

interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** What a slot asks of scrypt (RFC 7914), seen to before it is paid for. Throws 'unsafe-parameters', and 'damaged' for an N that is no power of 2. */
function requireScryptCost(slot: unknown): ScryptCost {
  const r = requireCost(field(slot, 'r'), { most: 64 });
  const N = requireCost(field(slot, 'n'), { least: 2, most: limits.scryptBytes / 128 / r });
  const p = requireCost(field(slot, 'p'), { most: limits.scryptWorkBytes / 128 / r / N });
  if ((N & (N - 1)) !== 0) {
    throw damagedSlot();
  }
  return { N, r, p };
}

async function deriveSlotKey(
  { slot, cost }: { readonly slot: unknown; readonly cost: ScryptCost },
  password: string,
): Promise<Bytes> {
  const salt = decodeHex(textField(slot, 'salt'));
  if (salt === null) {
    throw damagedSlot();
  }
  return Uint8Array.from(await scryptAsync(utf8(password), salt, { ...cost, dkLen: 32 }));
}

function damagedSlot(): InterchangeError {
  return new InterchangeError('damaged', 'A slot of this backup of Aegis is damaged. Export it again.');
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
