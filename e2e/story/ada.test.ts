import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canRun, projectRoot } from '../../tools/requirements.ts';
import { openProfile, type WatchedBrowser } from '../browser-profile.ts';
import { openClipboardReader } from '../clipboard-reader.ts';
import { inTheSameSecond, oathtoolCode } from '../oathtool.ts';
import { runStart, type StartCommand } from '../start-command.ts';
import { keyboardHands, pointerHands, type Hands } from './hands.ts';

/** What Ada types, to the letter, and what her platform had in mind. */
const ada = {
  password: 'three wet otters',
  service: 'Exizent',
  user: 'ada@firm.example',
  code: 'jbsw y3dp-ehpk 3pxp jbsw y3dp ehpk 3pxp',
  base32: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
};

const origin = 'http://127.0.0.1:4226';
const pictures = join(projectRoot, 'out/e2e');
/**
 * product.md: thirty seconds from the first start to a code on the clipboard. Of these the machine gets four; what it really took is printed, and
 * not asserted, since it says more of the machine than of the program.
 */
const mostUserSeconds = 26;

let folder: string;
let running: { command: StartCommand; browser: WatchedBrowser } | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'halfminute-ada-'));
  mkdirSync(pictures, { recursive: true });
  running = null;
});

afterEach(async () => {
  if (running !== null) {
    await running.browser.close();
    await running.command.interrupt();
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

interface Day {
  readonly page: Page;
  readonly readClipboard: () => Promise<string>;
  /** Closes the browser, then presses Ctrl+C where `npm start` runs. */
  endOfDay(): Promise<void>;
}

/** Starts the program and the browser, as on any morning. */
async function startOfDay(): Promise<Day> {
  const command = runStart({ stateFolder: folder });
  await command.says(`Halfminute is at ${origin}/`);
  const browser = await openProfile({ folder, origin });
  running = { command, browser };
  const readClipboard = await openClipboardReader(browser.context);
  const page = await browser.context.newPage();
  return {
    page,
    readClipboard,
    async endOfDay() {
      await browser.close();
      running = null;
      await command.interrupt();
      expect(browser.complaints).toEqual([]);
    },
  };
}

describe.skipIf(!canRun("Ada's story", 'chromium', 'oathtool'))("Ada's story", () => {
  for (const handsFor of [keyboardHands, pointerHands]) {
    it(`goes from the first start to tomorrow's code with ${handsFor === keyboardHands ? 'the keyboard' : 'the pointer'} only`, async () => {
      const first = await firstDay(handsFor);
      const second = await nextDay(handsFor, first.code);
      console.log(
        `Ada (${first.hands}): first start to ${first.code} on the clipboard ${inWords(first)}; next day to ${second.code} ${inWords(second)}`,
      );
      expect(first.userSeconds).toBeLessThan(mostUserSeconds);
    });
  }
});

interface Walked {
  readonly hands: string;
  /** Typing, looking, pointing. */
  readonly userSeconds: number;
  /** Loading, deriving, drawing. */
  readonly machineSeconds: number;
  readonly code: string;
}

async function firstDay(handsFor: (page: Page) => Hands): Promise<Walked> {
  const { page, readClipboard, endOfDay } = await startOfDay();
  const hands = handsFor(page);
  const startedMs = performance.now();
  await page.goto(origin);

  await hands.look(page.getByRole('heading', { name: 'Choose a password' }));
  await hands.write(page.getByLabel('Password', { exact: true }), ada.password);
  await hands.write(page.getByLabel('Password again'), ada.password);
  await picture(page, hands, '1-choose-a-password');
  await hands.submit(page.getByRole('button', { name: 'Continue' }));

  await hands.look(page.getByRole('heading', { name: 'Add your first account' }));
  await picture(page, hands, '2-nothing-yet');
  await hands.press(page.getByRole('button', { name: /^Type it in/ }));

  await hands.look(page.getByRole('heading', { name: 'Add account' }));
  await hands.write(page.getByLabel('Service', { exact: true }), ada.service);
  await hands.write(page.getByLabel('User', { exact: true }), ada.user);
  await hands.write(page.getByLabel('Code', { exact: true }), ada.code);
  await page.getByText('The code right now').waitFor();
  await picture(page, hands, '3-live-code');
  await hands.submit(page.getByRole('button', { name: 'Save and copy' }));

  await page.getByRole('button', { name: rowName }).waitFor();
  await expect.poll(readClipboard, { interval: 20 }).toMatch(/^\d{6}$/);
  const walked = { hands: hands.name, userSeconds: hands.userSeconds(), machineSeconds: secondsSince(startedMs) };
  const copied = await readClipboard();
  await picture(page, hands, '4-copied');
  const shown = await inTheSameSecond(ada.base32, () => codeOnShow(page));
  expect(shown.read).toBe(shown.oathtool);

  await expectRowToCopy({ page, hands, readClipboard });
  await endOfDay();
  return { ...walked, code: copied };
}

async function nextDay(handsFor: (page: Page) => Hands, yesterday: string): Promise<Walked> {
  const { page, readClipboard, endOfDay } = await startOfDay();
  const hands = handsFor(page);
  const startedMs = performance.now();
  await page.goto(origin);
  await hands.look(page.getByRole('heading', { name: 'Unlock your codes' }));
  await hands.write(page.getByLabel('Password', { exact: true }), ada.password);
  await picture(page, hands, '5-unlock');
  await hands.submit(page.getByRole('button', { name: 'Unlock', exact: true }));
  await page.getByRole('button', { name: rowName }).waitFor();
  const walked = { hands: hands.name, userSeconds: hands.userSeconds(), machineSeconds: secondsSince(startedMs) };
  // Her platform takes no code twice: a day passes, or at least a period.
  await expect.poll(() => codeOnShow(page), { timeout: 35_000 }).not.toBe(yesterday);
  const shown = await inTheSameSecond(ada.base32, () => codeOnShow(page));
  expect(shown.read).toBe(shown.oathtool);
  await expectRowToCopy({ page, hands, readClipboard });
  await picture(page, hands, '6-next-day');
  await endOfDay();
  return { ...walked, code: shown.read };
}

/** A press on the row copies the digits alone, those that oathtool has at that moment, and the row says so. */
async function expectRowToCopy({
  page,
  hands,
  readClipboard,
}: {
  readonly page: Page;
  readonly hands: Hands;
  readonly readClipboard: () => Promise<string>;
}): Promise<void> {
  const before = oathtoolCode(ada.base32);
  await hands.press(page.getByRole('button', { name: rowName }));
  await page.getByRole('list', { name: 'Accounts' }).getByText('Copied', { exact: true }).waitFor();
  expect([before, oathtoolCode(ada.base32)]).toContain(await readClipboard());
}

function secondsSince(startedMs: number): number {
  return (performance.now() - startedMs) / 1000;
}

function inWords({ userSeconds, machineSeconds }: Walked): string {
  const total = userSeconds + machineSeconds;
  return `${total.toFixed(1)} s (${userSeconds.toFixed(1)} Ada's, ${machineSeconds.toFixed(1)} the machine's)`;
}

/** The row as a screen reader names it, such as "Exizent, ada@firm.example, 3 0 7 6 1 5, 18 seconds left". */
const rowName = new RegExp(`^${ada.service}, ${ada.user}, ((?:\\d ){5}\\d), \\d+ seconds? left$`);

async function codeOnShow(page: Page): Promise<string> {
  const name = await page.getByRole('button', { name: rowName }).getAttribute('aria-label');
  const digits = rowName.exec(name ?? '')?.[1];
  if (digits === undefined) {
    throw new Error(`no code in the name of the row: ${name}`);
  }
  return digits.replaceAll(' ', '');
}

async function picture(page: Page, hands: Hands, name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `ada-${hands.name}-${name}.png`) });
}
