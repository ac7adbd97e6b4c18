import type { Unsubscribe } from './platform.ts';

/** A picture as its brightness alone, which is all that a QR code needs. */
export interface LumaFrame {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** `width` times `height` bytes, row by row from the top; 0 is black. */
  readonly luma: Uint8Array;
}

export interface FoundCode {
  readonly text: string;
}

export type PictureReading =
  /** In reading order; empty where the picture holds no code. */
  | { readonly outcome: 'read'; readonly codes: readonly FoundCode[] }
  | { readonly outcome: 'not-a-picture' | 'too-large' };

/** Finds QR codes. Never on the thread that paints. */
export interface PictureReader {
  /** Every code of a picture file, whatever its format, as far as the host knows it. */
  readFile(bytes: Uint8Array): Promise<PictureReading>;
  readFrame(frame: LumaFrame): Promise<readonly FoundCode[]>;
}

export type ScreenCapture =
  /** One frame a monitor, or one of what the user chose to share. */
  | { readonly outcome: 'captured'; readonly frames: readonly LumaFrame[] }
  | { readonly outcome: 'cancelled' | 'not-permitted' | 'unsupported' };

export interface Screen {
  /** One look at all monitors, or at what the user picks; the program's own window is not in it where the host can leave it out. */
  capture(): Promise<ScreenCapture>;
}

export interface CameraFrame extends LumaFrame {
  /** Whether the camera looks at its user, who then aims by the picture as by a mirror. */
  readonly facesUser: boolean;
}

export interface Camera {
  /**
   * Frames as they come, each the listener's own, until the caller stops it. `stopped` tells why it never began, or ended by itself; nothing is asked
   * of the camera any more then.
   */
  watch(listener: {
    frame(frame: CameraFrame): void;
    stopped(why: 'no-camera' | 'not-permitted' | 'ended'): void;
  }): Unsubscribe;
}
