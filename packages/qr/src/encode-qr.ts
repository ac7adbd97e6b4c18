import { encodeQR } from 'qr';
import { QrError } from './errors.ts';

/**
 * How much of the picture may be lost before it cannot be read: about 7, 15, 25 and 30 per cent (ISO/IEC 18004, section 6.5.1).
 * More of it makes more and smaller modules, which a camera reads worse from a screen; 'medium' is right for screens.
 */
export type ErrorCorrection = 'low' | 'medium' | 'quartile' | 'high';

/** A QR code without its quiet zone. Whoever draws it leaves four light modules on each side (ISO/IEC 18004, section 6.3.8). */
export interface QrModules {
  /** Modules on a side: 21 to 177. */
  readonly size: number;
  /** `size` times `size`, row by row from the top, from the left in each; true is dark. */
  readonly dark: readonly boolean[];
}

/**
 * Turns a text into the smallest QR code that holds it, with the mask that the standard's penalties choose. The same text
 * makes the same picture on every host. Other characters than ASCII are written as UTF-8, which all readers expect.
 *
 * @throws {QrError} `empty`; `too-long` (at 'medium' 2,331 bytes fit); `not-text` where half a surrogate pair stands alone,
 * since no reader could give it back.
 */
export function encodeQr(text: string, options: { readonly errorCorrection?: ErrorCorrection } = {}): QrModules {
  if (text === '') {
    throw new QrError('empty', 'An empty text makes no QR code.');
  }
  if (!text.isWellFormed()) {
    throw new QrError('not-text', 'The text has half a surrogate pair, which UTF-8 cannot write.');
  }
  const rows = drawRows(text, options.errorCorrection ?? 'medium');
  return { size: rows.length, dark: rows.flat() };
}

function drawRows(text: string, errorCorrection: ErrorCorrection): readonly boolean[][] {
  try {
    // The package draws no symbol without a border; the thinnest one is taken off again.
    return encodeQR(text, 'raw', { ecc: errorCorrection, border: 1 })
      .slice(1, -1)
      .map((row) => row.slice(1, -1));
  } catch (cause) {
    // A bare Error that only its message tells from a caller's mistake; a test holds the pinned version to it.
    if (cause instanceof Error && cause.message === 'Capacity overflow') {
      throw new QrError(
        'too-long',
        `A text of ${text.length} characters does not fit into a QR code with error correction ${errorCorrection}. Shorten the names in it.`,
      );
    }
    throw cause;
  }
}
