import type { LumaFrame, Screen } from '@halfminute/core';
import { PlatformError } from '@halfminute/core';
import { commands } from '../bindings.ts';
import { answerOf } from './answer.ts';

/** All monitors, seen by the shell with the window out of the way. Wayland lets no program look, and then nothing is captured. */
export const shellScreen: Screen = {
  async capture() {
    try {
      return { outcome: 'captured', frames: readFrames(await answerOf(commands.screenCapture())) };
    } catch (error) {
      if (error instanceof PlatformError && error.code === 'unsupported') {
        return { outcome: 'unsupported' };
      }
      throw error;
    }
  },
};

/** For each monitor its width and height (32 bits, little endian), then its luma: see the shell's screen/mod.rs. */
function readFrames(bytes: ArrayBuffer): readonly LumaFrame[] {
  const view = new DataView(bytes);
  const frames: LumaFrame[] = [];
  for (let at = 0; at < bytes.byteLength;) {
    const width = view.getUint32(at, true);
    const height = view.getUint32(at + 4, true);
    frames.push({ width, height, luma: new Uint8Array(bytes, at + 8, width * height) });
    at += 8 + width * height;
  }
  return frames;
}
