import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { decodeBase32 } from '@halfminute/otp';
import { authenticatorOf, createPerson } from '@halfminute/sign-in/testing';
import type { Person, TestAuthenticator, TestService } from '@halfminute/sign-in/testing';
import { startBesideService } from '../../examples/cases/test/beside-service.ts';
import { chromiumLaunch } from '../../tools/chromium.ts';
import { canRun } from '../../tools/requirements.ts';

const hale = '/cases/HM-2026-0417';

let browser: Browser | null = null;
const canWalk = canRun('the small window', 'chromium');

beforeAll(async () => {
  browser = canWalk ? await chromium.launch(chromiumLaunch) : null;
});

afterAll(() => browser?.close());

interface Started {
  readonly service: TestService;
  readonly origin: string;
  readonly page: Page;
  person(options?: { readonly enrolled?: boolean }): Promise<Person>;
}

async function start(options: BrowserContextOptions = {}): Promise<Started> {
  const { service, origin, stop } = await startBesideService();
  onTestFinished(stop);
  const context = await browser?.newContext({ locale: 'en-GB', ...options });
  if (context === undefined) {
    throw new Error('No browser.');
  }
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return {
    service,
    origin,
    page,
    person: ({ enrolled = false } = {}) =>
      createPerson(service.services, {
        account: { userName: 'ada@firm.example', mail: 'ada@firm.example' },
        mfaRequired: true,
        enrolled,
      }),
  };
}

/** Presses what opens the small window, and answers that window. */
async function opening(page: Page, press: () => Promise<void>): Promise<Page> {
  const [opened] = await Promise.all([page.waitForEvent('popup'), press()]);
  opened.setDefaultTimeout(20_000);
  return opened;
}

async function givePassword(shown: Page, person: Person): Promise<void> {
  await shown.locator('input[name="user"]').fill(person.userName);
  await shown.locator('input[name="password"]').fill(person.password);
  await shown.locator('input[name="password"]').press('Enter');
}

/** Where the small window closes itself at the end, waiting for what comes next would end in an error. */
async function giveCode(shown: Page, authenticator: TestAuthenticator | null, service: TestService): Promise<void> {
  await shown.locator('input[name="code"]').fill(authenticator?.codeAt(service.now()) ?? '');
  await shown.locator('input[name="code"]').press('Enter');
}

async function fillRelease(page: Page): Promise<void> {
  await page.getByLabel('Amount').fill('84,000.00');
  await page.getByLabel('Reference', { exact: true }).fill('Hale estate, first share');
}

describe.skipIf(!canWalk)('the small window', () => {
  it('leads through the set-up, closes itself, and the page that opened it shows the cases', async () => {
    const { service, origin, page, person } = await start();
    const ada = await person();
    await page.goto(origin);
    const small = await opening(page, () => page.getByRole('link', { name: 'Sign in' }).click());
    await page.getByText('Go on in the small window.').waitFor();
    await givePassword(small, ada);
    const link = await small.locator('a[href^="otpauth:"]').first().getAttribute('href');
    // Neither window has a hold on the other: the service's policy cuts them apart.
    expect(await small.evaluate(() => window.opener === null)).toBe(true);
    const secret = new URL(link ?? '').searchParams.get('secret') ?? '';
    await giveCode(small, authenticatorOf(decodeBase32(secret)), service);
    const field = small.locator('input[name="typedBack"]');
    await field.waitFor();
    const [code = ''] = (await small.locator('body').innerText()).match(/\b[0-9A-Z]{4}(?:[- ][0-9A-Z]{4}){3}\b/) ?? [];
    await field.fill(code);
    const closed = small.waitForEvent('close');
    await field.press('Enter');
    await closed;
    await page.getByRole('heading', { name: 'Estate cases' }).waitFor();
    expect(page.url()).toBe(`${origin}/cases`);
    await page.getByText('Estate of Margaret Hale').waitFor();
  });

  it('asks for the new code of a release, and the page goes on to what was released', async () => {
    const { service, origin, page, person } = await start();
    const ada = await person({ enrolled: true });
    await page.goto(`${origin}/sign-in`);
    await givePassword(page, ada);
    await giveCode(page, ada.authenticator, service);
    await page.waitForURL(`${origin}/cases`);
    await service.advance(30);

    await page.goto(origin + hale);
    await fillRelease(page);
    const small = await opening(page, () => page.getByRole('button', { name: 'Release funds' }).click());
    await small.locator('input[name="code"]').waitFor();
    // The service's page names the platform, and neither amount nor payee.
    const asked = await small.locator('body').innerText();
    expect(asked).toContain('Cases');
    expect(asked).not.toMatch(/84,000|Daniel|4471/);
    await page.getByText('Nothing was released; press Release funds again.').waitFor();
    const closed = small.waitForEvent('close');
    await giveCode(small, ada.authenticator, service);
    await closed;
    await page.getByRole('heading', { name: '£84,000.00 is on its way' }).waitFor();
  });

  it('is not needed for a slip in the form: it closes, and the page says what to mend', async () => {
    const { service, origin, page, person } = await start();
    const ada = await person({ enrolled: true });
    await page.goto(`${origin}/sign-in`);
    await givePassword(page, ada);
    await giveCode(page, ada.authenticator, service);
    await page.waitForURL(`${origin}/cases`);
    await page.goto(origin + hale);
    await page.getByLabel('Amount').fill('84,00');
    const small = await opening(page, () => page.getByRole('button', { name: 'Release funds' }).click());
    await page.getByText('Amount: write pounds and pence, such as 84,000.00.').waitFor();
    expect(await page.getByLabel('Amount').inputValue()).toBe('84,00');
    expect(small.isClosed()).toBe(true);
  });

  it('is done without where the browser blocks it', async () => {
    const { service, origin, page, person } = await start();
    const ada = await person({ enrolled: true });
    await page.addInitScript(() => {
      window.open = () => null;
    });
    await page.goto(origin);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await givePassword(page, ada);
    await giveCode(page, ada.authenticator, service);
    await page.getByText('Estate of Margaret Hale').waitFor();
  });

  it('is done without where there is no script, and funds are released all the same', async () => {
    const { service, origin, page, person } = await start({ javaScriptEnabled: false });
    const ada = await person({ enrolled: true });
    await page.goto(origin);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await givePassword(page, ada);
    await giveCode(page, ada.authenticator, service);
    await page.getByText('Estate of Margaret Hale').click();
    await service.advance(30);
    await fillRelease(page);
    await page.getByRole('button', { name: 'Release funds' }).click();
    await giveCode(page, ada.authenticator, service);
    await page.getByRole('heading', { name: '£84,000.00 is on its way' }).waitFor();
    await page.getByRole('button', { name: 'Stop it' }).click();
    await page.getByRole('heading', { name: '£84,000.00 was stopped' }).waitFor();
  });

  it('signs out at both from the platform', async () => {
    const { service, origin, page, person } = await start();
    const ada = await person({ enrolled: true });
    await page.goto(`${origin}/sign-in`);
    await givePassword(page, ada);
    await giveCode(page, ada.authenticator, service);
    await page.waitForURL(`${origin}/cases`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign out here' }).click();
    await page.getByText('You are signed out, here and at the sign-in service.').waitFor();
    await page.goto(`${origin}/sign-in`);
    await page.locator('input[name="password"]').waitFor();
  });
});
