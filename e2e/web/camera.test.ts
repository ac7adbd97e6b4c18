import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { writeExport } from '@halfminute/interchange';
import { parseOtpauthUri } from '@halfminute/otp';
import { canRun } from '../../tools/requirements.ts';
import { choosePassword, rowName } from '../app-walk.ts';
import { cameraFlags, writeCameraFile } from '../camera-file.ts';
import { inTab } from '../web-tab.ts';
import { webTest } from '../web-test.ts';

const alder = 'otpauth://totp/Alder:ada?secret=MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LA&issuer=Alder';

declare global {
  interface Window {
    /** Every track that the page was ever given. */
    cameraTracks: MediaStreamTrack[];
  }
}

/** A new tab without any account, which keeps an eye on the camera. */
async function emptyTab(context: BrowserContext, origin: string): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.cameraTracks = [];
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wish) => {
      const stream = await ask(wish);
      window.cameraTracks.push(...stream.getTracks());
      return stream;
    };
  });
  await page.goto(origin);
  await choosePassword(inTab(page));
  return page;
}

function trackStates(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => window.cameraTracks.map(({ readyState }) => readyState));
}

/** The spread of brightness in the picture on show; nothing but one grey has none. */
function contrastOf(page: Page): Promise<number> {
  return page.locator('canvas').evaluate((canvas) => {
    const context = canvas instanceof HTMLCanvasElement ? canvas.getContext('2d') : null;
    const values = context?.getImageData(0, 0, context.canvas.width, context.canvas.height).data ?? [];
    const greys = Array.from(values).filter((_, at) => at % 4 === 0);
    return (
      greys.reduce((most, grey) => Math.max(most, grey), 0) - greys.reduce((least, grey) => Math.min(least, grey), 255)
    );
  });
}

/** On the form that every way of typing leads to. */
async function cameraOfTheForm(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Type it in/u }).click();
  return page.getByRole('button', { name: 'Use the camera' });
}

describe.skipIf(!canRun('the camera in the browser', 'chromium'))('what is held before the camera', () => {
  webTest('fills the Add form, is saved, and the camera is off', async ({ site, open, folder }) => {
    const file = join(folder, 'camera.y4m');
    writeCameraFile(file, alder);
    const { context } = await open({ flags: cameraFlags({ file }) });
    const page = await emptyTab(context, site.origin);
    await (await cameraOfTheForm(page)).click();
    await page.getByText('Filled in from the link.').waitFor();
    expect(await trackStates(page)).toEqual(['ended']);
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.getByLabel('Service', { exact: true }).inputValue()).toBe('Alder');
    // Everything is there: Enter saves.
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: rowName({ service: 'Alder', user: 'ada' }) }).waitFor();
    expect(await trackStates(page)).toEqual(['ended']);
  });

  webTest(
    'is asked for until all QR codes of a transfer were seen, and compared then',
    async ({ site, open, folder }) => {
      const accounts = Array.from({ length: 11 }, (_, at) => ({
        otp: parseOtpauthUri(
          alder.replaceAll('Alder', `Service%20${at}`).replace('MFRG', `MFR${'ABCDEFGHIJK'.charAt(at)}`),
        ),
      }));
      const means = { randomBytes: (length: number) => new Uint8Array(length).fill(5), unixMs: 0, date: '' };
      const links = Buffer.from((await writeExport({ format: 'google' }, accounts, means)).content)
        .toString()
        .trim()
        .split('\n');
      expect(links).toHaveLength(2);
      const file = join(folder, 'camera.y4m');
      writeCameraFile(file, ...links);
      const { context } = await open({ flags: cameraFlags({ file }) });
      const page = await emptyTab(context, site.origin);
      await page.getByRole('button', { name: /^Paste or drop/u }).click();
      await page.getByRole('button', { name: 'Use the camera' }).click();
      await page.getByText('1 of 2 QR codes seen. Show the next one.').waitFor();
      expect(await trackStates(page)).toEqual(['live']);
      await page.getByText('11 found: 11 chosen.').waitFor();
      expect(await trackStates(page)).toEqual(['ended']);
      await page.getByRole('button', { name: 'Import 11', exact: true }).click();
      await page.getByRole('heading', { name: '11 of 11 imported' }).waitFor();
    },
  );

  webTest('is shown, until Escape or Cancel turns the camera off', async ({ site, open }) => {
    const { context } = await open({ flags: cameraFlags('pattern') });
    const page = await emptyTab(context, site.origin);
    const way = await cameraOfTheForm(page);
    await way.click();
    await page.getByText('Looking for a QR code').waitFor();
    await expect.poll(() => contrastOf(page)).toBeGreaterThan(50);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Cancel');
    expect(await trackStates(page)).toEqual(['live']);
    await page.keyboard.press('Escape');
    await expect.poll(() => trackStates(page)).toEqual(['ended']);
    await expect.poll(() => way.evaluate((button) => button === document.activeElement)).toBe(true);
    await way.click();
    await page.getByText('Looking for a QR code').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => trackStates(page)).toEqual(['ended', 'ended']);
  });

  webTest('is not seen where the browser forbids it, and that is said', async ({ site, open }) => {
    const { context } = await open({ flags: cameraFlags('pattern', 'deny') });
    const page = await emptyTab(context, site.origin);
    await (await cameraOfTheForm(page)).click();
    await page.getByRole('alert').getByText('The browser did not allow the camera.').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  webTest('is not seen without a camera, and that is said', async ({ site, open }) => {
    const { context } = await open({ flags: cameraFlags('none') });
    const page = await emptyTab(context, site.origin);
    await (await cameraOfTheForm(page)).click();
    await page.getByRole('alert').getByText('No camera was found.').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Cancel');
    await page.getByRole('alert').getByText('No camera was found.').waitFor();
  });
});
