import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { desktopProgram } from '../../tools/desktop-build.mjs';
import { projectRoot } from '../../tools/requirements.ts';
import type { Desk } from './desk.ts';
import { until } from './desk.ts';
import { type ElementReference, startDriven, type WebDriver } from './web-driver.ts';

/** The built window, or another program that is one, such as an installed package's. */
export const windowProgram: string = process.env['HALFMINUTE_WINDOW'] ?? desktopProgram;

export type Role = 'button' | 'field' | 'heading' | 'menuitem' | 'text';

/** The page in the real window, by the words and roles that its users have. */
export interface HalfminuteWindow {
  readonly driver: WebDriver;
  /** Waits until it is to be seen. */
  find(role: Role, name: string | RegExp): Promise<ElementReference>;
  sees(role: Role, name: string | RegExp): Promise<boolean>;
  press(name: string | RegExp): Promise<void>;
  choose(menuItem: string): Promise<void>;
  fill(field: string, text: string): Promise<void>;
  /** What a screen reader calls it. */
  nameOf(role: Role, name: RegExp): Promise<string>;
  /** All that is written in the page. */
  text(): Promise<string>;
  /** Ends the program. */
  end(): Promise<void>;
}

/** Starts the program in its window. */
export async function startWindow(desk: Desk, args: readonly string[] = []): Promise<HalfminuteWindow> {
  const driver = await startDriven(desk, windowProgram, args);
  const look = (role: Role, name: string | RegExp): Promise<ElementReference | null> =>
    driver.run<ElementReference | null>(`${lookup}; return found[0]?.element ?? null`, role, ...pattern(name));

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
    fill: async (field, text) => driver.type(await find('field', field), text),
    async nameOf(role, name) {
      await find(role, name);
      return driver.run<string>(`${lookup}; return found[0]?.name ?? ''`, role, ...pattern(name));
    },
    text: () => textOf(driver),
    end: () => driver.end(),
  };
}

function pattern(name: string | RegExp): readonly [string, string] {
  return typeof name === 'string'
    ? [`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`, 'u']
    : [name.source, name.flags];
}

/** Finds what is to be seen by role and accessible name. A part of a script with the arguments role, pattern, flags. */
const lookup = `
  const [role, source, flags] = arguments;
  const selectors = {
    button: 'button, [role="button"]',
    field: 'input, textarea',
    heading: 'h1, h2, h3, [role="heading"]',
    menuitem: '[role="menuitem"]',
    text: 'p, span, [role="alert"], [role="status"], div',
  };
  const written = (element) => (element.textContent ?? '').replace(/\\s+/g, ' ').trim();
  const nameOf = (element) =>
    element.getAttribute('aria-label') ??
    (element.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean)
      .map((id) => document.getElementById(id)).filter(Boolean).map(written).join(' ')
      .concat(...[...(element.labels ?? [])].filter(() => !element.hasAttribute('aria-labelledby')).map(written));
  const pattern = new RegExp(source, flags);
  const found = [...document.querySelectorAll(selectors[role])]
    .filter((element) => element.getClientRects().length > 0 && element.closest('[inert], [aria-hidden="true"]') === null)
    .map((element) => ({ element, name: nameOf(element) || written(element) }))
    .filter(({ name }) => pattern.test(name))
`;

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
