import { Gunzip } from 'fflate';
import type { Bytes } from './ciphers.ts';
import { InterchangeError } from './errors.ts';
import { limits } from './limits.ts';

/** What is unpacked at a time, so that a file that grows without end is stopped on its way. */
const chunkBytes = 16 * 1024;

/** Unpacks gzip (RFC 1952), one member. null where the bytes are none, or are cut short. Throws 'too-large' where they say to be more than is read of a file. */
export function gunzip(packed: Bytes): Bytes | null {
  // The library takes what is no gzip for nothing, and tells no end that is missing.
  if (packed.length < 18 || packed[0] !== 0x1f || packed[1] !== 0x8b) {
    return null;
  }
  // How many bytes there are to be, at its end (section 2.3.1).
  const size = new DataView(packed.buffer, packed.byteOffset + packed.length - 4).getUint32(0, true);
  if (size > limits.unpackedBytes) {
    throw new InterchangeError(
      'too-large',
      `This file unpacks to more than ${limits.unpackedBytes / 1024 / 1024} MiB, and no list of accounts does.`,
    );
  }
  const whole = new Uint8Array(size);
  let length = 0;
  let ended = false;
  const unpacking = new Gunzip((part, isLast) => {
    // RangeError where more comes than was said.
    whole.set(part, length);
    length += part.length;
    ended ||= isLast;
  });
  try {
    for (let at = 0; at < packed.length; at += chunkBytes) {
      unpacking.push(packed.subarray(at, at + chunkBytes), at + chunkBytes >= packed.length);
    }
  } catch {
    return null;
  }
  return ended && length === size ? whole : null;
}
