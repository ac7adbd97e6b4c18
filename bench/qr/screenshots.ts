import { decode } from 'fast-png';
import { chromium } from 'playwright-core';
import { chromiumLaunch } from '../../tools/chromium.ts';
import type { Canvas } from './canvas.ts';

export interface Shot {
  readonly html: string;
  /** Device pixels. */
  readonly width: number;
  readonly height: number;
  /** Device pixels a CSS pixel. */
  readonly scale: number;
}

/** Has Debian's Chromium draw each page. */
export async function takeScreenshots(shots: readonly Shot[]): Promise<readonly Canvas[]> {
  const browser = await chromium.launch(chromiumLaunch);
  try {
    const pictures: Canvas[] = [];
    for (const { html, width, height, scale } of shots) {
      // oxlint-disable no-await-in-loop -- one browser, one page at a time
      const viewport = { width: Math.floor(width / scale), height: Math.floor(height / scale) };
      const page = await browser.newPage({ viewport, deviceScaleFactor: scale });
      await page.setContent(html);
      pictures.push(toLuma(await page.screenshot({ type: 'png' })));
      await page.close();
      // oxlint-enable no-await-in-loop
    }
    return pictures;
  } finally {
    await browser.close();
  }
}

function toLuma(png: Uint8Array): Canvas {
  const { width, height, data, channels } = decode(png);
  const luma = new Uint8Array(width * height);
  for (let at = 0; at < luma.length; at += 1) {
    const from = at * channels;
    luma[at] = ((data[from] ?? 0) * 77 + (data[from + 1] ?? 0) * 150 + (data[from + 2] ?? 0) * 29) >> 8;
  }
  return { width, height, luma };
}
