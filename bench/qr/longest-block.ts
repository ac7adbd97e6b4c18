import { chromium } from 'playwright-core';
import { encode } from 'fast-png';
import { serveBundledPage } from '../../e2e/bundled-page.ts';
import { chromiumLaunch } from '../../tools/chromium.ts';
import type { CountTable } from '../table.ts';
import { blank, drawCode, upright, type Canvas } from './canvas.ts';
import { encodeQr } from '@halfminute/qr';

const most = 50;
const rounds = 9;

/**
 * How long the page stands still while its worker reads a frame of 4K, and a PNG file of one, in Chromium: the longest pause between two timers of a
 * page that asks for one every millisecond.
 */
export async function measureLongestBlocks(): Promise<CountTable> {
  const frame = codeOn4K();
  const png = encode({ width: frame.width, height: frame.height, data: frame.luma, channels: 1, depth: 8 });
  const site = await serveBundledPage('pictures.ts');
  const browser = await chromium.launch(chromiumLaunch);
  try {
    const page = await browser.newPage();
    await page.goto(site.origin);
    const base64 = Buffer.from(png).toString('base64');
    const measured = await page.evaluate(([file, times]) => window.measureReading(file, times), [
      base64,
      rounds,
    ] as const);
    const rows = [
      { name: 'a frame of 3840 by 2160', isOurs: true, ...measured.frame },
      { name: 'a PNG file of it', isOurs: true, ...measured.file },
      { name: 'nothing, for half a second', isOurs: false, ...measured.nothing },
    ];
    return {
      title: `The page while its worker reads, in Chromium; the median of ${rounds} rounds`,
      columns: ['milliseconds until it was read', 'longest block of the page, milliseconds'],
      rows: rows.map(({ name, readMs, blockedMs }) => ({ name, cells: [readMs.toFixed(0), blockedMs.toFixed(0)] })),
      targets: rows
        .filter(({ isOurs }) => isOurs)
        .map(({ name, blockedMs }) => ({
          what: `longest block by ${name}`,
          wanted: `at most ${most} ms`,
          measured: `${blockedMs.toFixed(0)} ms`,
          met: blockedMs <= most,
        })),
    };
  } finally {
    await browser.close();
    await site.stop();
  }
}

function codeOn4K(): Canvas {
  const frame = blank(3840, 2160, 250);
  const modules = encodeQr('otpauth://totp/Cases:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Cases');
  drawCode(frame, modules, upright({ x: 2000, y: 1000, scale: 6, quietZone: 4 }, modules), {
    dark: 20,
    light: 250,
    quietZone: 4,
  });
  return frame;
}
