/**
 * A slot file of the browser's store: a frame of 40 bytes, then one content of the vault file as it is.
 *
 * | bytes | what |
 * |---|---|
 * | 0 to 15 | `halfminute slot\n` in ASCII |
 * | 16 | 1, the frame's version |
 * | 17 | 0 while the content is being written, 1 once all of it is on the disk |
 * | 18 to 23 | zero |
 * | 24 to 31 | sequence number of the save, unsigned, big-endian; the greatest is the current content |
 * | 32 to 39 | when it was saved, milliseconds since the Unix epoch, unsigned, big-endian |
 */
export const slotFrameLength = 40;

/** Where the frame's {@link committedMark} stands. */
export const committedOffset = 17;

/** The one byte that is written last: with it, the content counts. */
export const committedMark: Uint8Array<ArrayBuffer> = Uint8Array.of(1);

const magic = new TextEncoder().encode('halfminute slot\n');
const frameVersion = 1;

export interface SlotFrame {
  readonly sequence: number;
  readonly savedUnixMs: number;
}

/** What the start of a slot file says of it. */
export type SlotReading =
  /** Never used, given up, or its save never came to its end. */
  | { readonly kind: 'free' }
  | { readonly kind: 'committed'; readonly frame: SlotFrame }
  /** Neither ours nor empty: somebody put a file there. Its whole content counts, and it is never overwritten. */
  | { readonly kind: 'foreign' };

/** The frame of a content that is not committed yet. */
export function encodeSlotFrame({ sequence, savedUnixMs }: SlotFrame): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(slotFrameLength);
  bytes.set(magic);
  bytes[16] = frameVersion;
  const view = new DataView(bytes.buffer);
  view.setBigUint64(24, BigInt(sequence));
  view.setBigUint64(32, BigInt(Math.trunc(savedUnixMs)));
  return bytes;
}

/** Reads the first {@link slotFrameLength} bytes of a slot file, or fewer where it is shorter. */
export function readSlotFrame(start: Uint8Array): SlotReading {
  // A system that lost its power may leave a file's length without its bytes, which then read as zeros.
  if (start.every((byte) => byte === 0)) {
    return { kind: 'free' };
  }
  if (!magic.every((byte, index) => start[index] === byte) || start[16] !== frameVersion) {
    return isCutOffMagic(start) ? { kind: 'free' } : { kind: 'foreign' };
  }
  if (start.length < slotFrameLength || start[committedOffset] !== committedMark[0]) {
    return { kind: 'free' };
  }
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  return {
    kind: 'committed',
    frame: { sequence: Number(view.getBigUint64(24)), savedUnixMs: Number(view.getBigUint64(32)) },
  };
}

/** Whether a save ended within the frame's first 17 bytes. */
function isCutOffMagic(start: Uint8Array): boolean {
  return start.length <= magic.length && start.every((byte, index) => byte === magic[index]);
}
