import type { PictureFile, Sides } from '@halfminute/qr';

/**
 * How many bytes a file has at the least whose picture has these sides, whatever it shows: a few that claim fifty megapixels are refused
 * before anybody makes room for them. 0 where nothing can be said.
 */
export function leastBytes(bytes: Uint8Array, format: PictureFile['format'], { width, height }: Sides): number {
  switch (format) {
    case 'jpeg':
      // A bit for each block of 8 by 8 (ITU-T T.81, section F.1.2.1): no code of Huffman's is shorter.
      return (Math.ceil(width / 8) * Math.ceil(height / 8)) / 8;
    case 'bmp':
      // Nothing is packed in those that are read. Bits of a pixel stand in its header.
      return (width * height * new DataView(bytes.buffer, bytes.byteOffset).getUint16(28, true)) / 8;
    case 'gif':
      // A code of LZW has 3 bits or more, and stands for 4096 pixels at most.
      return ((width * height) / 4096) * (3 / 8);
    case 'png':
    case 'webp':
      return 0;
  }
}
