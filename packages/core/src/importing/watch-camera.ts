import { PlatformError } from '../platform.ts';
import type { Platform } from '../platform.ts';
import type { Camera, CameraFrame, PictureReader } from '../platform-pictures.ts';
import type { CameraEnd, CameraListener, CameraWatch } from './import-acts.ts';
import { lookAtCodes } from './read-offered.ts';
import type { ReadingNeeds, SeenCodes } from './read-offered.ts';

interface WatchingHost {
  readonly camera: Camera;
  readonly pictures: PictureReader;
}

/** Both halves of it, or null: without either of them no camera is offered. */
export function watchingHost({ camera, pictures }: Pick<Platform, 'camera' | 'pictures'>): WatchingHost | null {
  return camera === undefined || pictures === undefined ? null : { camera, pictures };
}

/** Reads one frame after the other; those that come while one is read are shown and not read. No frame is kept. */
export function watchCamera(
  listener: CameraListener,
  need: ReadingNeeds & { readonly platform: Pick<Platform, 'camera' | 'pictures'> },
): CameraWatch {
  const host = watchingHost(need.platform);
  if (host === null) {
    listener.ended({ outcome: 'no-camera' });
    return { stop: () => {}, takeSeen: () => {} };
  }
  const { camera, pictures } = host;
  const texts = new Set<string>();
  let isWatching = true;
  let isReading = false;
  let seen: SeenCodes | null = null;
  let turnOff = (): void => {};

  const stop = (): void => {
    isWatching = false;
    turnOff();
  };
  const end = (how: CameraEnd): void => {
    if (isWatching) {
      stop();
      listener.ended(how);
    }
  };
  const look = async (frame: CameraFrame): Promise<void> => {
    const before = texts.size;
    for (const { text } of await pictures.readFrame(frame)) {
      texts.add(text);
    }
    if (!isWatching || texts.size === before) {
      return;
    }
    const looked = await lookAtCodes(
      Array.from(texts, (text) => ({ text })),
      need,
    );
    if (!isWatching) {
      return;
    }
    seen = looked;
    if (looked === null) {
      listener.noted({ kind: 'something-else' });
    } else if (looked.missing === null) {
      end(looked.read());
    } else {
      listener.noted({ kind: 'part', ...looked.missing });
    }
  };
  const read = async (frame: CameraFrame): Promise<void> => {
    try {
      await look(frame);
    } catch (error) {
      if (!(error instanceof PlatformError)) {
        throw error;
      }
      end({ outcome: 'failed' });
    } finally {
      frame.luma.fill(0);
      isReading = false;
    }
  };

  const off = camera.watch({
    frame(frame) {
      if (isWatching) {
        listener.frame(frame);
      }
      if (isWatching && !isReading) {
        isReading = true;
        void read(frame);
      } else {
        frame.luma.fill(0);
      }
    },
    stopped: (why) => end({ outcome: why }),
  });
  turnOff = off;
  if (!isWatching) {
    off(); // it had ended before it could be turned off
  }
  return {
    stop,
    takeSeen() {
      if (seen !== null) {
        end(seen.read());
      }
    },
  };
}
