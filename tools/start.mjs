/**
 * `npm start`: all the set-up, and then something to click. With a display and the window built: the window. With a
 * display and Rust: the web app in the browser at once, while the window is built beside it, and then the window. Else
 * the web app, and its address printed. It is served on 127.0.0.1, at one port always: another port is another origin for
 * the browser, with another store, and the vault would seem lost.
 *
 * `--web`: the web app only; `--build`: only build it; `--no-browser`: do not open a browser.
 * Exit code 1 when neither could be shown, 0 when it was and ended, or runs already.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildDesktop, desktopProgram, hasRust, isDesktopCurrent } from './desktop-build.mjs';
import { openBrowser } from './open-browser.mjs';
import { describePortHolder } from './port-holder.mjs';
import { startServer } from './serve.mjs';
import { askIdentity, createIdentity } from './server-identity.mjs';
import { installNpmPackages, root, useProjectNode } from './setup.mjs';
import { buildWebApp, webFolder } from './web-build.mjs';

const port = 4226;
const address = `http://127.0.0.1:${port}/`;
const flags = new Set(process.argv.slice(2));
/** Ctrl+C, or the end of npm: the server, a build and the window all end. */
const ending = new AbortController();

try {
  installNpmPackages();
  await useProjectNode(import.meta.filename);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => ending.abort());
  }
  await show();
} catch (error) {
  if (!ending.signal.aborted) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

async function show() {
  const wantsWindow = hasDisplay() && !flags.has('--web') && !flags.has('--build');
  if (wantsWindow && isDesktopCurrent()) {
    return await openWindow();
  }
  buildWebApp();
  if (flags.has('--build')) {
    return;
  }
  const buildsWindow = wantsWindow && hasRust();
  try {
    await serve();
  } catch (error) {
    if (!buildsWindow) {
      throw error;
    }
    console.error(error instanceof Error ? error.message : error);
  }
  if (buildsWindow) {
    await buildWindowBeside();
  } else if (wantsWindow) {
    console.log('For a window of its own instead of a browser tab: install Rust (https://rustup.rs), and start again.');
  }
}

function hasDisplay() {
  return process.platform === 'linux'
    ? Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY)
    : process.platform === 'darwin' || process.platform === 'win32';
}

/** Ends with the window: closed, or hidden in the tray and quit from there. */
async function openWindow() {
  ending.signal.throwIfAborted();
  console.log('Halfminute opens its window. It runs until you quit it, or press Ctrl+C here.');
  // In a group of its own: a terminal would send it Ctrl+C beside our signal, and the second of two ends it out of order.
  const child = spawn(desktopProgram, { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
  ending.signal.addEventListener('abort', () => child.kill());
  const [code] = await once(child, 'exit');
  if (code !== 0 && !ending.signal.aborted) {
    throw new Error(`The window ended with ${code}. "npm run web" shows the same in a browser.`);
  }
}

/** The web app is being served meanwhile, and stays so whatever becomes of the window: a tab may be open. */
async function buildWindowBeside() {
  try {
    await buildDesktop({ signal: ending.signal });
  } catch (error) {
    if (ending.signal.aborted) {
      return;
    }
    console.error(error instanceof Error ? error.message : error);
    return;
  }
  console.log(
    'The window is ready. It keeps a vault file of its own: what you made in the browser stays there, and a backup brings it over.',
  );
  await openWindow();
}

async function serve() {
  const { version } = JSON.parse(readFileSync(join(root, 'apps', 'web', 'package.json'), 'utf8'));
  const identity = createIdentity({ version, folder: root });
  let server;
  try {
    server = await startServer({ folder: webFolder, port, identity });
  } catch (error) {
    if (error.code !== 'EADDRINUSE') {
      throw error;
    }
    return joinRunningServer(identity);
  }
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  // It may have come while the web app was built, which nothing interrupts.
  if (ending.signal.aborted) {
    return stop();
  }
  ending.signal.addEventListener('abort', stop);
  console.log(`Halfminute is at ${address}`);
  console.log('It runs until you press Ctrl+C here.');
  showInBrowser();
}

/** Somebody holds our port: ourselves, who started earlier, or a stranger. */
async function joinRunningServer(identity) {
  const running = await askIdentity({ port, key: identity.key });
  if (running === null) {
    throw new Error(
      `Port ${port} is taken by ${describePortHolder(port)}.\n` +
        `End that program and start again. Another port will not do: in a browser it would be another, empty store of codes.`,
    );
  }
  console.log(`Halfminute ${running.version} runs already, at ${address}`);
  if (running.project !== identity.project) {
    console.log('It was started from another folder. To see this one, end that one first.');
  }
  showInBrowser();
}

function showInBrowser() {
  if (!flags.has('--no-browser')) {
    openBrowser(address);
  }
}
