import { linkQr, transferQr } from '@halfminute/interchange';
import { Refusal } from './refusal.ts';

/** Light modules on each side (ISO/IEC 18004, section 6.3.8). */
const quietModules = 4;

/** Black on white, whatever the terminal's colours: a code that is inverted is read by few cameras. */
const blackOnWhite = '\u001b[30;107m';
const plain = '\u001b[0m';

/** A QR code in half blocks, two modules to a character. Throws {@link Refusal} where the text is too long for one. */
export function drawQr(
  link: string,
  { title, isTransfer }: { readonly title: string; readonly isTransfer: boolean },
): string {
  const qr = isTransfer ? transferQr(link) : linkQr(link);
  if (qr === null) {
    throw new Refusal('too-long', 'The names and the long code are too long for a QR code.');
  }
  const isDark = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < qr.size && y < qr.size && qr.dark[y * qr.size + x] === true;
  const columns = Array.from({ length: qr.size + 2 * quietModules }, (_, at) => at - quietModules);
  const rows = columns.filter((_, at) => at % 2 === 0);
  const drawn = rows.map((y) => columns.map((x) => block(isDark(x, y), isDark(x, y + 1))).join(''));
  return [title, ...drawn.map((row) => blackOnWhite + row + plain), ''].join('\n');
}

function block(upper: boolean, lower: boolean): string {
  return upper ? (lower ? '█' : '▀') : lower ? '▄' : ' ';
}
