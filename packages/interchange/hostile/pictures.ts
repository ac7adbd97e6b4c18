import { crc32, deflateSync } from 'node:zlib';
import type { HostileFile } from './hostile-file.ts';

const side = 60_000;
/** Within what is read of a picture, and far beyond what so few bytes can hold. */
const within = 7000;

/** W3C PNG, section 5: grey, 8 bits. */
function png(width: number, content: Uint8Array): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(width, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    ...(['IHDR', 'IDAT', 'IEND'] as const).map((name) => {
      const data = { IHDR: header, IDAT: deflateSync(content), IEND: Buffer.alloc(0) }[name];
      const body = Buffer.concat([Buffer.from(name), data]);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(data.length);
      const check = Buffer.alloc(4);
      check.writeUInt32BE(crc32(body));
      return Buffer.concat([length, body, check]);
    }),
  ]);
}

/** ITU-T T.81, annex B: a table of quantization, a frame of three components, and no scan. */
function jpeg(width: number): Uint8Array {
  const sides = Buffer.alloc(4);
  sides.writeUInt16BE(width, 0);
  sides.writeUInt16BE(width, 2);
  return Buffer.concat([
    Buffer.from('ffd8ffdb004300', 'hex'),
    Buffer.alloc(64, 1),
    Buffer.from('ffc0001108', 'hex'),
    sides,
    Buffer.from('03011100021100031100ffd9', 'hex'),
  ]);
}

/** 24 bits a pixel, of which there are none. */
function bitmap(width: number): Uint8Array {
  const bytes = Buffer.alloc(60);
  bytes.write('BM');
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(width, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  return bytes;
}

/** GIF89a, sections 18 and 20: a frame as large as it claims, and none of its pixels. */
function gif(width: number): Uint8Array {
  const sides = Buffer.alloc(4);
  sides.writeUInt16LE(width, 0);
  sides.writeUInt16LE(width, 2);
  return Buffer.concat([
    Buffer.from('GIF89a'),
    sides,
    Buffer.from('800000000000ffffff2c00000000', 'hex'),
    sides,
    Buffer.from('0002024c01003b', 'hex'),
  ]);
}

/** The extended form, whose sides have 24 bits less one. */
function webp(width: number): Uint8Array {
  const bytes = Buffer.alloc(60);
  bytes.write('RIFF\0\0\0\0WEBPVP8X', 'latin1');
  bytes.writeUIntLE(width - 1, 24, 3);
  bytes.writeUIntLE(width - 1, 27, 3);
  return bytes;
}

const claiming = (width: number, bytes: () => Uint8Array, format: string): HostileFile => ({
  name: `a ${format} that claims ${width} by ${width}`,
  bytes,
  expected: 'refused',
});

/** Pictures that claim more pixels than they hold, or than anybody has. */
export const pictures: readonly HostileFile[] = [
  claiming(side, () => png(side, new Uint8Array(9)), 'PNG'),
  claiming(side, () => jpeg(side), 'JPEG'),
  claiming(side, () => bitmap(side), 'BMP'),
  claiming(side, () => gif(side), 'GIF'),
  claiming(side, () => webp(side), 'WebP'),
  claiming(within, () => png(within, new Uint8Array(9)), 'PNG'),
  claiming(within, () => jpeg(within), 'JPEG'),
  claiming(within, () => bitmap(within), 'BMP'),
  claiming(within, () => gif(within), 'GIF'),
  {
    name: 'a PNG of 9 by 9 that unpacks to 400 MB',
    bytes: () => png(9, Buffer.alloc(400_000_000)),
    expected: 'refused',
  },
];
