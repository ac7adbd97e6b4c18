/** A page that reads pictures by the browser's worker, for e2e/web/pictures.test.ts and bench/qr. */
import { browserCamera, browserScreen, createPictureReader } from '@halfminute/browser';
import type { PictureReading } from '@halfminute/core';

const pictures = createPictureReader();

interface Measured {
  readonly readMs: number;
  /** The longest pause between two timers of a page that asks for one again and again. */
  readonly blockedMs: number;
}

declare global {
  interface Window {
    readPicture(base64: string): Promise<PictureReading>;
    /** The texts on the screen that is shared, or why there are none. */
    readScreen(): Promise<readonly string[] | string>;
    /** The first text that the camera sees, or why it sees nothing; and whether the camera is off afterwards. */
    readCamera(): Promise<{ readonly saw: string; readonly isOff: boolean }>;
    /** The median of some rounds, for a picture file, for the frame that it shows, and for half a second of nothing. */
    measureReading(base64: string, rounds: number): Promise<Readonly<Record<'file' | 'frame' | 'nothing', Measured>>>;
  }
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

window.readPicture = (base64) => pictures.readFile(bytesOf(base64));

window.readScreen = async () => {
  const capture = await browserScreen(pictures)?.capture();
  if (capture?.outcome !== 'captured') {
    return capture?.outcome ?? 'no screen';
  }
  const found = await Promise.all(capture.frames.map((frame) => pictures.readFrame(frame)));
  return found.flat().map(({ text }) => text);
};

window.readCamera = async () => {
  const streams: MediaStream[] = [];
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (asked) => {
    const stream = await open(asked);
    streams.push(stream);
    return stream;
  };
  const saw = await new Promise<string>((resolve) => {
    const unwatch = browserCamera(pictures)?.watch({
      frame(frame) {
        void pictures.readFrame(frame).then(([code]) => {
          if (code !== undefined) {
            unwatch?.();
            resolve(code.text);
          }
        });
      },
      stopped: resolve,
    });
  });
  const tracks = streams.flatMap((stream) => stream.getTracks());
  return { saw, isOff: tracks.every(({ readyState }) => readyState === 'ended') };
};

window.measureReading = async (base64, rounds) => {
  const bytes = bytesOf(base64);
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  canvas?.drawImage(bitmap, 0, 0);
  const data = canvas?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray(0);
  const luma = Uint8Array.from({ length: bitmap.width * bitmap.height }, (_, at) => data[at * 4] ?? 0);
  const frame = { width: bitmap.width, height: bitmap.height, luma };
  await pictures.readFrame(frame); // the worker has started
  return {
    file: await medianOf(rounds, async () => (await pictures.readFile(bytes)).outcome === 'read'),
    frame: await medianOf(rounds, async () => (await pictures.readFrame(frame)).length === 1),
    nothing: await medianOf(rounds, () => new Promise((resolve) => void setTimeout(() => resolve(true), 500))),
  };
};

async function medianOf(rounds: number, read: () => Promise<boolean>): Promise<Measured> {
  const measured: Measured[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other: each is measured
    measured.push(await measure(read));
  }
  const median = (values: readonly number[]): number =>
    values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
  return {
    readMs: median(measured.map(({ readMs }) => readMs)),
    blockedMs: median(measured.map(({ blockedMs }) => blockedMs)),
  };
}

async function measure(read: () => Promise<boolean>): Promise<Measured> {
  let isReading = true;
  let blockedMs = 0;
  const began = performance.now();
  let before = began;
  const tick = (): void => {
    const now = performance.now();
    blockedMs = Math.max(blockedMs, now - before);
    before = now;
    if (isReading) {
      setTimeout(tick);
    }
  };
  setTimeout(tick);
  if (!(await read())) {
    throw new Error('The picture was not read.');
  }
  const readMs = performance.now() - began;
  isReading = false;
  tick();
  return { readMs, blockedMs };
}
