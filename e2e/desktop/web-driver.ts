import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Desk } from './desk.ts';
import { until } from './desk.ts';

/** As much of WebDriver (W3C, "WebDriver", level 2) as the tests need. */
export interface WebDriver {
  /** Of the program that it drives. */
  readonly processId: number;
  /** Runs the body of a function in the page; its answer crosses as JSON, an element as an {@link ElementReference}. */
  run<Answer>(body: string, ...args: readonly unknown[]): Promise<Answer>;
  click(element: ElementReference): Promise<void>;
  type(element: ElementReference, text: string): Promise<void>;
  goTo(url: string): Promise<void>;
  /** Presses a key with its modifiers, such as `['\\uE009', 'k']` (WebDriver, "Keyboard actions"): down in this order, up in the other. */
  pressTogether(keys: readonly string[]): Promise<void>;
  /** The pointer rests over it. */
  hover(element: ElementReference): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  /** A PNG of the page. */
  picture(): Promise<Buffer>;
  /** Ends the session, and the program with it. */
  end(): Promise<void>;
}

/** The key under which an element crosses (WebDriver, "Elements"). */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
export type ElementReference = Readonly<Record<typeof elementKey, string>>;

/** Starts the program under WebKitWebDriver, which must find its first window within half a minute. */
export async function startDriven(desk: Desk, program: string, args: readonly string[]): Promise<WebDriver> {
  const port = await freePort();
  const driver = desk.start('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    // Lets the web view of a Tauri program be driven.
    TAURI_WEBVIEW_AUTOMATION: 'true',
  });
  const origin = `http://127.0.0.1:${port}`;
  await until('WebKitWebDriver answers', () =>
    fetch(`${origin}/status`).then(
      (answer) => answer.ok,
      () => false,
    ),
  );
  const { sessionId } = await ask<{ sessionId: string }>('POST', `${origin}/session`, {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: program, args } } },
  });
  const session = `${origin}/session/${sessionId}`;
  const processId = onlyChildOf(driver.pid);
  return {
    processId,
    run: (body, ...given) => ask('POST', `${session}/execute/sync`, { script: body, args: given }),
    click: (element) =>
      patiently(() => ask('POST', `${session}/element/${element[elementKey]}/click`, {}), 'element click intercepted'),
    type: (element, text) => ask('POST', `${session}/element/${element[elementKey]}/value`, { text }),
    goTo: (url) => ask('POST', `${session}/url`, { url }),
    async pressTogether(keys) {
      const actions = [
        ...keys.map((value) => ({ type: 'keyDown', value })),
        ...keys.toReversed().map((value) => ({ type: 'keyUp', value })),
      ];
      await ask('POST', `${session}/actions`, { actions: [{ type: 'key', id: 'keyboard', actions }] });
    },
    async hover(element) {
      const move = { type: 'pointerMove', duration: 0, origin: element, x: 0, y: 0 };
      const pointer = { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions: [move] };
      await ask('POST', `${session}/actions`, { actions: [pointer] });
    },
    resize: (width, height) => ask('POST', `${session}/window/rect`, { width, height }),
    async picture() {
      await ask('POST', `${session}/execute/sync`, { script: keepPainting, args: [] });
      return Buffer.from(await ask<string>('GET', `${session}/screenshot`), 'base64');
    },
    async end() {
      // The session's end closes the page and not the program, which may be gone already: killed, or quit by itself.
      await ask('DELETE', session).catch(() => null);
      stop(processId);
      await until('the program has ended', () => !existsSync(`/proc/${processId}`));
      driver.kill();
      if (driver.exitCode === null && driver.signalCode === null) {
        await once(driver, 'exit');
      }
    },
  };
}

/**
 * WebKit takes a picture when it paints next, and a page at rest paints nothing: half of the pictures of a locked window were never answered.
 * For three seconds this changes what nobody sees.
 */
const keepPainting = `
  let times = 0;
  const { style } = document.documentElement;
  const timer = setInterval(() => {
    times += 1;
    style.outline = (times % 2) + 'px solid transparent';
    if (times === 60) {
      clearInterval(timer);
      style.removeProperty('outline');
    }
  }, 50);`;

/** What lies over an element for a moment, such as a menu that is closing, is waited for, as its user would. */
async function patiently<Answer>(act: () => Promise<Answer>, error: string): Promise<Answer> {
  for (let left = 20; ; left -= 1) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- again and again
      return await act();
    } catch (problem) {
      if (left === 0 || !String(problem).includes(error)) {
        throw problem;
      }
      // oxlint-disable-next-line no-await-in-loop -- as above
      await sleep(100);
    }
  }
}

async function ask<Answer>(method: string, url: string, body?: unknown): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  const { value } = (await answer.json()) as { value: unknown };
  if (!answer.ok) {
    const { error, message } = value as { error: string; message: string };
    throw new Error(`${error}: ${message}`);
  }
  return value as Answer; // the caller knows what its command answers
}

/** What the driver started is the program. */
function onlyChildOf(parent: number | undefined): number {
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ');
  if (children.length !== 1 || children[0] === undefined || children[0] === '') {
    throw new Error(`WebKitWebDriver has ${children.length} children, not the program alone`);
  }
  return Number(children[0]);
}

function stop(processId: number): void {
  try {
    process.kill(processId);
  } catch {
    // It has ended already.
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('no free port was found');
  }
  return address.port;
}
