import type { CameraFrame } from '@halfminute/core';

/** Wider than it is shown; what is beyond that only costs time at each frame. */
const greatestWidth = 640;

/** Paints what a camera sees, in grey, since that is what is read; like a mirror where the camera looks at its user. */
export function paintFrame(canvas: HTMLCanvasElement, { width, height, luma, facesUser }: CameraFrame): void {
  const step = Math.max(1, Math.ceil(width / greatestWidth));
  const columns = Math.floor(width / step);
  const rows = Math.floor(height / step);
  const context = canvas.getContext('2d');
  if (context === null || columns === 0 || rows === 0) {
    return;
  }
  const picture = context.createImageData(columns, rows);
  const pixels = new Uint32Array(picture.data.buffer);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const seenAt = (facesUser ? columns - 1 - column : column) * step;
      const grey = luma[row * step * width + seenAt] ?? 0;
      pixels[row * columns + column] = 0xff00_0000 | (grey << 16) | (grey << 8) | grey;
    }
  }
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
  }
  context.putImageData(picture, 0, 0);
}
