import { poly1305 } from '@noble/ciphers/_poly1305.js';
import { chacha20, hchacha } from '@noble/ciphers/chacha.js';
import { concatBytes, sameBytes } from '../bytes.ts';
import type { Bytes } from '../ciphers.ts';

/** Bytes of a stream's header: 16 for HChaCha20, 8 for the nonces. */
export const streamHeaderBytes = 24;

const tagBytes = 1;
const macBytes = 16;
const blockBytes = 64;

/**
 * The first message of a libsodium secret stream (crypto_secretstream_xchacha20poly1305): one byte that tells of the
 * message, encrypted; the message, encrypted; Poly1305 over both. null where key and message do not belong together.
 */
export function openFirstMessage(key: Bytes, header: Bytes, sealed: Bytes): Bytes | null {
  if (header.length !== streamHeaderBytes || sealed.length < tagBytes + macBytes) {
    return null;
  }
  const subkey = streamKey(key, header.subarray(0, 16));
  // The counter of messages, from 1, little-endian, and what is left of the header.
  const nonce = concatBytes(Uint8Array.of(1, 0, 0, 0), header.subarray(16));
  const text = sealed.subarray(tagBytes, sealed.length - macBytes);
  // The authenticated block holds the encrypted byte, and the key stream where the block is empty.
  const block = chacha20(subkey, nonce, new Uint8Array(blockBytes), undefined, 1);
  block[0] = sealed[0] ?? 0;
  const lengths = new DataView(new ArrayBuffer(16));
  lengths.setUint32(8, blockBytes + text.length, true);
  // libsodium pads by the length of block and text together less the block's, which is the text's own remainder, upside down.
  const padding = new Uint8Array((16 - blockBytes + text.length) & 15);
  const authenticated = concatBytes(block, text, padding, new Uint8Array(lengths.buffer));
  const oneTimeKey = chacha20(subkey, nonce, new Uint8Array(32));
  return sameBytes(poly1305(authenticated, oneTimeKey), sealed.subarray(sealed.length - macBytes))
    ? Uint8Array.from(chacha20(subkey, nonce, text, undefined, 2))
    : null;
}

/** HChaCha20 (draft-irtf-cfrg-xchacha section 2.2). */
function streamKey(key: Bytes, prefix: Bytes): Bytes {
  const out = new Uint32Array(8);
  hchacha(words(new TextEncoder().encode('expand 32-byte k')), words(key), words(prefix), out);
  const bytes = new DataView(new ArrayBuffer(32));
  out.forEach((word, index) => bytes.setUint32(index * 4, word, true));
  return new Uint8Array(bytes.buffer);
}

/** Little-endian, whatever the computer is. */
function words(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: bytes.length / 4 }, (_, index) => view.getUint32(index * 4, true));
}
