import type { Camera, FoundCode, LumaFrame, PictureReader, Screen, ScreenCapture } from '../platform-pictures.ts';

const PNG_BEGINNING = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const BETWEEN_CODES = '\u0000';

/** What stands for a picture file with these QR codes in it: it begins like a PNG, and only {@link createMemoryPictures} can read it. */
export function memoryPicture(...codes: readonly string[]): Uint8Array {
  return Uint8Array.from([...PNG_BEGINNING, ...new TextEncoder().encode(codes.join(BETWEEN_CODES))]);
}

/** What stands for a frame with these QR codes in it, one row of bytes that only {@link createMemoryPictures} can read. */
export function memoryFrame(...codes: readonly string[]): LumaFrame {
  const luma = memoryPicture(...codes);
  return { width: luma.length, height: 1, luma };
}

export interface MemoryScreen extends Screen {
  /** What the next looks see, or why they see nothing. */
  answer: ScreenCapture;
}

/** A screen that answers what the test tells it to. */
export function createMemoryScreen(answer: ScreenCapture): MemoryScreen {
  const screen: MemoryScreen = { answer, capture: () => Promise.resolve(screen.answer) };
  return screen;
}

type CameraWatcher = Parameters<Camera['watch']>[0];

export interface MemoryCamera extends Camera {
  /** Whether it is on. */
  readonly isOn: boolean;
  /** Lets it see something. */
  see(frame: LumaFrame): void;
  /** Ends it by itself, as one does that is unplugged. */
  stopBy(why: Parameters<CameraWatcher['stopped']>[0]): void;
}

/** A camera that sees what the test holds before it. `begins`: what happens by itself once it is watched. */
export function createMemoryCamera(begins?: LumaFrame | Parameters<CameraWatcher['stopped']>[0]): MemoryCamera {
  let watcher: CameraWatcher | null = null;
  const camera: MemoryCamera = {
    get isOn() {
      return watcher !== null;
    },
    see(frame) {
      watcher?.frame({ ...frame, facesUser: true });
    },
    stopBy(why) {
      const told = watcher;
      watcher = null;
      told?.stopped(why);
    },
    watch(listener) {
      watcher = listener;
      if (typeof begins === 'string') {
        camera.stopBy(begins);
      } else if (begins !== undefined) {
        camera.see(begins);
      }
      return () => {
        if (watcher === listener) {
          watcher = null;
        }
      };
    },
  };
  return camera;
}

/** Reads what `memoryPicture` and `memoryFrame` made, and takes whatever else for no picture. */
export function createMemoryPictures(): PictureReader {
  const codesOf = (bytes: Uint8Array): readonly FoundCode[] => {
    const codes = new TextDecoder().decode(bytes.subarray(PNG_BEGINNING.length));
    return codes === '' ? [] : codes.split(BETWEEN_CODES).map((text) => ({ text }));
  };
  const isOurs = (bytes: Uint8Array): boolean => PNG_BEGINNING.every((byte, place) => bytes[place] === byte);
  return {
    readFile: (bytes) =>
      Promise.resolve(isOurs(bytes) ? { outcome: 'read', codes: codesOf(bytes) } : { outcome: 'not-a-picture' }),
    readFrame: ({ luma }) => Promise.resolve(isOurs(luma) ? codesOf(luma) : []),
  };
}
