import { ownBytes, utf8 } from './bytes.ts';
import { VaultError } from './errors.ts';

/**
 * What every version of the format has: the magic, the version, and at the end a SHA-256 over everything before,
 * so that an old reader can tell a newer file from a broken one. The checksum has no key: it tells accident from a
 * wrong password before any password is asked for; forgery is the affair of the encryption inside.
 */

const MAGIC = utf8('halfminute vault');
/** Magic and version. */
export const FRAME_START_BYTES = MAGIC.length + 2;
export const CHECKSUM_BYTES = 32;

/** The largest file that is read or written. Ten thousand accounts take about 3 MiB. */
export const LARGEST_FILE_BYTES = 64 * 1024 * 1024;

/** Whether these bytes begin as every vault file and backup does; whether it can be opened is another question. */
export function isVaultFile(file: Uint8Array): boolean {
  return file.length >= MAGIC.length && MAGIC.every((byte, index) => byte === file[index]);
}

/** Checks the frame and answers the version. Throws {@link VaultError}. */
export async function checkFrame(file: Uint8Array): Promise<number> {
  if (file.length === 0) {
    throw new VaultError('empty', 'The file is empty.');
  }
  assertNotTooLarge(file.length);
  const beginning = Math.min(file.length, MAGIC.length);
  if (!MAGIC.subarray(0, beginning).every((byte, index) => byte === file[index])) {
    throw new VaultError('not-a-vault', 'The file does not begin as a Halfminute vault does.');
  }
  if (file.length < FRAME_START_BYTES + CHECKSUM_BYTES) {
    throw new VaultError('damaged', `The vault was cut short: it has ${file.length} bytes.`);
  }
  const checked = ownBytes(file.subarray(0, -CHECKSUM_BYTES));
  const checksum = await sha256(checked);
  if (!checksum.every((byte, index) => byte === file[checked.length + index])) {
    throw new VaultError('damaged', 'The vault was changed or damaged: its checksum differs.');
  }
  return new DataView(checked.buffer, checked.byteOffset).getUint16(MAGIC.length);
}

/** Writes magic and version to the beginning of `file`, whose content is put between them and the checksum. */
export function beginFrame(file: Uint8Array<ArrayBuffer>, version: number): void {
  file.set(MAGIC);
  new DataView(file.buffer).setUint16(MAGIC.length, version);
}

/** Writes the checksum into the last 32 bytes of `file`. */
export async function endFrame(file: Uint8Array<ArrayBuffer>): Promise<void> {
  file.set(await sha256(file.subarray(0, -CHECKSUM_BYTES)), file.length - CHECKSUM_BYTES);
}

export function assertNotTooLarge(byteLength: number): void {
  if (byteLength > LARGEST_FILE_BYTES) {
    throw new VaultError('too-large', `The vault has ${byteLength} bytes; at most ${LARGEST_FILE_BYTES} are accepted.`);
  }
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}
