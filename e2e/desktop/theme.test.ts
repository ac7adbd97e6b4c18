import { expect, it } from 'vitest';
import { addAccount, choosePassword } from '../app-walk.ts';
import { type Desk, until } from './desk.ts';
import { inTheWindow } from './desktop-test.ts';
import { startPortal, startThemeName, type SystemTheme, type Theme } from './system-theme.ts';
import type { HalfminuteWindow } from './window.ts';

/** `--bg` of packages/theme, as a page computes it. */
const backgrounds = { light: 'rgb(246, 246, 244)', dark: 'rgb(23, 24, 26)' } as const;

interface Looks {
  /** What the web view takes the system for. */
  readonly system: Theme;
  /** How the page is painted. */
  readonly background: string;
}

function looksOf(window: HalfminuteWindow): Promise<Looks> {
  return window.driver.run(`
    const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    return { system, background: getComputedStyle(document.documentElement).backgroundColor };
  `);
}

/** Waits until it is so, and shows both sides where it does not become so. */
async function expectLooks(window: HalfminuteWindow, theme: Theme): Promise<void> {
  const wanted: Looks = { system: theme, background: backgrounds[theme] };
  await until(
    `the window is ${theme}`,
    async () => JSON.stringify(await looksOf(window)) === JSON.stringify(wanted),
  ).catch(async () => expect(await looksOf(window)).toEqual(wanted));
}

const ways: readonly [string, (desk: Desk, first: Theme) => Promise<SystemTheme>][] = [
  ['by the portal of settings', startPortal],
  ['by the name of the GTK theme, where there is no portal', startThemeName],
];

for (const [how, begin] of ways) {
  inTheWindow(`the theme of the system, told ${how}`, (desk, open) => {
    let system: SystemTheme;

    it('is followed while the window runs, there and back', async () => {
      system = await begin(desk(), 'light');
      const window = await open();
      await window.find('heading', 'Choose a password');
      await expectLooks(window, 'light');
      await system.turn('dark');
      await expectLooks(window, 'dark');
      await system.turn('light');
      await expectLooks(window, 'light');
    });

    it('is that of the window from its start', async () => {
      await system.turn('dark');
      const window = await open();
      await window.find('heading', 'Choose a password');
      await expectLooks(window, 'dark');
    });

    it('gives way to the theme that the user chose', async () => {
      const window = await open();
      await choosePassword(window);
      await addAccount(window);
      await window.press('More');
      await window.choose('Settings');
      await window.driver.click(await window.find('radio', 'Light'));
      await until('the page is light', async () => (await looksOf(window)).background === backgrounds.light);
      await system.turn('light');
      await until('the web view has heard of it', async () => (await looksOf(window)).system === 'light');
      await system.turn('dark');
      await until('the web view has heard of it', async () => (await looksOf(window)).system === 'dark');
      expect((await looksOf(window)).background).toBe(backgrounds.light);
    });
  });
}
