/**
 * `npm run story`: all the set-up, then the whole story from the mail to a released payment in Chromium, with our authenticator, oathtool and otpauth.
 * Prints the seconds from mail to case, and leaves the pictures in out/story. With `--write` the guides get theirs from it.
 *
 * `npm run story -- --scan`: the first day with the account scanned off the screen by the native window, beside a Chromium with windows of its own on
 * the same display, whose page is shown at one and two pixels a point, and both of them light and dark.
 *
 * `npm run story -- --open`: starts the service, the platform and the authenticator to be clicked through, with MFA just enabled for Ada.
 */
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { desktopPackages } from './desktop-build.mjs';
import { openBrowser } from './open-browser.mjs';
import { installDebianPackages, installNpmPackages, projectEnvironment, root, useProjectNode } from './setup.mjs';
import { command, createStages, vitest } from './stages.mjs';

installNpmPackages();
await useProjectNode(import.meta.filename);

/** What stands in docs/pictures, and the scene that it is a picture of. */
const guidePictures = {
  'story-mail.png': 'the-mail',
  'story-secure-account.png': 'trouble-scanning',
  'story-recovery-codes.png': 'recovery-codes',
  'story-one-time-code.png': 'next-day-code',
  'story-cases.png': 'the-cases',
};

if (process.argv.includes('--open')) {
  process.exitCode = await open();
} else if (process.argv.includes('--scan')) {
  installDebianPackages([...desktopPackages, 'chromium']);
  const stages = createStages();
  await stages.run('web app build', () => command('node', ['tools/start.mjs', '--build']));
  await stages.run('story by scanning', () => vitest(['--config', 'e2e/vitest.config.ts', 'e2e/scan']));
  process.exitCode = stages.finish();
  console.log('The pictures are in out/story.');
} else {
  installDebianPackages(['chromium', 'fonts-dejavu-core', 'oathtool']);
  const stages = createStages();
  await stages.run('web app build', () => command('node', ['tools/start.mjs', '--build']));
  await stages.run('story', () => vitest(['--config', 'e2e/vitest.config.ts', 'e2e/story/mail-to-case']));
  process.exitCode = stages.finish();
  console.log('The filmstrips are in out/story.');
  if (process.argv.includes('--write') && process.exitCode === 0) {
    writeGuidePictures();
  }
}

function writeGuidePictures() {
  const folder = join(root, 'out', 'story', 'halfminute');
  for (const [picture, scene] of Object.entries(guidePictures)) {
    const frame = readdirSync(folder).find((name) => name.endsWith(`-${scene}.png`));
    copyFileSync(join(folder, frame), join(root, 'docs', 'pictures', picture));
  }
}

/** Everything side by side, until Ctrl+C. */
async function open() {
  const running = [];
  const stop = () => running.filter((child) => child.exitCode === null).forEach((child) => child.kill('SIGINT'));
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, stop);
  }
  try {
    running.push(await start(['tools/sign-in.mjs', '--no-browser'], 'Both run until'));
    running.push(await start(['tools/start.mjs', '--no-browser'], 'Halfminute is at'));
    const ada = { user: 'ada@firm.example', password: 'three wet otters swim home' };
    const made = administer(
      ['users', 'create', ada.user, '--name', 'Ada Lovelace', '--mail', ada.user, '--password-stdin'],
      `${ada.password}\n`,
    );
    // She may be there from the last time; then her password is the same.
    if (made.status !== 0 && !/already|exists/i.test(made.stderr + made.stdout)) {
      throw new Error(made.stderr || made.stdout);
    }
    const required = administer(['require', 'account', ada.user, '--from', 'now'], '');
    if (required.status !== 0) {
      throw new Error(required.stderr || required.stdout);
    }
    const rows = [
      ['Her mail', 'http://localhost:6238/outbox'],
      ['The platform', 'http://localhost:6239'],
      ['The authenticator', 'http://127.0.0.1:4226'],
      ['User', ada.user],
      ['Password', ada.password],
      ['What to do next', 'Open the platform, sign in, press "Trouble scanning?", and carry the three lines over.'],
    ];
    console.log(`\n${rows.map(([what, value]) => `  ${what.padEnd(18)}${value}`).join('\n')}\n`);
    openBrowser('http://localhost:6239');
    const codes = await Promise.all(running.map(ended));
    return codes.every((code) => code === 0) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    stop();
    return 1;
  }
}

function administer(words, input) {
  return spawnSync(process.execPath, ['tools/sign-in.mjs', ...words, '--admin', 'npm run story'], {
    cwd: root,
    env: projectEnvironment(),
    input,
    encoding: 'utf8',
  });
}

/** Resolves once the program prints `ready`; rejects where it ends before. */
function start(args, ready) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: projectEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      console.log(line);
      if (line.includes(ready) || line.includes('already running')) {
        resolve(child);
      }
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code} before it was ready.`)));
  });
}

function ended(child) {
  return child.exitCode === null
    ? new Promise((resolve) => {
        child.once('exit', (code) => resolve(code ?? 0));
      })
    : child.exitCode;
}
