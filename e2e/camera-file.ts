import { writeFileSync } from 'node:fs';
import { pictureOfCode } from '../apps/cli/test/png-picture.ts';

const [width, height] = [640, 480];
/** As many a second as Chromium plays. */
const framesPerSecond = 10;

/**
 * What a camera sees before which these texts are held as QR codes, each for a second and all over again, as a file of the kind that Chromium plays in a
 * camera's place (YUV4MPEG2).
 */
export function writeCameraFile(path: string, ...texts: readonly string[]): void {
  const colours = Buffer.alloc((width * height) / 2, 128);
  const frames = texts.flatMap((text) => {
    const frame = Buffer.concat([Buffer.from('FRAME\n'), lumaOf(text), colours]);
    return Array.from({ length: framesPerSecond }, () => frame);
  });
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip C420jpeg\n`);
  writeFileSync(path, Buffer.concat([header, ...frames]));
}

/** The code in the middle of a white picture, as large as it has room. */
function lumaOf(text: string): Buffer {
  const modules = pictureOfCode(text, 1).side;
  const { side, grey } = pictureOfCode(text, Math.floor(height / modules));
  const luma = Buffer.alloc(width * height, 255);
  const [left, top] = [(width - side) >> 1, (height - side) >> 1];
  for (let row = 0; row < side; row += 1) {
    grey.copy(luma, (row + top) * width + left, row * side, (row + 1) * side);
  }
  return luma;
}

/** Flags of Chromium for such a file, for its own moving pattern without a code, or for none; and what its user answers. */
export function cameraFlags(
  camera: { readonly file: string } | 'pattern' | 'none',
  answer: 'allow' | 'deny' = 'allow',
) {
  return [
    answer === 'allow' ? '--use-fake-ui-for-media-stream' : '--use-fake-ui-for-media-stream=deny',
    ...(camera === 'none' ? [] : ['--use-fake-device-for-media-stream']),
    ...(typeof camera === 'string' ? [] : [`--use-file-for-fake-video-capture=${camera.file}`]),
  ];
}
