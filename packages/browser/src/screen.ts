import type { Screen } from '@halfminute/core';
import type { BrowserPictureReader } from './picture-reader.ts';
import { openVideoFrames, refusalName, stopTracks } from './video-frames.ts';

/**
 * One look at the screen, window or tab that the user picks in the browser's own dialog, or undefined where the browser has none (telephones, insecure
 * pages). Must be asked inside the user's act. Nothing is shared any more when it answers.
 */
export function browserScreen(pictures: BrowserPictureReader): Screen | undefined {
  // The type says that it is always there.
  const devices: typeof navigator.mediaDevices | undefined = navigator.mediaDevices;
  if (typeof devices?.getDisplayMedia !== 'function') {
    return undefined;
  }
  return {
    async capture() {
      let stream: MediaStream;
      try {
        stream = await devices.getDisplayMedia({ video: true, audio: false });
      } catch (error) {
        // Browsers say the same of a dialog that was closed and of a policy that forbids it; the system's own refusal is another.
        return { outcome: refusalName(error) === 'NotAllowedError' ? 'cancelled' : 'not-permitted' };
      }
      try {
        const nextFrame = await openVideoFrames(stream, pictures);
        return { outcome: 'captured', frames: [await nextFrame()] };
      } finally {
        stopTracks(stream);
      }
    },
  };
}
