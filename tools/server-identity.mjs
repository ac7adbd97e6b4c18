/**
 * How `npm start` knows that the program on its port is its own: it asks with a random number, and the answer is that number's HMAC
 * under a key that only this user's programs can read. Another program, or another user's, would otherwise be opened as Halfminute
 * and be told the password.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

export const identityPath = '/.well-known/halfminute';
const challengePattern = /^[0-9a-f]{64}$/;

/** What a server says of itself: the version it serves and, hashed, the folder of the project that it serves it from. */
export function createIdentity({ version, folder }) {
  return { key: readOrMakeKey(), version, project: createHash('sha256').update(folder).digest('hex') };
}

export function answerIdentity(target, { key, version, project }) {
  const challenge = new URL(target, 'http://127.0.0.1').searchParams.get('challenge') ?? '';
  const isAsked = challengePattern.test(challenge);
  const body = {
    name: 'halfminute-web',
    version,
    project,
    ...(isAsked && { proof: prove(key, { challenge, version, project }) }),
  };
  return {
    status: 200,
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
    body: JSON.stringify(body),
  };
}

/** Asks the program on 127.0.0.1:`port`. Answers `{ version, project }` when it is a Halfminute of this user, else null. */
export async function askIdentity({ port, key }) {
  const challenge = randomBytes(32).toString('hex');
  try {
    const { name, version, project, proof } = JSON.parse(
      await get({ port, path: `${identityPath}?challenge=${challenge}` }),
    );
    const expected = Buffer.from(prove(key, { challenge, version, project }));
    const given = Buffer.from(String(proof));
    const isOurs = name === 'halfminute-web' && given.length === expected.length && timingSafeEqual(given, expected);
    return isOurs ? { version, project } : null;
  } catch {
    return null;
  }
}

function prove(key, { challenge, version, project }) {
  return createHmac('sha256', key)
    .update(JSON.stringify(['halfminute-web', challenge, version, project]))
    .digest('hex');
}

function get({ port, path }) {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, timeout: 2000, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part) => {
        text += part;
        if (text.length > 10_000) {
          asking.destroy(new Error('too long an answer'));
        }
      });
      response.on('end', () => resolve(text));
      response.on('error', reject);
    });
    asking.on('timeout', () => asking.destroy(new Error('no answer')));
    asking.on('error', reject);
    asking.end();
  });
}

/** The key of this user, made at the first start. Where it cannot be kept it lives as long as this process. */
function readOrMakeKey() {
  const file = join(stateFolder(), 'web-server-key');
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    try {
      writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
    } catch {
      // It is there already, or cannot be written, which the reading shows.
    }
    const key = readFileSync(file, 'utf8');
    return challengePattern.test(key) ? key : randomBytes(32).toString('hex');
  } catch {
    return randomBytes(32).toString('hex');
  }
}

/** Where this system's users' programs keep what may be lost. */
function stateFolder() {
  if (process.platform === 'win32') {
    return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Halfminute');
  }
  if (process.platform === 'darwin') {
    return join(homedir(), 'Library', 'Application Support', 'Halfminute');
  }
  return join(process.env.XDG_STATE_HOME ?? join(homedir(), '.local', 'state'), 'halfminute');
}
