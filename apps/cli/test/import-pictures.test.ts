import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode as encodeJpeg } from 'jpeg-js';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pictureOfCode, pngFile, pngOf, pngOfCode, type GreyPicture } from './png-picture.ts';
import { zipOf } from '../../../packages/interchange/test/zip-writer.ts';
import { runHalfminute } from './run-halfminute.ts';

// A start takes 0.1 s alone, and many times that where all cores are busy.
vi.setConfig({ testTimeout: 120_000 });

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const linkOf = (name: string): string => `otpauth://totp/${name}:ada?secret=${secret}&issuer=${name}&digits=8`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'halfminute-pictures-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function dryRun(
  ...paths: readonly string[]
): Promise<{ readonly exitCode: number | null; readonly said: unknown }> {
  const { exitCode, stdout, stderr } = await runHalfminute(['import', ...paths, '--dry-run', '--json', '--at', '59']);
  expect(stdout + stderr).not.toContain(secret);
  return { exitCode, said: JSON.parse(stdout === '' ? stderr : stdout) };
}

/** Grey as the other formats have it: three bytes a pixel. */
function bitmapOf({ side, grey }: GreyPicture): Buffer {
  const rowBytes = Math.ceil((side * 3) / 4) * 4;
  const bytes = Buffer.alloc(54 + rowBytes * side);
  bytes.write('BM');
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(side, 18);
  bytes.writeInt32LE(side, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  grey.forEach((value, at) => {
    const to = 54 + (side - 1 - Math.floor(at / side)) * rowBytes + (at % side) * 3;
    bytes.fill(value, to, to + 3);
  });
  return bytes;
}

function jpegOf({ side, grey }: GreyPicture): Buffer {
  const data = Buffer.alloc(grey.length * 4, 255);
  grey.forEach((value, at) => data.fill(value, at * 4, at * 4 + 3));
  return encodeJpeg({ width: side, height: side, data }, 60).data;
}

/** GIF89a (section 22) whose codes never grow: it begins anew every hundred pixels. */
function gifOf({ side, grey }: GreyPicture): Buffer {
  const codes = [
    128,
    ...[...grey].flatMap((value, at) => [value > 127 ? 1 : 0, ...(at % 100 === 99 ? [128] : [])]),
    129,
  ];
  const blocks = Array.from({ length: Math.ceil(codes.length / 255) }, (_, index) =>
    codes.slice(index * 255, index * 255 + 255),
  );
  const sides = [side & 255, side >> 8, side & 255, side >> 8];
  const palette = Array.from({ length: 128 * 3 }, (_, at) => (at >= 3 && at < 6 ? 255 : 0));
  return Buffer.concat([
    Buffer.from('GIF89a'),
    Buffer.from([...sides, 0xf6, 0, 0, ...palette]),
    Buffer.from([0x2c, 0, 0, 0, 0, ...sides, 0, 7]),
    ...blocks.map((block) => Buffer.from([block.length, ...block])),
    Buffer.from([0, 0x3b]),
  ]);
}

const smallPicture: GreyPicture = { side: 50, grey: Buffer.alloc(2500, 200) };

function gifClaiming(side: number): Buffer {
  const bytes = gifOf(smallPicture);
  bytes.writeUInt16LE(side, 6);
  bytes.writeUInt16LE(side, 8);
  return bytes.subarray(0, 800);
}

function bitmapClaiming(side: number): Buffer {
  const bytes = bitmapOf(smallPicture);
  bytes.writeInt32LE(side, 18);
  bytes.writeInt32LE(side, 22);
  return bytes;
}

function jpegClaiming(side: number): Buffer {
  const bytes = jpegOf(smallPicture);
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes.writeUInt16BE(side, frame + 5);
  bytes.writeUInt16BE(side, frame + 7);
  return bytes;
}

describe('halfminute import of a picture', () => {
  it.each<readonly [string, (picture: GreyPicture) => Uint8Array]>([
    ['PNG', (picture) => pngOf(picture)],
    ['PNG of black and white', (picture) => pngOf(picture, 1)],
    ['PNG of 16 bits', (picture) => pngOf(picture, 16)],
    ['JPEG', jpegOf],
    ['GIF', gifOf],
    ['BMP', bitmapOf],
  ])('finds its account, told by content and not by name: %s', async (_, write) => {
    const path = file('picture.txt', write(pictureOfCode(linkOf('Alder'))));
    expect(await dryRun(path)).toMatchObject({
      exitCode: 0,
      said: { entries: [{ verdict: 'imported', account: { issuer: 'Alder', accountName: 'ada' }, code: '94287082' }] },
    });
  });

  it('takes several at once, and finds the duplicate among them', async () => {
    const paths = ['Alder', 'Birch', 'Alder'].map((name, at) => file(`${at}.png`, pngOfCode(linkOf(name))));
    const { said } = await dryRun(...paths);
    expect(said).toMatchObject({
      entries: [{ verdict: 'imported' }, { verdict: 'duplicate' }, { verdict: 'duplicate' }],
    });
  });

  it('reads Google’s codes, and names the one that is missing', async () => {
    // Batch 1 of 2, with one account "ada" (the secret "12345678901234567890").
    const account = [
      0x0a,
      20,
      ...Buffer.from('12345678901234567890'),
      0x12,
      3,
      ...Buffer.from('ada'),
      0x20,
      1,
      0x28,
      1,
      0x30,
      2,
    ];
    const payload = Buffer.from([0x0a, account.length, ...account, 0x10, 1, 0x18, 2, 0x20, 0, 0x28, 7]);
    const link = `otpauth-migration://offline?data=${encodeURIComponent(payload.toString('base64'))}`;
    const { said } = await dryRun(file('google.png', pngOfCode(link)));
    expect(said).toMatchObject({ entries: [{ verdict: 'imported', account: { accountName: 'ada' } }] });
    expect(JSON.stringify(said)).toMatch(/"notes":\[".*2.*"\]/);
  });

  it('reads those in an archive beside backups, also where it is encrypted or lies in another, and names the others', async () => {
    const members = [
      { name: 'a.png', content: pngOfCode(linkOf('Alder')) },
      { name: 'b.jpg', content: jpegOf(pictureOfCode(linkOf('Birch').replace('GEZD', 'MFRG'))) },
      { name: 'list.txt', content: Buffer.from(linkOf('Cedar').replace('GEZD', 'KRSX')) },
      { name: 'menu.png', content: pngOfCode('https://firm.example/menu') },
      { name: 'cut.png', content: pngOfCode(linkOf('Dogwood')).subarray(0, 300) },
      { name: 'letter.pdf', content: Buffer.from('%PDF-1.7') },
    ];
    for (const archive of [zipOf(members), zipOf([{ name: 'inner.zip', content: zipOf(members) }])]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const { exitCode, said } = await dryRun(file('pictures.zip', archive));
      expect({ exitCode, said }).toMatchObject({
        exitCode: 0,
        said: {
          entries: [
            { verdict: 'imported', where: expect.stringContaining('a.png'), account: { issuer: 'Alder' } },
            { verdict: 'imported', where: expect.stringContaining('b.jpg'), account: { issuer: 'Birch' } },
            { verdict: 'imported', where: expect.stringContaining('list.txt'), account: { issuer: 'Cedar' } },
            { verdict: 'unsupported', where: expect.stringContaining('menu.png') },
            { verdict: 'unsupported', where: expect.stringContaining('cut.png') },
            {
              verdict: 'unsupported',
              where: expect.stringContaining('letter.pdf'),
              why: { message: expect.stringContaining('a PDF document') },
            },
          ],
        },
      });
    }
    const none = await dryRun(file('none.zip', zipOf(members.slice(3))));
    expect(none).toMatchObject({ exitCode: 2 });
    expect(JSON.stringify(none)).toMatch(/menu\.png: .*cut\.png: .*letter\.pdf: /u);
  });

  it('lays out no more pictures of an archive than it says, and reads the others', async () => {
    const claiming = pngFile({ width: 7000, height: 7000, bits: 8, rows: new Uint8Array(9) });
    const members = [
      ...Array.from({ length: 8 }, (_, at) => ({ name: `${at}.png`, content: claiming })),
      { name: 'a.png', content: pngOfCode(linkOf('Alder')) },
    ];
    const { said } = await dryRun(file('many.zip', zipOf(members)));
    expect(JSON.stringify(said).match(/more pictures in this archive/gu)).toHaveLength(7);
    expect(JSON.stringify(said)).toContain('"Alder"');
  });

  it.each<readonly [string, Uint8Array, string]>([
    ['without a code', pngOf({ side: 200, grey: Buffer.alloc(200 * 200, 200) }), 'no-code-in-picture'],
    ['of a code that is no account', pngOfCode('https://firm.example/menu'), 'no-account-in-picture'],
    ['that is cut off', pngOfCode(linkOf('Alder')).subarray(0, 300), 'damaged-picture'],
    ['cut off in its header', pngOfCode(linkOf('Alder')).subarray(0, 20), 'damaged-picture'],
    ['of WebP', Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1'), 'unsupported-picture'],
    [
      'of a hundred megapixels',
      pngFile({ width: 10_000, height: 10_000, bits: 8, rows: new Uint8Array(9) }),
      'too-large',
    ],
    ['of GIF that claims more than its decoder has room for', gifClaiming(5000), 'too-large'],
    ['of GIF that claims more than it can hold', gifClaiming(3500), 'damaged-picture'],
    ['of BMP that claims more than it can hold', bitmapClaiming(7000), 'damaged-picture'],
    ['of JPEG that claims more than it can hold', jpegClaiming(7000), 'damaged-picture'],
    [
      'that unpacks to more than it claims',
      pngFile({ width: 9, height: 9, bits: 8, rows: Buffer.alloc(30_000_000) }),
      'damaged-picture',
    ],
  ])('refuses one %s, in a sentence', async (_, content, code) => {
    expect(await dryRun(file('refused.png', content))).toMatchObject({ exitCode: 2, said: { error: { code } } });
  });
});
