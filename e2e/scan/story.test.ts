import { beforeAll, describe, expect, it } from 'vitest';
import { buildDesktop } from '../../tools/desktop-build.mjs';
import { canRun } from '../../tools/requirements.ts';
import { choosePassword, codeOnShow } from '../app-walk.ts';
import { inWords, tellFirstDay } from '../story/mail-to-case.ts';
import { startWorld } from '../story/world.ts';
import type { Film } from '../story/film.ts';
import { openDesk, type Desk } from '../desktop/desk.ts';
import { giveFocus, pressKeys, windowNamed } from '../desktop/keys.ts';
import { startThemeName } from '../desktop/system-theme.ts';
import { startWindow, type HalfminuteWindow } from '../desktop/window.ts';

/** What the sign-in page calls the platform, and her. */
const account = { service: 'Cases', user: 'ada@firm.example' };

describe.runIf(canRun('the story by scanning the screen', 'cargo', 'desk', 'chromium'))(
  'the story by scanning the screen',
  () => {
    beforeAll(async () => {
      if (process.env['HALFMINUTE_WINDOW'] === undefined) {
        await buildDesktop();
      }
    }, 1_800_000);

    it.each([
      { scale: 1, colours: 'light' },
      { scale: 1, colours: 'dark' },
      { scale: 2, colours: 'light' },
      { scale: 2, colours: 'dark' },
    ] as const)(
      'goes from the mail to a case, the page at $scale x, both sides $colours',
      async ({ scale, colours }) => {
        const [world, desk] = await Promise.all([
          startWorld(),
          openDesk({ width: 1400 * scale, height: 1000 * scale }),
        ]);
        let window: HalfminuteWindow | null = null;
        try {
          await startThemeName(desk, colours);
          const authenticator = await startWindow(desk);
          window = authenticator;
          await choosePassword(authenticator);
          expect(await themeOf(authenticator)).toBe(colours);
          const told = await tellFirstDay(
            world,
            {
              name: `scan-${scale}x-${colours}`,
              add: () => Promise.reject(new Error('Nothing is carried over where the screen is scanned.')),
              scan: (keep) => scanAndSave(desk, authenticator, keep),
              code: () => codeOnShow(authenticator, account),
              nextDay: async () => undefined,
            },
            { environment: desk.environment, scale, colours },
          );
          // The sign-in took the code of what was scanned, and no other was tried.
          const { userId } = world.ada.account;
          const kinds = (await world.service.services.audit.entries({ userId, limit: 100 })).map(({ kind }) => kind);
          expect(kinds).toContain('authenticator-added');
          expect(kinds).not.toContain('code-wrong');
          console.log(
            `by scanning, ${scale}x, ${colours}: from the mail to a case ${inWords(told.mailToCase)} and a look at the authenticator; ${told.pictures.length} pictures`,
          );
        } finally {
          await end(window, desk);
          await world.stop();
        }
      },
    );
  },
);

/** By the keyboard of the desk: a click of WebDriver waits for a window that is still there, and this one hides for its look. */
async function scanAndSave(desk: Desk, window: HalfminuteWindow, keep: Film['keep']): Promise<void> {
  await giveFocus(desk, await windowNamed(desk, 'Halfminute'));
  await window.driver.run('arguments[0].focus()', await window.find('button', /^Scan the screen/u));
  await pressKeys(desk, 'Return');
  await window.find('text', 'Filled in from the link.');
  keep('authenticator-scanned', await window.driver.picture());
  await window.press('Save and copy');
}

function themeOf(window: HalfminuteWindow): Promise<string> {
  return window.driver.run(`return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'`);
}

async function end(window: HalfminuteWindow | null, desk: Desk): Promise<void> {
  await window?.end();
  await desk.close();
}
