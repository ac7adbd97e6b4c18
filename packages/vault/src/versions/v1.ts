import { NONCE_BYTES, TAG_BYTES } from '../aes-gcm.ts';
import { ownBytes } from '../bytes.ts';
import { VaultError } from '../errors.ts';
import { assertNotTooLarge, beginFrame, CHECKSUM_BYTES, FRAME_START_BYTES } from '../frame.ts';

/** Where version 1 has its parts: bytes and their places, no cryptography. docs/vault-format.md, "The frame". */

const VERSION = 1;
const LENGTH_BYTES = 4;
const HEADER_START = FRAME_START_BYTES + LENGTH_BYTES;
const LONGEST_HEADER_BYTES = 65_536;

export interface PartsV1 {
  readonly header: Uint8Array<ArrayBuffer>;
  readonly nonce: Uint8Array<ArrayBuffer>;
  /** Every byte before the ciphertext. */
  readonly associatedData: Uint8Array<ArrayBuffer>;
  /** With its tag. */
  readonly ciphertext: Uint8Array<ArrayBuffer>;
}

/** The parts of a file whose frame was checked, which has 50 bytes at least; views of its bytes, no copies. */
export function readV1(file: Uint8Array): PartsV1 {
  const own = ownBytes(file);
  const room = own.length - HEADER_START - NONCE_BYTES - TAG_BYTES - CHECKSUM_BYTES;
  const headerLength = new DataView(own.buffer, own.byteOffset).getUint32(FRAME_START_BYTES);
  if (headerLength < 1 || headerLength > Math.min(room, LONGEST_HEADER_BYTES)) {
    throw new VaultError('damaged', 'The length of the header does not fit into the vault.');
  }
  const headerEnd = HEADER_START + headerLength;
  const nonceEnd = headerEnd + NONCE_BYTES;
  return {
    header: own.subarray(HEADER_START, headerEnd),
    nonce: own.subarray(headerEnd, nonceEnd),
    associatedData: own.subarray(0, nonceEnd),
    ciphertext: own.subarray(nonceEnd, -CHECKSUM_BYTES),
  };
}

/** A file with everything in its place but the ciphertext, which belongs at `ciphertextStart`, and the checksum. */
export function beginV1(content: {
  readonly header: Uint8Array;
  readonly nonce: Uint8Array;
  readonly plaintextLength: number;
}): { readonly file: Uint8Array<ArrayBuffer>; readonly ciphertextStart: number } {
  const { header, nonce, plaintextLength } = content;
  const ciphertextStart = HEADER_START + header.length + NONCE_BYTES;
  const fileLength = ciphertextStart + plaintextLength + TAG_BYTES + CHECKSUM_BYTES;
  if (header.length > LONGEST_HEADER_BYTES) {
    throw new VaultError('too-large', `The header has ${header.length} bytes; at most ${LONGEST_HEADER_BYTES} fit.`);
  }
  assertNotTooLarge(fileLength);
  const file = new Uint8Array(fileLength);
  beginFrame(file, VERSION);
  new DataView(file.buffer).setUint32(FRAME_START_BYTES, header.length);
  file.set(header, HEADER_START);
  file.set(nonce, HEADER_START + header.length);
  return { file, ciphertextStart };
}
