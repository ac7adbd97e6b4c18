/**
 * Draws packaging/icons and the icons of the window from the web app's icon. What it makes is kept in git: a build needs no
 * drawing program. Needs rsvg-convert (Debian: librsvg2-bin). `node packaging/make-icons.mjs`
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const drawing = join(root, 'apps', 'web', 'public', 'icon.svg');
const icons = join(import.meta.dirname, 'icons');
const shellIcons = join(root, 'apps', 'desktop', 'src-tauri', 'icons');

mkdirSync(icons, { recursive: true });
for (const size of [16, 22, 24, 32, 48, 64, 128, 256, 512]) {
  execFileSync('rsvg-convert', ['--width', `${size}`, '--height', `${size}`, '--output', png(size), drawing]);
}
copyFileSync(drawing, join(icons, 'halfminute.svg'));
copyFileSync(png(512), join(shellIcons, 'icon.png'));
// The names that Tauri's bundler looks for on Windows and macOS.
copyFileSync(png(32), join(shellIcons, '32x32.png'));
copyFileSync(png(128), join(shellIcons, '128x128.png'));
copyFileSync(png(256), join(shellIcons, '128x128@2x.png'));
writeFileSync(join(shellIcons, 'icon.ico'), toIco([16, 24, 32, 48, 64, 256]));
writeFileSync(join(shellIcons, 'icon.icns'), toIcns({ ic07: 128, ic08: 256, ic09: 512, ic11: 32, ic12: 64 }));

function png(size) {
  return join(icons, `${size}.png`);
}

/** Windows: a folder of PNGs, each with its size (0 for 256), its length and its place. */
function toIco(sizes) {
  const images = sizes.map((size) => readFileSync(png(size)));
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sizes.length, 4);
  let place = head.length;
  images.forEach((image, index) => {
    const at = 6 + 16 * index;
    head.writeUInt8(sizes[index] % 256, at);
    head.writeUInt8(sizes[index] % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(image.length, at + 8);
    head.writeUInt32LE(place, at + 12);
    place += image.length;
  });
  return Buffer.concat([head, ...images]);
}

/** macOS: a row of PNGs, each after its type of four letters and its length. */
function toIcns(sizesByType) {
  const parts = Object.entries(sizesByType).map(([type, size]) => withHead(type, readFileSync(png(size))));
  return withHead('icns', Buffer.concat(parts));
}

function withHead(type, content) {
  const head = Buffer.from(`${type}\0\0\0\0`, 'latin1');
  head.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([head, content]);
}
