import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { galleryStates } from '@halfminute/ui/gallery';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canRun, projectRoot } from '../../tools/requirements.ts';
import { buildGalleryPage } from '../gallery/build.ts';
import { play, type GalleryHands } from '../gallery/play.ts';
import { servePage, type ServedPage } from '../gallery/serve.ts';
import { openDesk, until, type Desk } from './desk.ts';
import { lookUp, type Role } from './page-lookup.ts';
import { startDriven, type ElementReference, type WebDriver } from './web-driver.ts';

/** WebKitGTK's own small browser: the engine of the window, with a page of our choice. */
const browser = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
const pictures = join(projectRoot, 'out', 'gallery-webkit');

/** `KeyboardEvent.key` to the characters of WebDriver ("Keyboard actions", normalised key values). */
const keys: Readonly<Record<string, string>> = {
  Control: '\uE009',
  Shift: '\uE008',
  Alt: '\uE00A',
  Enter: '\uE007',
  Escape: '\uE00C',
  Tab: '\uE004',
  Space: ' ',
  Delete: '\uE017',
  Backspace: '\uE003',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Home: '\uE011',
  End: '\uE010',
  F2: '\uE032',
};

// Paper is the printer's, which no window shows.
const states = galleryStates.filter(({ medium }) => medium !== 'print');

describe.runIf(canRun('gallery in WebKit', 'desk'))('every screen in the engine of the window', () => {
  let desk: Desk;
  let page: ServedPage;
  let driver: WebDriver;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    page = await servePage(await buildGalleryPage());
    desk = await openDesk();
    driver = await startDriven(desk, browser, ['--automation']);
    await driver.resize(420, 720);
  });
  afterAll(async () => {
    await driver.end();
    await desk.close();
    await page.close();
  });

  it.each(states)('$id: $title', async ({ id, steps, expects }) => {
    await driver.goTo(`${page.address}?state=${id}`);
    await until('the state stands', () => driver.run<boolean>('return document.querySelector("#root > *") !== null'));
    await play(hands, steps);
    if (expects !== '') {
      await hands.see(expects);
    }
    writeFileSync(join(pictures, `${id}.png`), await driver.picture());
    expect(await overflow()).toBe(0);
  });

  async function find(role: Role, name: string | RegExp): Promise<ElementReference> {
    let found: ElementReference | null = null;
    await until(`the ${role} ${name} is to be seen`, async () => (found = await lookUp(driver, role, name)) !== null);
    return found as unknown as ElementReference; // `until` has ended well
  }

  /** Pixels by which the page is wider than its window. */
  function overflow(): Promise<number> {
    return driver.run('return document.documentElement.scrollWidth - document.documentElement.clientWidth');
  }

  const hands: GalleryHands = {
    click: async (role, name) => driver.click(await find(role, name)),
    hover: async (role, name) => driver.hover(await find(role, containing(name))),
    type: async (into, text) => driver.run(fill, await find('field', into), text),
    press: (key) => driver.pressTogether(key.split('+').map((one) => keys[one] ?? one.toLowerCase())),
    async see(text) {
      await find('text', containing(text));
    },
    drag: (things, { isDropped }) => driver.run('window.gallery.drag(arguments[0], arguments[1])', things, isDropped),
    advance: (milliseconds) => driver.run('window.gallery.advance(arguments[0])', milliseconds),
  };
});

/** All at once, as a paste; React hears of it by the event alone. */
const fill = `
  const [field, text] = arguments;
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value');
  field.focus();
  set.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
`;

function containing(text: string): RegExp {
  return new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'u');
}
