import { KEY_BYTES, NONCE_BYTES, TAG_BYTES } from './aes-gcm.ts';
import { assertSafeParameters } from './argon2.ts';
import type { Argon2Parameters } from './argon2.ts';
import { VaultError } from './errors.ts';
import { fromHex, toHex } from './hex.ts';
import { isJsonObject, objectText, parseJson } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';

/**
 * A slot is one line of the header: a description in JSON, a space, and the master key wrapped under the slot's key.
 * docs/vault-format.md, "The header". The line is kept as it was read, so that writing the file again leaves each slot byte for byte.
 */

export type SlotKind = 'password' | 'recovery-key' | 'device-key';

interface WrappingSlot {
  /** 32 hex digits. */
  readonly id: string;
  readonly line: string;
  /** What stands before the last space of the line; associated data of the wrapped key. */
  readonly description: string;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly wrapNonce: Uint8Array<ArrayBuffer>;
  readonly wrappedKey: Uint8Array<ArrayBuffer>;
}

export interface PasswordSlot extends WrappingSlot {
  readonly kind: 'password';
  readonly argon2: Argon2Parameters;
}

/** Opened with the key on the recovery sheet, which needs no stretching. */
export interface RecoverySlot extends WrappingSlot {
  readonly kind: 'recovery-key';
}

/** Opened with a key that a computer's keychain keeps. */
export interface DeviceSlot extends WrappingSlot {
  readonly kind: 'device-key';
}

/** A slot that this program can open. */
export type KnownSlot = PasswordSlot | RecoverySlot | DeviceSlot;

/** Of a kind that only a later program knows; kept, never opened. */
export interface UnknownSlot {
  readonly kind: 'unknown';
  readonly line: string;
}

export type Slot = KnownSlot | UnknownSlot;

/** A slot before its master key is wrapped. */
export type SlotDraft =
  | {
      readonly kind: 'password';
      readonly id: string;
      readonly salt: Uint8Array;
      readonly argon2: Argon2Parameters;
    }
  | { readonly kind: 'recovery-key' | 'device-key'; readonly id: string; readonly salt: Uint8Array };

export const SLOT_ID_BYTES = 16;
export const SALT_BYTES = 32;
const WRAPPED_BYTES = KEY_BYTES + TAG_BYTES;

/** The JSON of a slot that is being made. */
export function describeSlot(draft: SlotDraft): string {
  const cost: readonly (readonly [string, JsonValue])[] =
    draft.kind === 'password'
      ? [
          ['memoryKiB', draft.argon2.memoryKiB],
          ['passes', draft.argon2.passes],
          ['lanes', draft.argon2.lanes],
        ]
      : [];
  return objectText([['kind', draft.kind], ['id', draft.id], ...cost, ['salt', toHex(draft.salt)]]);
}

export function slotLine(description: string, wrapNonce: Uint8Array, wrappedKey: Uint8Array): string {
  return `${description} ${toHex(wrapNonce)}${toHex(wrappedKey)}`;
}

/** Throws {@link VaultError} 'damaged' or 'unsafe-parameters'. */
export function readSlot(line: string): Slot {
  const space = line.lastIndexOf(' ');
  const description = line.slice(0, Math.max(space, 0));
  const fields = parseJson(description);
  if (!isJsonObject(fields)) {
    throw notASlot();
  }
  const { kind } = fields;
  if (kind === 'password' || kind === 'recovery-key' || kind === 'device-key') {
    const wrapping = readWrapping(line, description, fields);
    return kind === 'password' ? { kind, argon2: readArgon2(fields), ...wrapping } : { kind, ...wrapping };
  }
  if (typeof kind !== 'string') {
    throw notASlot();
  }
  return { kind: 'unknown', line };
}

function readWrapping(line: string, description: string, fields: JsonObject): WrappingSlot {
  const wrap = line.slice(description.length + 1);
  const wrapNonce = fromHex(wrap.slice(0, 2 * NONCE_BYTES), NONCE_BYTES);
  const wrappedKey = fromHex(wrap.slice(2 * NONCE_BYTES), WRAPPED_BYTES);
  const salt = fromHex(fields['salt'], SALT_BYTES);
  const id = fromHex(fields['id'], SLOT_ID_BYTES);
  if (wrapNonce === null || wrappedKey === null || salt === null || id === null) {
    throw notASlot();
  }
  return { id: toHex(id), line, description, salt, wrapNonce, wrappedKey };
}

function readArgon2(fields: JsonObject): Argon2Parameters {
  const { memoryKiB, passes, lanes } = fields;
  if (!isWhole(memoryKiB) || !isWhole(passes) || !isWhole(lanes)) {
    throw notASlot();
  }
  const argon2 = { memoryKiB, passes, lanes };
  assertSafeParameters(argon2);
  return argon2;
}

function isWhole(value: JsonValue | undefined): value is number {
  return Number.isSafeInteger(value);
}

function notASlot(): VaultError {
  return new VaultError('damaged', 'A slot of the vault is not as the format states.');
}
