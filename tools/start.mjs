/**
 * `npm start`: all the set-up, then the web app on 127.0.0.1, at one port always: another port is another origin for the browser, with
 * another store, and the vault would seem lost.
 *
 * `--web`: the web app (the only face so far); `--build`: only build it; `--no-browser`: do not open a browser.
 * Exit code 1 when the app could not be built or served, 0 when it was served and ended, or runs already.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from './open-browser.mjs';
import { describePortHolder } from './port-holder.mjs';
import { startServer } from './serve.mjs';
import { askIdentity, createIdentity } from './server-identity.mjs';
import { installNpmPackages, root, useProjectNode } from './setup.mjs';
import { buildWebApp, webFolder } from './web-build.mjs';

const port = 4226;
const address = `http://127.0.0.1:${port}/`;
const flags = new Set(process.argv.slice(2));

try {
  installNpmPackages();
  await useProjectNode(import.meta.filename);
  buildWebApp();
  if (!flags.has('--build')) {
    await serve();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
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
  console.log(`Halfminute is at ${address}`);
  console.log('It runs until you press Ctrl+C here.');
  showInBrowser();
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
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
