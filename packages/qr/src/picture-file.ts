/** Formats of pictures that are told by their first bytes, with the sides that they claim, in pixels. */
export interface PictureFile {
  readonly format: 'png' | 'jpeg' | 'webp' | 'gif' | 'bmp';
  /** null where the header is cut off or odd. */
  readonly sides: Sides | null;
}

export interface Sides {
  readonly width: number;
  readonly height: number;
}

/**
 * Recognises a picture by its content and reads its sides without decoding it, so that a few bytes that claim a hundred megapixels are refused
 * before anybody makes room for them. null for everything else, which a host may still know.
 */
export function recognisePicture(bytes: Uint8Array): PictureFile | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { format, marks, sides } of formats) {
    if (marks.every(([at, signature]) => signature.every((byte, index) => bytes[at + index] === byte))) {
      return { format, sides: sidesOf(view, sides) };
    }
  }
  return null;
}

interface Format {
  readonly format: PictureFile['format'];
  /** Bytes that stand at places of their own in every such file. */
  readonly marks: readonly (readonly [at: number, signature: readonly number[]])[];
  readonly sides: (view: DataView) => Sides | null;
}

const formats: readonly Format[] = [
  // W3C PNG, section 11.2.2: IHDR is the first chunk.
  {
    format: 'png',
    marks: [[0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]]],
    sides: (view) => ({ width: view.getUint32(16), height: view.getUint32(20) }),
  },
  { format: 'jpeg', marks: [[0, [0xff, 0xd8, 0xff]]], sides: jpegSides },
  {
    format: 'webp',
    marks: [
      [0, [0x52, 0x49, 0x46, 0x46]],
      [8, [0x57, 0x45, 0x42, 0x50]],
    ],
    sides: webpSides,
  },
  {
    format: 'gif',
    marks: [[0, [0x47, 0x49, 0x46, 0x38]]],
    sides: (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
  },
  // Two letters alone begin many a text; the four reserved bytes are 0. The height is negative where the rows come from the top.
  {
    format: 'bmp',
    marks: [
      [0, [0x42, 0x4d]],
      [6, [0, 0, 0, 0]],
    ],
    sides: (view) => ({ width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) }),
  },
];

function sidesOf(view: DataView, read: (view: DataView) => Sides | null): Sides | null {
  try {
    const sides = read(view);
    return sides !== null && sides.width > 0 && sides.height > 0 ? sides : null;
  } catch (error) {
    if (error instanceof RangeError) {
      return null; // the file ends before its header does
    }
    throw error;
  }
}

/** ITU-T T.81, annex B.2: segments up to a frame header, which is C0 to CF but for C4, C8 and CC. */
function jpegSides(view: DataView): Sides | null {
  for (let at = 2; view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
    } else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    } else {
      at += 2 + view.getUint16(at + 2);
    }
  }
  return null;
}

/** Google's WebP container: the first chunk is VP8 (RFC 6386, section 9.1), VP8L or VP8X. */
function webpSides(view: DataView): Sides | null {
  switch (view.getUint32(12)) {
    case 0x56503820:
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 0x5650384c: {
      const packed = view.getUint32(21, true);
      return { width: (packed & 0x3fff) + 1, height: ((packed >> 14) & 0x3fff) + 1 };
    }
    case 0x56503858: {
      const threeBytes = (at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
      return { width: threeBytes(24) + 1, height: threeBytes(27) + 1 };
    }
    default:
      return null;
  }
}
