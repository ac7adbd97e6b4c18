import type { DeriveKey } from './argon2.ts';
import type { VaultDocument } from './document/document.ts';
import { readDocument } from './document/plaintext.ts';
import { VaultError } from './errors.ts';
import { checkFrame } from './frame.ts';
import { readHeader } from './header.ts';
import type { VaultHeader } from './header.ts';
import { MasterKey } from './master-key.ts';
import { parseRecoveryKey } from './recovery-key.ts';
import { deviceSlotKey, passwordSlotKey, recoverySlotKey } from './slot-key.ts';
import { readV1 } from './versions/v1.ts';
import type { PartsV1 } from './versions/v1.ts';

/** A vault in memory: what its file holds, and the key to write it again. */
export interface OpenVault {
  readonly header: VaultHeader;
  readonly masterKey: MasterKey;
  readonly document: VaultDocument;
}

export type Credential =
  | { readonly kind: 'password'; readonly password: string }
  /** As typed from the sheet. */
  | { readonly kind: 'recovery-key'; readonly recoveryKey: string }
  | { readonly kind: 'device-key'; readonly deviceKey: Uint8Array };

export type OpenFailure =
  | 'wrong-password'
  | 'wrong-recovery-key'
  /** Its check character does not fit: nothing was tried. */
  | 'recovery-key-slip'
  | 'wrong-device-key'
  /** The vault cannot be opened in this way at all. */
  | 'no-such-slot';

export type OpenOutcome = { readonly outcome: 'opened'; readonly vault: OpenVault } | { readonly outcome: OpenFailure };

export type ReopenOutcome =
  | { readonly outcome: 'opened'; readonly vault: OpenVault }
  | { readonly outcome: 'other-master-key' };

/**
 * Everything that can be told of a file without opening it. Throws {@link VaultError} with a `VaultFileProblem`;
 * to be called before a password is asked for.
 */
export async function inspectVault(file: Uint8Array): Promise<VaultHeader> {
  return (await readParts(file)).header;
}

/** Throws {@link VaultError} with a `VaultFileProblem`. A credential that does not open is an outcome. */
export async function openVault(
  file: Uint8Array,
  credential: Credential,
  host: { readonly deriveKey: DeriveKey },
): Promise<OpenOutcome> {
  const { header, parts } = await readParts(file);
  const unlocked = await unwrapMasterKey(header, credential, host);
  if (!(unlocked instanceof MasterKey)) {
    return { outcome: unlocked };
  }
  const document = await openContent(parts, unlocked);
  if (document === null) {
    unlocked.wipe();
    throw new VaultError('damaged', 'The vault was forged: its own key does not open its content.');
  }
  return { outcome: 'opened', vault: { header, masterKey: unlocked, document } };
}

/** Opens another content of the vault that is open already, as after a conflict. Throws like {@link openVault}. */
export async function reopenVault(file: Uint8Array, masterKey: MasterKey): Promise<ReopenOutcome> {
  const { header, parts } = await readParts(file);
  const document = await openContent(parts, masterKey);
  return document === null
    ? { outcome: 'other-master-key' }
    : { outcome: 'opened', vault: { header, masterKey, document } };
}

/** "Your password, once more." False also where the vault has no password. */
export async function checkPassword(
  header: VaultHeader,
  password: string,
  host: { readonly deriveKey: DeriveKey },
): Promise<boolean> {
  const unlocked = await unwrapMasterKey(header, { kind: 'password', password }, host);
  if (!(unlocked instanceof MasterKey)) {
    return false;
  }
  unlocked.wipe();
  return true;
}

async function readParts(file: Uint8Array): Promise<{ readonly header: VaultHeader; readonly parts: PartsV1 }> {
  const version = await checkFrame(file);
  if (version > 1) {
    throw new VaultError('newer-version', `The vault has version ${version} of the format; this program knows 1.`);
  }
  if (version < 1) {
    throw new VaultError('damaged', 'The vault has version 0 of the format, which never was.');
  }
  const parts = readV1(file);
  return { header: readHeader(parts.header), parts };
}

async function openContent(parts: PartsV1, masterKey: MasterKey): Promise<VaultDocument | null> {
  const plaintext = await masterKey.unseal(parts, parts.ciphertext);
  return plaintext && readDocument(plaintext);
}

async function unwrapMasterKey(
  header: VaultHeader,
  credential: Credential,
  host: { readonly deriveKey: DeriveKey },
): Promise<MasterKey | OpenFailure> {
  if (credential.kind === 'password') {
    return unwrapByPassword(header, credential.password, host.deriveKey);
  }
  return credential.kind === 'recovery-key'
    ? unwrapByRecoveryKey(header, credential.recoveryKey)
    : unwrapByDeviceKey(header, credential.deviceKey);
}

async function unwrapByPassword(
  header: VaultHeader,
  password: string,
  deriveKey: DeriveKey,
): Promise<MasterKey | OpenFailure> {
  const slot = header.slots.find((candidate) => candidate.kind === 'password');
  if (slot === undefined) {
    return 'no-such-slot';
  }
  return (await MasterKey.unwrap(slot, await passwordSlotKey(password, slot, deriveKey))) ?? 'wrong-password';
}

async function unwrapByRecoveryKey(header: VaultHeader, typed: string): Promise<MasterKey | OpenFailure> {
  const slot = header.slots.find((candidate) => candidate.kind === 'recovery-key');
  if (slot === undefined) {
    return 'no-such-slot';
  }
  const reading = parseRecoveryKey(typed);
  if (reading.outcome === 'slip') {
    return 'recovery-key-slip';
  }
  const slotKey = await recoverySlotKey(reading.recoveryKey, slot.salt);
  return (await MasterKey.unwrap(slot, slotKey)) ?? 'wrong-recovery-key';
}

/** A vault may know several computers; which of its slots is this one's only the key can tell. */
async function unwrapByDeviceKey(header: VaultHeader, deviceKey: Uint8Array): Promise<MasterKey | OpenFailure> {
  const slots = header.slots.filter((slot) => slot.kind === 'device-key');
  for (const slot of slots) {
    const masterKey = await MasterKey.unwrap(slot, await deviceSlotKey(deviceKey, slot.salt));
    if (masterKey !== null) {
      return masterKey;
    }
  }
  return slots.length === 0 ? 'no-such-slot' : 'wrong-device-key';
}
