import type { LumaFrame, PictureReading } from '@halfminute/core';

/** What the page asks of its worker for pictures. */
export type PictureRequest =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'frame'; readonly frame: LumaFrame }
  /** Is closed by the worker. Turning it into brightness would stop the page for longer than a frame of the screen lasts. */
  | { readonly kind: 'bitmap'; readonly bitmap: ImageBitmap };

export type PictureAnswer = PictureReading | { readonly outcome: 'turned'; readonly frame: LumaFrame };
