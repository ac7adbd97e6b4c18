import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { chromiumLaunch } from '../../tools/chromium.ts';
import { ourAuthenticator } from './authenticators.ts';
import type { Carried, StoryAuthenticator } from './authenticators.ts';
import { startFilm, type Film } from './film.ts';
import { pointerHands } from './hands.ts';
import type { Hands } from './hands.ts';
import type { World } from './world.ts';

/** How the story went: what Ada took and what the machine took, and the pictures in their order. */
export interface Told extends FirstDayTold {
  readonly authenticator: string;
  readonly nextDay: Seconds;
}

interface FirstDayTold {
  readonly mailToCase: Seconds;
  readonly pictures: readonly string[];
}

export interface Seconds {
  readonly ada: number;
  readonly machine: number;
}

export function inWords({ ada, machine }: Seconds): string {
  return `${(ada + machine).toFixed(1)} s (${ada.toFixed(1)} Ada's, ${machine.toFixed(1)} the machine's)`;
}

/**
 * The whole story in one browser, as product.md tells it: the mail, the password, "Trouble scanning?", the authenticator, the first code, recovery
 * codes, a case; the next day a new code, a remembered device, and a new code before funds move. `make` gives the authenticator; null is ours.
 */
export async function tellStory(
  world: World,
  make: ((clock: () => number) => StoryAuthenticator) | null,
): Promise<Told> {
  const context = await openBrowser(world, make === null ? 'ours' : 'other');
  try {
    const film = startFilm();
    const { handsOn, timed } = startWatch();
    const authenticator =
      make?.(() => world.service.now()) ??
      ourAuthenticator({
        open: async () => {
          const page = await context.newPage();
          await page.setViewportSize({ width: 420, height: 640 });
          return { page, hands: handsOn(page) };
        },
        origin: world.authenticator,
        picture: film.picture,
      });
    film.into(authenticator.name);
    const scene: Scene = { world, context, handsOn, authenticator, picture: film.picture, keep: film.keep };
    await theMail(scene);
    const [firstCode, mailToCase] = await timed(() => firstDay(scene));
    const [, nextDay] = await timed(() => theNextDay(scene, firstCode));
    await film.strip(await context.newPage());
    return { authenticator: authenticator.name, mailToCase, nextDay, pictures: film.pictures };
  } finally {
    await context.close();
  }
}

/** Where the browser has windows of its own, which other programs see. */
export interface OnScreen {
  readonly environment: Readonly<Record<string, string>>;
  /** Pixels of the screen for each of the page's. */
  readonly scale: number;
  readonly colours: 'light' | 'dark';
}

/**
 * The first day alone, with an authenticator that lives outside of the browser and by the clock of this computer. Without a screen the browser
 * shows its pages to nobody.
 */
export async function tellFirstDay(
  world: World,
  authenticator: StoryAuthenticator,
  onScreen?: OnScreen,
): Promise<FirstDayTold> {
  const context = await (onScreen === undefined
    ? openBrowser(world, 'first-day')
    : openBrowserOnScreen(world, onScreen));
  try {
    const film = startFilm();
    film.into(authenticator.name);
    const { handsOn, timed } = startWatch();
    const scene: Scene = { world, context, handsOn, authenticator, picture: film.picture, keep: film.keep };
    await theMail(scene);
    const [, mailToCase] = await timed(() => firstDay(scene));
    return { mailToCase, pictures: film.pictures };
  } finally {
    await context.close();
  }
}

function openBrowser(world: World, profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(join(world.folder, `profile-${profile}`), {
    ...chromiumLaunch,
    headless: true,
    viewport: { width: 1180, height: 800 },
    locale: 'en-GB',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
}

/** Its windows are as large as they come, and their pixels those of the screen: nothing is emulated. */
function openBrowserOnScreen(world: World, { environment, scale, colours }: OnScreen): Promise<BrowserContext> {
  const profile = join(world.folder, 'profile-on-screen');
  mkdirSync(join(profile, 'Default'), { recursive: true });
  // Otherwise it asks whether to keep her password, and lays that over the QR code until she has put it away.
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify({ credentials_enable_service: false }));
  return chromium.launchPersistentContext(profile, {
    ...chromiumLaunch,
    args: [
      ...chromiumLaunch.args.filter((argument) => argument !== '--headless'),
      '--ozone-platform=x11',
      `--force-device-scale-factor=${scale}`,
    ],
    headless: false,
    env: environment,
    viewport: null,
    colorScheme: colours,
    locale: 'en-GB',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
}

/** Counts what Ada takes and what the machine takes. */
function startWatch() {
  const everybody: Hands[] = [];
  const adaSeconds = (): number => everybody.reduce((sum, hands) => sum + hands.userSeconds(), 0);
  return {
    handsOn(page: Page): Hands {
      const hands = pointerHands(page);
      everybody.push(hands);
      return hands;
    },
    async timed<T>(work: () => Promise<T>): Promise<readonly [T, Seconds]> {
      const [began, before] = [performance.now(), adaSeconds()];
      const result = await work();
      return [result, { ada: adaSeconds() - before, machine: (performance.now() - began) / 1000 }];
    },
  };
}

interface Scene {
  readonly world: World;
  readonly context: BrowserContext;
  readonly handsOn: (page: Page) => Hands;
  readonly authenticator: StoryAuthenticator;
  readonly picture: Film['picture'];
  readonly keep: Film['keep'];
}

/** An administrator turns MFA on; the mail arrives. */
async function theMail({ world, context, picture }: Scene): Promise<void> {
  world.administer('require', 'account', world.ada.userName, '--from', 'now', '--admin', 'ines');
  const mail = await world.mails.next('MFA has been enabled on your account');
  if (typeof mail.html !== 'string' || !mail.html.includes(world.platform)) {
    throw new Error('The mail does not lead to the platform.');
  }
  const page = await context.newPage();
  await resize(page, { width: 560, height: 800 });
  await page.setContent(mail.html);
  await picture(page, 'the-mail');
  await page.close();
}

/** From the mail's link to an open case. Answers the code that confirmed the set-up. */
async function firstDay(scene: Scene): Promise<string> {
  const { world, context, handsOn, authenticator, picture, keep } = scene;
  const page = await context.newPage();
  const hands = handsOn(page);
  await page.goto(world.platform);
  await hands.look(page.getByRole('link', { name: 'Sign in' }));
  await picture(page, 'the-platform');
  const small = await smallWindow(page, () => hands.press(page.getByRole('link', { name: 'Sign in' })));
  const there = handsOn(small);
  await givePassword(scene, small, there);

  await there.look(small.getByRole('heading', { name: 'Secure your account' }));
  await picture(small, 'secure-your-account');
  if (authenticator.scan === undefined) {
    await there.press(small.getByText('Trouble scanning?'));
    await picture(small, 'trouble-scanning');
    await authenticator.add(await copyAllThree(small, there));
  } else {
    await authenticator.scan(keep);
  }

  const code = await authenticator.code(null);
  await small.bringToFront();
  await there.write(small.getByLabel('One-time code from the authenticator'), code);
  await picture(small, 'first-code');
  await there.submit(small.getByRole('button', { name: 'Continue', exact: true }));

  await there.look(small.getByRole('heading', { name: 'Keep your recovery codes' }));
  const [recovery = ''] = (await small.locator('main').innerText()).match(/\b[0-9A-Z]{4}(?: [0-9A-Z]{4}){3}\b/) ?? [];
  await picture(small, 'recovery-codes');
  await there.write(small.getByLabel('Type any one of them back'), recovery.toLowerCase());
  await picture(small, 'one-typed-back');
  const closed = small.waitForEvent('close');
  await there.submit(small.getByRole('button', { name: /^Continue to/ }));
  await closed;

  await page.bringToFront();
  await hands.look(page.getByRole('heading', { name: 'Estate cases' }));
  await picture(page, 'the-cases');
  await hands.press(page.getByText('Estate of Margaret Hale'));
  await hands.look(page.getByRole('heading', { name: 'Estate of Margaret Hale' }));
  await picture(page, 'a-case');
  await signOut(page);
  await page.close();
  return code;
}

/** A new code with the device remembered; later only the password; a new code again before funds move. */
async function theNextDay(scene: Scene, firstCode: string): Promise<void> {
  const { world, context, handsOn, authenticator, picture } = scene;
  await world.service.advance(oneDay);
  await authenticator.nextDay(world.service.now());
  const page = await context.newPage();
  const hands = handsOn(page);
  await page.goto(`${world.platform}/sign-in`);
  await givePassword(scene, page, hands);
  await hands.look(page.getByRole('heading', { name: 'Enter a one-time code' }));
  const code = await authenticator.code(firstCode);
  await page.bringToFront();
  await hands.write(page.getByLabel('One-time code'), code);
  await hands.press(page.getByLabel(/^Remember this device/));
  await picture(page, 'next-day-code');
  await hands.submit(page.getByRole('button', { name: 'Continue', exact: true }));
  await hands.look(page.getByRole('heading', { name: 'Estate cases' }));
  await picture(page, 'next-day-cases');
  await signOut(page);

  // On this device, for thirty days, the password is enough to read.
  await page.goto(`${world.platform}/sign-in`);
  await givePassword(scene, page, hands);
  await hands.look(page.getByText(/remembered device/).first());
  await picture(page, 'remembered-device');

  await page.getByText('Estate of Margaret Hale').click();
  await hands.write(page.getByLabel('Amount'), '84,000.00');
  await hands.write(page.getByLabel('Reference', { exact: true }), 'Hale estate, first share');
  await picture(page, 'before-funds-move');
  const small = await smallWindow(page, () => hands.press(page.getByRole('button', { name: 'Release funds' })));
  const there = handsOn(small);
  await there.look(small.getByRole('heading', { name: /^A new code for/ }));
  // The code of the sign-in does not count again.
  await world.service.advance(periodSeconds);
  const newCode = authenticator.name === 'Halfminute' ? await laterCode(scene, code) : await authenticator.code(code);
  await small.bringToFront();
  await there.write(small.getByLabel('New one-time code'), newCode);
  await picture(small, 'step-up');
  const closed = small.waitForEvent('close');
  await there.submit(small.getByRole('button', { name: 'Continue', exact: true }));
  await closed;
  await page.bringToFront();
  await hands.look(page.getByRole('heading', { name: '£84,000.00 is on its way' }));
  await picture(page, 'released');
}

/** Our authenticator's clock follows the service's only when it is opened. */
async function laterCode({ world, authenticator }: Scene, before: string): Promise<string> {
  await authenticator.nextDay(world.service.now());
  return authenticator.code(before);
}

const oneDay = 24 * 60 * 60;
const periodSeconds = 30;

async function smallWindow(page: Page, press: () => Promise<void>): Promise<Page> {
  const [small] = await Promise.all([page.waitForEvent('popup'), press()]);
  await resize(small, { width: 420, height: 720 });
  return small;
}

/** On a screen windows have the size that they come with. */
async function resize(page: Page, size: { readonly width: number; readonly height: number }): Promise<void> {
  if (page.viewportSize() !== null) {
    await page.setViewportSize(size);
  }
}

async function givePassword({ world, picture }: Scene, page: Page, hands: Hands): Promise<void> {
  await hands.look(page.getByRole('heading', { name: 'Sign in' }));
  await hands.write(page.getByLabel('User name'), world.ada.userName);
  await hands.write(page.getByLabel('Password', { exact: true }), world.ada.password);
  await picture(page, 'password');
  await hands.submit(page.getByRole('button', { name: 'Continue', exact: true }));
}

/** Each by its copy button, as Ada does; what she pastes is what the clipboard then holds. */
async function copyAllThree(page: Page, hands: Hands): Promise<Carried> {
  const copied: string[] = [];
  for (const button of await page.locator('button[data-copied]').all()) {
    await hands.press(button);
    await button.getByText('Copied').waitFor();
    copied.push(await page.evaluate(() => navigator.clipboard.readText()));
  }
  const [service = '', user = '', code = ''] = copied;
  const link = await page.getByRole('link', { name: 'Open in the authenticator' }).getAttribute('href');
  return { service, user, code, link: link ?? '' };
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.getByRole('button', { name: 'Sign out here' }).click();
  await page.getByText('You are signed out').waitFor();
}
