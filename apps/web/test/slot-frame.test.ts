import { describe, expect, it } from 'vitest';
import { committedOffset, encodeSlotFrame, readSlotFrame, slotFrameLength } from '../src/platform/slot-frame.ts';

function committed(sequence: number, savedUnixMs: number): Uint8Array<ArrayBuffer> {
  const bytes = encodeSlotFrame({ sequence, savedUnixMs });
  bytes[committedOffset] = 1;
  return bytes;
}

describe('the frame of a slot', () => {
  it('has these bytes, which stay what they are', () => {
    expect(Buffer.from(committed(258, 1_795_577_400_123)).toString('hex')).toBe(
      '68616c666d696e75746520736c6f740a01010000000000000000000000000102000001a210c0cb3b',
    );
  });

  it('counts only with its mark', () => {
    const bytes = encodeSlotFrame({ sequence: 7, savedUnixMs: 1000 });
    expect(readSlotFrame(bytes)).toEqual({ kind: 'free' });
    bytes[committedOffset] = 1;
    expect(readSlotFrame(bytes)).toEqual({ kind: 'committed', frame: { sequence: 7, savedUnixMs: 1000 } });
  });

  it('is free at every length that a save which was cut off may leave', () => {
    const bytes = encodeSlotFrame({ sequence: 7, savedUnixMs: 1000 });
    for (let length = 0; length <= slotFrameLength; length += 1) {
      expect(readSlotFrame(bytes.subarray(0, length)), `${length} bytes`).toEqual({ kind: 'free' });
    }
    // A system that lost its power may leave the file's length without its bytes.
    expect(readSlotFrame(new Uint8Array(slotFrameLength))).toEqual({ kind: 'free' });
  });

  it.each([
    ['a vault file without a frame', 'halfminute vault\n\u0001 and so on, until it is long enough'],
    ['somebody else’s JSON', '{"accounts":[]}'],
    ['one letter', 'x'],
    ['a frame of a later kind', 'halfminute slot\n\u0002\u0001 and so on, until it is long enough'],
  ])('is not seen in %s', (_name, text) => {
    expect(readSlotFrame(new TextEncoder().encode(text).subarray(0, slotFrameLength))).toEqual({ kind: 'foreign' });
  });
});
