import { KEY_BYTES } from './aes-gcm.ts';
import { argon2Parameters } from './argon2.ts';
import type { Argon2Cost, DeriveKey } from './argon2.ts';
import { emptyDocument } from './document/document.ts';
import { VaultError } from './errors.ts';
import { MOST_SLOTS, newHeader } from './header.ts';
import { toHex } from './hex.ts';
import { MasterKey } from './master-key.ts';
import type { OpenVault } from './open.ts';
import { drawBytes } from './randomness.ts';
import type { RandomBytes } from './randomness.ts';
import { newRecoveryKey } from './recovery-key.ts';
import { deviceSlotKey, passwordSlotKey, recoverySlotKey } from './slot-key.ts';
import { SALT_BYTES, SLOT_ID_BYTES } from './slot.ts';
import type { Slot } from './slot.ts';

/**
 * The ways to open a vault, made and unmade. Nothing here reaches copies and kept generations: they still open with
 * what opened them. Each answers a new vault in memory; `sealVault` writes it.
 */

export interface PasswordSlotRequest {
  readonly password: string;
  readonly cost: Argon2Cost;
  readonly deriveKey: DeriveKey;
  readonly randomBytes: RandomBytes;
}

type Chance = { readonly randomBytes: RandomBytes };

/** A vault without accounts, opened by a password alone. */
export async function createVault(request: PasswordSlotRequest): Promise<OpenVault> {
  const masterKey = await MasterKey.random(request.randomBytes);
  const slot = await wrapUnderPassword(masterKey, request);
  return { header: newHeader([slot]), masterKey, document: emptyDocument };
}

/** The same master key under a new password; every other slot stays byte for byte. */
export async function changePassword(vault: OpenVault, next: PasswordSlotRequest): Promise<OpenVault> {
  const slot = await wrapUnderPassword(vault.masterKey, next);
  return replaceSlot(vault, slot);
}

/**
 * "Somebody may know it": a fresh master key, opened by the new password alone. Slots of devices, of the recovery key and of unknown
 * kinds are dropped, since they wrap the old one. The old handle still opens the old file; the caller wipes it.
 */
export async function replaceMasterKey(vault: OpenVault, next: PasswordSlotRequest): Promise<OpenVault> {
  const masterKey = await MasterKey.random(next.randomBytes);
  const slot = await wrapUnderPassword(masterKey, next);
  return { header: { ...vault.header, slots: [slot] }, masterKey, document: vault.document };
}

/** A new recovery key. The slot of an earlier one goes with the same save: its paper is void for this file. */
export async function addRecoverySlot(
  vault: OpenVault,
  { randomBytes }: Chance,
): Promise<{
  readonly vault: OpenVault;
  /** 32 characters, without spaces. Nobody keeps it: it is shown, and gone. */
  readonly recoveryKey: string;
}> {
  const recoveryKey = newRecoveryKey(randomBytes);
  const draft = { kind: 'recovery-key', ...newSlotNumbers(randomBytes) } as const;
  const slot = await vault.masterKey.wrap(draft, await recoverySlotKey(recoveryKey, draft.salt), randomBytes);
  return { vault: replaceSlot(vault, slot), recoveryKey };
}

/** A further way in for a computer's keychain, which keeps `deviceKey` (32 bytes). */
export async function addDeviceSlot(
  vault: OpenVault,
  { randomBytes }: Chance,
): Promise<{ readonly vault: OpenVault; readonly slotId: string; readonly deviceKey: Uint8Array }> {
  const deviceKey = drawBytes(randomBytes, KEY_BYTES);
  const draft = { kind: 'device-key', ...newSlotNumbers(randomBytes) } as const;
  const slot = await vault.masterKey.wrap(draft, await deviceSlotKey(deviceKey, draft.salt), randomBytes);
  return { vault: withSlots(vault, [...vault.header.slots, slot]), slotId: draft.id, deviceKey };
}

/** The vault without that slot; unchanged if there is none of that id. */
export function removeSlot(vault: OpenVault, slotId: string): OpenVault {
  return withSlots(
    vault,
    vault.header.slots.filter((slot) => slot.kind === 'unknown' || slot.id !== slotId),
  );
}

async function wrapUnderPassword(masterKey: MasterKey, request: PasswordSlotRequest): Promise<Slot> {
  const argon2 = argon2Parameters(request.cost);
  const draft = { kind: 'password', ...newSlotNumbers(request.randomBytes), argon2 } as const;
  const slotKey = await passwordSlotKey(request.password, draft, request.deriveKey);
  return masterKey.wrap(draft, slotKey, request.randomBytes);
}

function newSlotNumbers(randomBytes: RandomBytes): { readonly id: string; readonly salt: Uint8Array } {
  return { id: toHex(drawBytes(randomBytes, SLOT_ID_BYTES)), salt: drawBytes(randomBytes, SALT_BYTES) };
}

/** `slot` in the place of the one of its kind, or at the end. */
function replaceSlot(vault: OpenVault, slot: Slot): OpenVault {
  const { slots } = vault.header;
  const place = slots.findIndex((candidate) => candidate.kind === slot.kind);
  return withSlots(vault, place < 0 ? [...slots, slot] : slots.with(place, slot));
}

function withSlots(vault: OpenVault, slots: readonly Slot[]): OpenVault {
  if (slots.length > MOST_SLOTS) {
    throw new VaultError('too-large', `A vault has room for ${MOST_SLOTS} slots.`);
  }
  return { ...vault, header: { ...vault.header, slots } };
}
