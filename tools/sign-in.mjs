/**
 * `npm run sign-in`: all the set-up, then the sign-in service on http://localhost:6238 and the example platform on http://localhost:6239, with a first
 * administrator. Everything they keep is in out/sign-in; delete that folder to begin anew.
 *
 * `--no-browser`: do not open a browser. With any other words it is the administrator's command line: `npm run -s sign-in -- users list`.
 * Exit code 1 when a part could not be started; of a command its own.
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openBrowser } from './open-browser.mjs';
import { describePortHolder } from './port-holder.mjs';
import { installNpmPackages, projectEnvironment, root, useProjectNode } from './setup.mjs';

const service = { name: 'The sign-in service', port: 6238, address: 'http://localhost:6238' };
const platform = { name: 'The platform', port: 6239, address: 'http://localhost:6239' };
const folder = join(root, 'out', 'sign-in');
const firstUser = 'admin';

const words = process.argv.slice(2);
const isCommand = words.some((word) => word !== '--no-browser');

try {
  installNpmPackages();
  await useProjectNode(import.meta.filename);
  process.exitCode = isCommand ? runCommand(words, { stdio: 'inherit' }).status : await startBoth();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** Whoever set up the environment of a service means that one; whoever set nothing means the one that this command starts. */
function environment() {
  const isSet = Object.keys(process.env).some((name) => name.startsWith('HALFMINUTE_'));
  if (isSet) {
    return projectEnvironment();
  }
  return {
    ...projectEnvironment(),
    HALFMINUTE_MODE: 'development',
    HALFMINUTE_CLIENTS: writeClients(),
    HALFMINUTE_PLATFORM_URL: platform.address,
  };
}

function runCommand(args, options) {
  return spawnSync(process.execPath, [...nodeFlags(), join(root, 'apps/sign-in/src/admin/main.ts'), ...args], {
    cwd: root,
    env: environment(),
    ...options,
  });
}

function nodeFlags() {
  return [
    '--conditions=@halfminute/source',
    '--disable-warning=ExperimentalWarning',
    '--import',
    join(root, 'tools/tsx.mjs'),
  ];
}

async function startBoth() {
  const first = ensureFirstAdmin();
  const running = [
    await startProgram(service, join(root, 'apps/sign-in/src/main.ts'), environment()),
    await startProgram(platform, join(root, 'examples/cases/src/main.ts'), {
      ...projectEnvironment(),
      CASES_ISSUER: service.address,
      CASES_CLIENT_ID: 'cases',
      CASES_CLIENT_SECRET: clientSecret(),
      CASES_DATABASE: join(folder, 'cases.db'),
      CASES_LISTEN: `127.0.0.1:${platform.port}`,
    }),
  ];
  const rows = [
    ['The platform', platform.address],
    ['Sign-in', service.address],
    ['Mails', `${service.address}/outbox`],
    ['User', firstUser],
    ['Password', first.password],
    ['Commands', 'npm run -s sign-in -- help'],
  ];
  console.log(`\n${rows.map(([what, value]) => `  ${what.padEnd(14)}${value}`).join('\n')}\n`);
  console.log('Open the platform and sign in. Both run until you press Ctrl+C here.');
  if (!words.includes('--no-browser')) {
    openBrowser(platform.address);
  }
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => running.forEach((child) => child.kill('SIGTERM')));
  }
  const codes = await Promise.all(running.map((child) => ended(child, running)));
  return codes.every((code) => code === 0) ? 0 : 1;
}

/** Answers the exit code; where one of both ends, the other is of no use. */
function ended(child, all) {
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      all.filter((other) => other.exitCode === null).forEach((other) => other.kill('SIGTERM'));
      resolve(code ?? 0);
    });
  });
}

/** Resolves once the program says that it listens; rejects with what it printed where it ends before. */
function startProgram({ name, port }, file, env) {
  const child = spawn(process.execPath, [...nodeFlags(), file], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  child.stderr.on('data', (chunk) => {
    said.push(String(chunk));
    process.stderr.write(chunk);
  });
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(line);
      console.log(line);
      if (/"event":"listening"|listens on/.test(line)) {
        resolve(child);
      }
    });
    child.once('error', reject);
    child.once('exit', () =>
      reject(
        new Error(
          /EADDRINUSE/.test(said.join('\n'))
            ? `Port ${port} is taken by ${describePortHolder(port)}. End that program and start again.`
            : `${name} did not start; what it printed stands above.`,
        ),
      ),
    );
  });
}

/** The platform, as the service knows it. Its secret is made once and stays in this folder. */
function writeClients() {
  const file = join(folder, 'clients.json');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(file)) {
    const client = {
      id: 'cases',
      name: 'Cases',
      secret: randomBytes(32).toString('hex'),
      redirectUris: [`${platform.address}/callback`],
      postLogoutRedirectUris: [`${platform.address}/signed-out`],
      backchannelLogoutUri: `${platform.address}/backchannel-logout`,
      initiateLoginUri: `${platform.address}/sign-in`,
    };
    writeFileSync(file, `${JSON.stringify([client], null, 2)}\n`, { mode: 0o600 });
  }
  return file;
}

function clientSecret() {
  return JSON.parse(readFileSync(writeClients(), 'utf8'))[0].secret;
}

/** Makes the first account once. Its password is for this computer only, and stays in this folder. */
function ensureFirstAdmin() {
  const file = join(folder, 'first-admin.json');
  // The password of an account is of no use once the database with it is gone.
  if (existsSync(file) && existsSync(join(folder, 'sign-in.db'))) {
    return JSON.parse(readFileSync(file, 'utf8'));
  }
  mkdirSync(folder, { recursive: true });
  const password = newPassword();
  const made = runCommand(
    [
      'users',
      'create',
      firstUser,
      '--name',
      'First Admin',
      '--mail',
      'admin@hartwell-moss.example',
      '--as-admin',
      '--password-stdin',
      '--admin',
      'npm run sign-in',
    ],
    { input: `${password}\n`, encoding: 'utf8' },
  );
  if (made.status !== 0) {
    throw new Error(`The first account could not be made: ${made.stderr || made.stdout}`);
  }
  const first = { user: firstUser, password };
  writeFileSync(file, `${JSON.stringify(first)}\n`, { mode: 0o600 });
  return first;
}

/** Twenty letters and figures that nobody mixes up: about 97 bits. */
function newPassword() {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const groups = Array.from({ length: 4 }, () =>
    Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join(''),
  );
  return groups.join('-');
}
