import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pngOfCode } from '../../apps/cli/test/png-picture.ts';
import { chromiumLaunch } from '../../tools/chromium.ts';
import { canRun } from '../../tools/requirements.ts';
import { cameraFlags, writeCameraFile } from '../camera-file.ts';
import { serveBundledPage } from '../bundled-page.ts';
import type { Site } from '../served-web-app.ts';

const text = 'otpauth://totp/Cases:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Cases';

describe.skipIf(!canRun('screen and camera in Chromium', 'chromium'))('screen and camera in Chromium', () => {
  let folder: string;
  let site: Site;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'halfminute-camera-'));
    site = await serveBundledPage('pictures.ts');
  });
  afterAll(async () => {
    await site.stop();
    rmSync(folder, { recursive: true });
  });

  const inPage = async (flags: readonly string[], ask: 'readScreen' | 'readCamera'): Promise<unknown> => {
    const browser = await chromium.launch({ ...chromiumLaunch, args: [...chromiumLaunch.args, ...flags] });
    try {
      const page = await browser.newPage();
      await page.goto(site.origin);
      const picture = pngOfCode(text).toString('base64');
      await page.evaluate((base64) => {
        document.body.innerHTML = `<img alt="" src="data:image/png;base64,${base64}">`;
      }, picture);
      await page.bringToFront();
      await page.mouse.click(5, 300);
      return await page.evaluate((name): Promise<unknown> => window[name](), ask);
    } finally {
      await browser.close();
    }
  };

  it('the screen that is shared is looked at once', async () => {
    // Chromium then shares the very tab that asks.
    const flags = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream=display-media-type=browser'];
    expect(await inPage(flags, 'readScreen')).toEqual([text]);
  });

  it('a dialog that is closed shares nothing', async () => {
    expect(await inPage(['--use-fake-ui-for-media-stream=deny'], 'readScreen')).toBe('cancelled');
  });

  it('the camera is watched until a code is seen, and is off then', async () => {
    const file = join(folder, 'camera.y4m');
    writeCameraFile(file, text);
    expect(await inPage(cameraFlags({ file }), 'readCamera')).toEqual({ saw: text, isOff: true });
  });

  it('a camera or a screen that is forbidden, or not there, says so', async () => {
    expect(await inPage(cameraFlags('pattern', 'deny'), 'readCamera')).toMatchObject({ saw: 'not-permitted' });
    expect(await inPage(cameraFlags('none'), 'readCamera')).toMatchObject({ saw: 'no-camera' });
    expect(await inPage(cameraFlags('none'), 'readScreen')).toBe('not-permitted');
  });
});
