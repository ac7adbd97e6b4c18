import type { LumaFrame } from '@halfminute/core';
import type { BrowserPictureReader } from './picture-reader.ts';

/** Resolves when the first picture is there, with what gives the newest one each time. Whoever opened the stream stops it. */
export async function openVideoFrames(
  stream: MediaStream,
  pictures: BrowserPictureReader,
): Promise<() => Promise<LumaFrame>> {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true; // else iPhones show it over the whole screen
  video.srcObject = stream;
  await video.play();
  return async () => pictures.lumaOf(await createImageBitmap(video));
}

/** Ends the use of a camera or the sharing of a screen; the browser takes its sign away. */
export function stopTracks(stream: MediaStream): void {
  stream.getTracks().forEach((track) => track.stop());
}

/** The name of what a browser refuses with; '' for anything else. */
export function refusalName(error: unknown): string {
  return error instanceof DOMException ? error.name : '';
}
