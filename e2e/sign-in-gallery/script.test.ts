import { createServer } from 'node:http';
import jsqr from 'jsqr';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumLaunch } from '../../tools/chromium.ts';
import { canRun } from '../../tools/requirements.ts';
import { longCode, otpauthUri } from './ada.ts';
import { serveStates, type ServedGallery } from './serve.ts';
import { pageStates } from './states.ts';

const canWalk = canRun('script of the sign-in pages', 'chromium');

let browser: Browser;
let server: ServedGallery;

beforeAll(async () => {
  if (canWalk) {
    browser = await chromium.launch(chromiumLaunch);
    server = await serveStates(pageStates);
  }
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function open(id: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 420, height: 900 }, timezoneId: 'UTC', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(`${server.origin}/sign-in-${id}`);
  return page;
}

/** Posts that the page sends, answered without leaving it. */
async function postsOf(page: Page): Promise<URLSearchParams[]> {
  const posts: URLSearchParams[] = [];
  await page.route(/\/interaction\//, async (route) => {
    posts.push(new URLSearchParams(route.request().postData() ?? ''));
    await route.fulfill({ status: 204 });
  });
  return posts;
}

describe.skipIf(!canWalk)('the script of the pages', () => {
  it('shows and hides a password, and sends it as one', async () => {
    const page = await open('sign-in');
    const field = page.getByLabel('Password', { exact: true });
    await field.fill('correct horse');
    await page.getByRole('button', { name: 'Show the password' }).click();
    expect(await field.getAttribute('type')).toBe('text');
    await page.getByRole('button', { name: 'Hide the password' }).click();
    expect(await field.getAttribute('type')).toBe('password');
    await page.context().close();
  });

  it('sends a form once, however often it is pressed', async () => {
    const page = await open('code');
    const posts = await postsOf(page);
    await page.getByLabel('One-time code').fill('664120');
    await page.getByRole('button', { name: 'Continue' }).dblclick();
    await expect.poll(() => posts.length).toBe(1);
    await page.getByRole('button', { name: 'Continue' }).click();
    expect(posts.map((post) => [post.get('code'), post.get('remember')])).toEqual([['664120', 'yes']]);
    await page.context().close();
  });

  it('case C10 takes a code that is pasted with a blank as a whole, wherever the caret stands', async () => {
    const page = await open('code', { permissions: ['clipboard-read', 'clipboard-write'] });
    const posts = await postsOf(page);
    const field = page.getByLabel('One-time code');
    await page.evaluate(() => navigator.clipboard.writeText('664\u00A0120'));
    await field.focus();
    await page.keyboard.press('Control+V');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect.poll(() => posts[0]?.get('code')).toBe('664\u00A0120');
    await page.context().close();
  });

  it('case C38 copies the long code without blanks', async () => {
    const page = await open('secure', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByText('Trouble scanning?').click();
    await page.getByRole('button', { name: 'Copy Code' }).click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(longCode);
    await page.context().close();
  });

  it('leaves "Trouble scanning?" open when the page comes again', async () => {
    const page = await open('secure');
    await page.getByText('Trouble scanning?').click();
    await page.reload();
    await page.getByRole('button', { name: 'Copy Code' }).waitFor();
    await page.context().close();
  });

  it('says after two seconds that nothing opened, and opens the long code', async () => {
    const page = await open('secure');
    await page.clock.install();
    await page.evaluate(() => addEventListener('click', (event) => event.preventDefault()));
    await page.getByRole('link', { name: 'Open in the authenticator' }).click();
    await page.clock.runFor(1900);
    expect(await page.getByText('Nothing opened?').count()).toBe(0);
    await page.clock.runFor(200);
    await page.getByText('Nothing opened? Copy the long code instead.').waitFor();
    await page.getByRole('button', { name: 'Copy Code' }).waitFor();
    await page.context().close();
  });

  it('says nothing where a program took the link', async () => {
    const page = await open('secure');
    await page.clock.install();
    await page.evaluate(() => addEventListener('click', (event) => event.preventDefault()));
    await page.getByRole('link', { name: 'Open in the authenticator' }).click();
    await page.evaluate(() => dispatchEvent(new Event('blur')));
    await page.clock.runFor(5000);
    expect(await page.getByText('Nothing opened?').count()).toBe(0);
    await page.context().close();
  });

  it('counts the wait down by the time that is left, not by the clock of the device, and goes on', async () => {
    const page = await browser.newPage();
    // A clock that is hours wrong: it may be the reason for the wait.
    await page.clock.install({ time: new Date('2026-11-25T02:00:00Z') });
    await page.goto(`${server.origin}/sign-in-waiting`);
    await page.getByText('In 28 seconds.').waitFor();
    await page.clock.runFor(20_000);
    await page.getByText('In 8 seconds.').waitFor();
    await page.route('**/interaction/gallery', (route) => route.fulfill({ body: 'The code page.' }));
    await page.clock.runFor(10_000);
    await page.getByText('The code page.').waitFor();
    await page.close();
  });

  it('E2 says when the long code is too old, before a code is typed', async () => {
    const page = await browser.newPage();
    await page.clock.install();
    await page.goto(`${server.origin}/sign-in-secure`);
    await page.getByText('No hurry').waitFor();
    await page.clock.runFor(3_599_000);
    await page.getByText('No hurry').waitFor();
    await page.clock.runFor(2000);
    await page.getByText('The long code on this page is too old now.').waitFor();
    await page.close();
  });

  it("writes times in the reader's own zone and day", async () => {
    const page = await open('my-security', { timezoneId: 'Pacific/Auckland' });
    await page.getByText('Signed in today at 21:02 with a one-time code, from Leeds.').waitFor();
    // Yesterday by the service's clock, and still yesterday there.
    await page.getByText('Today, 05:20').waitFor();
    await page.getByText('One used on 21 November, 06:40').waitFor();
    await page.context().close();
  });

  it('unmarks a refused field once it is changed', async () => {
    const page = await open('code-wrong');
    const field = page.getByLabel('One-time code');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    await field.pressSequentially('1');
    expect(await field.getAttribute('aria-invalid')).toBeNull();
    await page.context().close();
  });
});

describe.skipIf(!canWalk)('T12 a relay between the user and the service', () => {
  it('is told to the user, and to the service with each form', async () => {
    const relay = createServer((request, response) => {
      void fetch(`${server.origin}${request.url ?? ''}`).then(async (answer) => {
        const body = await answer.text();
        const headers = ['content-type', 'content-security-policy'].flatMap((name) => {
          const value = answer.headers.get(name);
          return value === null ? [] : [[name, value] as const];
        });
        response.writeHead(answer.status, Object.fromEntries(headers));
        response.end(body);
      });
    });
    await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
    const address = relay.address();
    const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    const page = await browser.newPage();
    await page.goto(`${origin}/sign-in-code`);
    await page.getByRole('alert').getByText(`This page did not come from ${server.origin}.`).waitFor();
    const posts = await postsOf(page);
    await page.getByLabel('One-time code').fill('664120');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect.poll(() => posts[0]?.get('seenOrigin')).toBe(origin);
    await page.close();
    relay.closeAllConnections();
    relay.close();
  });

  it('is not told where there is none', async () => {
    const page = await open('code');
    expect(await page.locator('#relay').isVisible()).toBe(false);
    await page.context().close();
  });
});

describe.skipIf(!canWalk)('the pages without their script', () => {
  it('show no button that would do nothing', async () => {
    for (const id of ['sign-in', 'secure', 'recovery-codes']) {
      const page = await open(id, { javaScriptEnabled: false });
      const buttons = await page.getByRole('button').evaluateAll((all) => all.map((one) => one.getAttribute('type')));
      expect(buttons.filter((type) => type !== 'submit')).toEqual([]);
      await page.context().close();
    }
  });

  it('reveal the long code, and say in which zone their times are', async () => {
    const page = await open('secure', { javaScriptEnabled: false });
    await page.getByText('Trouble scanning?').click();
    await page.getByText('R5XK').waitFor();
    // By its place: Playwright looks for no text in a noscript element, which browsers show here.
    const zone = page.locator('footer noscript p');
    expect(await zone.isVisible()).toBe(true);
    expect(await zone.textContent()).toBe('Times are those of Coordinated Universal Time.');
    await page.context().close();
  });

  it('send a code with its token', async () => {
    const page = await open('code', { javaScriptEnabled: false });
    const posts = await postsOf(page);
    await page.getByLabel('One-time code').fill('664 120');
    await page.keyboard.press('Enter');
    await expect.poll(() => posts.map((post) => [post.get('code'), post.get('csrf')])).toEqual([['664 120', 'c3Jm']]);
    await page.context().close();
  });

  it('give the recovery codes as a file', async () => {
    const page = await open('recovery-codes', { javaScriptEnabled: false, acceptDownloads: true });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('recovery-codes-cases.txt');
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) {
      chunks.push(chunk as Buffer); // `as`: a file is read in buffers
    }
    expect(Buffer.concat(chunks).toString()).toContain('K7QM 4RXT 9WBC H2FN');
    await page.context().close();
  });
});

describe.skipIf(!canWalk)('case C37 a picture of the set-up page', () => {
  it.each([
    ['light', 420],
    ['dark', 420],
    ['dark', 320],
  ] as const)('in %s, %i wide, is read by a plain decoder', async (colorScheme, width) => {
    const page = await open('secure', { colorScheme, viewport: { width, height: 700 }, deviceScaleFactor: 1 });
    const picture = await page.screenshot({ fullPage: true });
    const decode = typeof jsqr === 'function' ? jsqr : jsqr.default;
    // Decoding the PNG is the browser's work; a page without a policy does it.
    const plain = await page.context().newPage();
    const shot = await plain.evaluate(async (base64) => {
      const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const pen = canvas.getContext('2d');
      pen?.drawImage(bitmap, 0, 0);
      const data = pen?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray();
      // Grey alone, one character a pixel: what crosses between browser and test is text.
      const grey = Array.from({ length: data.length / 4 }, (_, at) => String.fromCharCode(data[at * 4 + 1] ?? 0));
      return { grey: grey.join(''), width: bitmap.width, height: bitmap.height };
    }, picture.toString('base64'));
    const pixels = Uint8ClampedArray.from(
      Array.from(shot.grey).flatMap((character) => [character, character, character, '\u00FF']),
      (character) => character.charCodeAt(0),
    );
    const read = decode(pixels, shot.width, shot.height, { inversionAttempts: 'dontInvert' });
    expect(read?.data).toBe(otpauthUri);
    await page.context().close();
  });
});
