import { describe, expect } from 'vitest';
import { pngOfCode } from '../../apps/cli/test/png-picture.ts';
import { canRun } from '../../tools/requirements.ts';
import { serveBundledPage } from '../bundled-page.ts';
import { testOn } from '../web-test.ts';

const text = 'otpauth://totp/Zürich:jürgen?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Zürich';
const pictureTest = testOn(() => serveBundledPage('pictures.ts'));

describe.skipIf(!canRun('pictures in Chromium', 'chromium'))('pictures in Chromium', () => {
  pictureTest('are read under the web app’s own policy, and after its server is gone', async ({ site, open }) => {
    const { context } = await open();
    const page = await context.newPage();
    await page.goto(site.origin);
    const read = (bytes: Buffer) => page.evaluate((base64) => window.readPicture(base64), bytes.toString('base64'));
    expect(await read(pngOfCode(text))).toEqual({ outcome: 'read', codes: [{ text }] });
    await site.stop();
    expect(await read(pngOfCode('again'))).toEqual({ outcome: 'read', codes: [{ text: 'again' }] });
    expect(await read(Buffer.from('no picture'))).toEqual({ outcome: 'not-a-picture' });
  });

  pictureTest(
    'that lie on nothing are read whether they are for light pages or for dark ones',
    async ({ site, open }) => {
      const { context } = await open();
      const page = await context.newPage();
      await page.goto(site.origin);
      const png = pngOfCode(text).toString('base64');
      for (const [ink, type] of [
        ['black', 'image/png'],
        ['white', 'image/png'],
        ['black', 'image/webp'],
      ] as const) {
        const answer = await page.evaluate(
          async ([base64, colour, mimeType]) => {
            const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
            const bitmap = await createImageBitmap(new Blob([bytes]));
            const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
            const drawing = canvas.getContext('2d');
            if (drawing === null) {
              throw new Error('no canvas');
            }
            drawing.drawImage(bitmap, 0, 0);
            const picture = drawing.getImageData(0, 0, bitmap.width, bitmap.height);
            for (let at = 0; at < picture.data.length; at += 4) {
              const isDark = (picture.data[at] ?? 0) < 128;
              picture.data.set(
                [0, 1, 2].map(() => (colour === 'white' ? 255 : 0)),
                at,
              );
              picture.data[at + 3] = isDark ? 255 : 0;
            }
            drawing.putImageData(picture, 0, 0);
            const file = new Uint8Array(await (await canvas.convertToBlob({ type: mimeType })).arrayBuffer());
            return window.readPicture(btoa(String.fromCharCode(...file)));
          },
          [png, ink, type] as const,
        );
        expect(answer, `${ink} ${type}`).toEqual({ outcome: 'read', codes: [{ text }] });
      }
    },
  );
});
