/**
 * The web app's server: the files of one folder, read-only, on 127.0.0.1 alone.
 *
 * Host is checked on every request: a name that an attacker lets point at 127.0.0.1 must not reach the page (DNS rebinding), and
 * `localhost` is another origin, so that its vault would be another one.
 */
import { readFileSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join, posix, relative, sep } from 'node:path';
import { answerIdentity, identityPath } from './server-identity.mjs';
import { root } from './setup.mjs';

const host = '127.0.0.1';

/** What every response carries; whoever hosts the web app elsewhere sends the same. */
const responseHeaders = JSON.parse(readFileSync(join(root, 'apps/web/response-headers.json'), 'utf8'));

const contentTypes = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
};

/**
 * Serves `folder` on 127.0.0.1:`port`. Answers the server once it listens; rejects with the system's error (EADDRINUSE) when it cannot.
 * `identity` is what it says of itself, see server-identity.mjs.
 */
export function startServer({ folder, port, identity }) {
  const server = createServer(async (request, response) => {
    const ownHost = `${host}:${server.address().port}`;
    const {
      status,
      headers = {},
      body = '',
    } = await answer(request, { folder, ownHost, identity }).catch(() => plainText(500, 'The file could not be read.'));
    const bytes = Buffer.from(body);
    response.writeHead(status, { ...responseHeaders, ...headers, 'Content-Length': bytes.length });
    response.end(request.method === 'HEAD' ? undefined : bytes);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

async function answer(request, { folder, ownHost, identity }) {
  const asked = request.headers.host?.toLowerCase();
  const port = ownHost.split(':')[1];
  if (asked === `localhost:${port}`) {
    return plainText(308, `Halfminute is at http://${ownHost}/`, {
      Location: `http://${ownHost}${safeTarget(request.url)}`,
    });
  }
  if (asked !== ownHost) {
    return plainText(421, `This server is http://${ownHost}/ and answers to no other name.`);
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return plainText(405, 'Only GET and HEAD.', { Allow: 'GET, HEAD' });
  }
  const path = requestPath(request.url);
  if (path === identityPath) {
    return answerIdentity(request.url, identity);
  }
  return answerFile(folder, path);
}

/**
 * Only what the folder's own listing names is served, so that no spelling of a path leads out of it. Listed anew each time: the app may be
 * built again while we serve.
 */
async function answerFile(folder, path) {
  const wanted = path === '/' ? 'index.html' : path?.slice(1);
  if (!(await listFiles(folder)).includes(wanted)) {
    return plainText(404, 'There is no such page.');
  }
  const isHashed = wanted.startsWith('assets/');
  return {
    status: 200,
    headers: {
      'Content-Type': contentTypes[posix.extname(wanted)] ?? 'application/octet-stream',
      'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
    body: await readFile(join(folder, wanted)),
  };
}

/** Paths of the plain files under `folder`, with `/`; neither links nor names that begin with a dot. */
async function listFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter((path) => !path.split('/').some((name) => name.startsWith('.')));
}

/** The path of a request's target, decoded; null when it is not one. */
function requestPath(target) {
  try {
    return decodeURIComponent(target.split('?')[0]);
  } catch {
    return null;
  }
}

/** `//elsewhere.example/` after our own address would still be our own; anything that does not begin with a slash would not. */
function safeTarget(target) {
  return target.startsWith('/') ? target : '/';
}

function plainText(status, text, headers = {}) {
  return {
    status,
    headers: { 'Content-Type': contentTypes['.txt'], 'Cache-Control': 'no-store', ...headers },
    body: `${text}\n`,
  };
}
