import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { desktopProgram } from '../../tools/desktop-build.mjs';
import { projectRoot } from '../../tools/requirements.ts';
import type { Desk } from './desk.ts';
import { until } from './desk.ts';
import { lookUp, nameOf, type Role } from './page-lookup.ts';
import { type ElementReference, startDriven, type WebDriver } from './web-driver.ts';

/** The built window, or another program that is one, such as an installed package's. */
export const windowProgram: string = process.env['HALFMINUTE_WINDOW'] ?? desktopProgram;

/** The page in the real window, by the words and roles that its users have. */
export interface HalfminuteWindow {
  readonly driver: WebDriver;
  /** Waits until it is to be seen. */
  find(role: Role, name: string | RegExp): Promise<ElementReference>;
  sees(role: Role, name: string | RegExp): Promise<boolean>;
  press(name: string | RegExp): Promise<void>;
  choose(menuItem: string): Promise<void>;
  toggle(name: string | RegExp): Promise<void>;
  fill(field: string, text: string): Promise<void>;
  /** What a screen reader calls it. */
  nameOf(role: Role, name: RegExp): Promise<string>;
  /** All that is written in the page. */
  text(): Promise<string>;
  /** Ends the program. */
  end(): Promise<void>;
}

/** Starts the program in its window. */
export async function startWindow(
  desk: Desk,
  args: readonly string[] = [],
  program: string = windowProgram,
): Promise<HalfminuteWindow> {
  const driver = await startDriven(desk, program, args);
  const look = (role: Role, name: string | RegExp): Promise<ElementReference | null> => lookUp(driver, role, name);

  const find = async (role: Role, name: string | RegExp): Promise<ElementReference> => {
    let element: ElementReference | null = null;
    try {
      await until(`the ${role} ${name} is to be seen`, async () => (element = await look(role, name)) !== null);
    } catch (error) {
      throw new Error(`${String(error)}; the window shows:\n${await keepPicture(driver)}`, { cause: error });
    }
    return element as unknown as ElementReference; // `until` has ended well
  };

  return {
    driver,
    find,
    sees: async (role, name) => (await look(role, name)) !== null,
    press: async (name) => driver.click(await find('button', name)),
    choose: async (name) => driver.click(await find('menuitem', name)),
    toggle: async (name) => driver.click(await find('switch', name)),
    fill: async (field, text) => driver.type(await find('field', field), text),
    async nameOf(role, name) {
      await find(role, name);
      return nameOf(driver, role, name);
    },
    text: () => textOf(driver),
    end: () => driver.end(),
  };
}

function textOf(driver: WebDriver): Promise<string> {
  return driver.run<string>('return document.body.innerText');
}

/** Keeps a picture of what went wrong in out/desktop; answers the page's text. */
async function keepPicture(driver: WebDriver): Promise<string> {
  const folder = join(projectRoot, 'out', 'desktop');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'not-found.png'), await driver.picture());
  return textOf(driver);
}
