import type { Bytes } from './ciphers.ts';

/** At most a thousandfold of it comes out before anybody counts: some browsers inflate a whole piece at once. */
const pieceBytes = 8192;

/** Inflates (RFC 1951) to exactly `size` bytes; null where it is damaged, or more or less comes out. Never holds much more than `size`. */
export async function inflate(deflated: Bytes, size: number): Promise<Bytes | null> {
  const { readable, writable } = new DecompressionStream('deflate-raw');
  const writer = writable.getWriter();
  const reader = readable.getReader();
  const write = async (): Promise<void> => {
    for (let at = 0; at < deflated.length; at += pieceBytes) {
      // oxlint-disable-next-line no-await-in-loop -- waits until the piece before was taken
      await writer.write(deflated.subarray(at, at + pieceBytes));
    }
    await writer.close();
  };
  // What goes wrong here goes wrong on the reading side, which answers for both.
  const writing = write().catch(() => undefined);
  const whole = new Uint8Array(size);
  let length = 0;
  try {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- the pieces come one after the other
      const { done, value } = await reader.read();
      if (done || value === undefined) {
        break;
      }
      if (length + value.length > size) {
        await reader.cancel();
        return null;
      }
      whole.set(value, length);
      length += value.length;
    }
  } catch {
    // TypeError: no such stream, or something behind its end.
    return null;
  }
  await writing;
  return length === size ? whole : null;
}
