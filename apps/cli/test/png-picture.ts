import { crc32, deflateSync } from 'node:zlib';
import { encodeQr } from '@halfminute/qr';

export interface GreyPicture {
  readonly side: number;
  /** A byte a pixel. */
  readonly grey: Buffer;
}

/** One QR code on white, `scale` pixels a module. */
export function pictureOfCode(text: string, scale = 4): GreyPicture {
  const { size, dark } = encodeQr(text);
  const side = (size + 8) * scale;
  const grey = Buffer.alloc(side * side, 255);
  for (let at = 0; at < grey.length; at += 1) {
    const [column, row] = [Math.floor((at % side) / scale) - 4, Math.floor(at / side / scale) - 4];
    const isInside = column >= 0 && row >= 0 && column < size && row < size;
    grey[at] = isInside && (dark[row * size + column] ?? false) ? 0 : 255;
  }
  return { side, grey };
}

/** As a PNG file (W3C PNG, section 5) with this many bits a pixel, as different programs write it. */
export function pngOf({ side, grey }: GreyPicture, bits: 1 | 8 | 16 = 8): Buffer {
  const rowBytes = Math.ceil((side * bits) / 8);
  const rows = Buffer.alloc((rowBytes + 1) * side);
  for (let at = 0; at < grey.length; at += 1) {
    const [x, row] = [at % side, Math.floor(at / side) * (rowBytes + 1) + 1]; // a row begins with its filter, which is none
    const value = grey[at] ?? 0;
    if (bits === 1) {
      rows[row + (x >> 3)] = (rows[row + (x >> 3)] ?? 0) | ((value > 127 ? 128 : 0) >> (x & 7));
    } else {
      rows.fill(value, row + (x * bits) / 8, row + ((x + 1) * bits) / 8);
    }
  }
  return pngFile({ width: side, height: side, bits, rows });
}

export function pngOfCode(text: string, scale = 4): Buffer {
  return pngOf(pictureOfCode(text, scale));
}

interface PngParts {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  /** What the file unpacks to, whether it fits to the sides or not. */
  readonly rows: Uint8Array;
}

export function pngFile({ width, height, bits, rows }: PngParts): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = bits;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(kind: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
