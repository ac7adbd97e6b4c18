import type { Camera } from '@halfminute/core';
import type { BrowserPictureReader } from './picture-reader.ts';
import { openVideoFrames, refusalName, stopTracks } from './video-frames.ts';

/** Between the end of one frame and the next: a code is held for seconds, and the battery is the user's. */
const pauseMs = 80;

type Stopped = 'no-camera' | 'not-permitted' | 'ended';

/** The computer's camera, or undefined where the browser has no way to it (insecure pages). Each frame is as new as it can be. */
export function browserCamera(pictures: BrowserPictureReader): Camera | undefined {
  // The type says that it is always there.
  const devices: typeof navigator.mediaDevices | undefined = navigator.mediaDevices;
  if (typeof devices?.getUserMedia !== 'function') {
    return undefined;
  }
  return {
    watch(listener) {
      let isWatched = true;
      let stop = (): void => {};
      const run = async (): Promise<Stopped> => {
        // Enough for a code that is held before it; more only costs time. A telephone's camera that looks away from its user.
        const video = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } };
        const stream = await devices.getUserMedia({ video, audio: false });
        stop = () => stopTracks(stream);
        if (!isWatched) {
          stop();
          return 'ended';
        }
        try {
          let hasEnded = false;
          const [track] = stream.getVideoTracks();
          // Computers do not say it of theirs, which look at whoever sits there.
          const facesUser = track?.getSettings().facingMode !== 'environment';
          track?.addEventListener('ended', () => {
            hasEnded = true; // unplugged, or the permission was taken back
          });
          const isOn = (): boolean => isWatched && !hasEnded;
          const nextFrame = await openVideoFrames(stream, pictures);
          while (isOn()) {
            // oxlint-disable no-await-in-loop -- one frame after the other
            const frame = await nextFrame();
            if (isOn()) {
              listener.frame({ ...frame, facesUser });
            }
            await pause();
            // oxlint-enable no-await-in-loop
          }
          return 'ended';
        } finally {
          stop();
        }
      };
      void run()
        .catch(whyOf)
        .then((why) => {
          if (isWatched) {
            listener.stopped(why);
          }
        });
      return () => {
        isWatched = false;
        stop();
      };
    },
  };
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, pauseMs);
  });
}

function whyOf(error: unknown): Stopped {
  switch (refusalName(error)) {
    case 'NotAllowedError':
      return 'not-permitted';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'no-camera';
    default:
      return 'ended';
  }
}
