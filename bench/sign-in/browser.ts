import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';

/** Just enough of a browser for a load script: cookies, redirects, forms. One for each sign-in, so that none knows the last one. */
export interface Browser {
  /** One request, no redirect followed; `form` makes it a POST. */
  send(
    url: string,
    form?: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  /** The same for a service that speaks JSON. */
  sendJson(url: string, body: unknown): Promise<Answer>;
}

export interface Answer {
  readonly url: string;
  readonly status: number;
  readonly location: string | null;
  /** The header Retry-After, as it came. */
  readonly retryAfter: string | null;
  readonly body: string;
}

/** An answer that a sign-in does not go on from. */
export class UnexpectedAnswerError extends Error {
  readonly status: number;
  readonly retryAfter: string | null;

  constructor({ url, status, retryAfter, body }: Answer) {
    super(`${url} answered ${status}: ${body.slice(0, 300)}`);
    this.name = 'UnexpectedAnswerError';
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

/** Connections are kept by whoever runs many sign-ins one after another, as a proxy in front of the service would. */
export function createBrowser(
  agent: Agent,
  /** Where to connect instead of to the address itself, as a proxy would, and under which host's name. */
  through: { readonly connectTo: string; readonly host: string } | null = null,
): Browser {
  const cookies = new Map<string, Cookie>();
  const send = async (
    url: string,
    {
      body,
      type,
      headers = null,
    }: { body: string | null; type: string; headers?: Readonly<Record<string, string>> | null },
  ): Promise<Answer> => {
    const target = new URL(url);
    // Whoever sets headers of its own is a program, which has no page that it comes from.
    const page = headers === null;
    const answer = await exchange(
      agent,
      through === null ? target : new URL(target.pathname + target.search, through.connectTo),
      {
        method: body === null ? 'GET' : 'POST',
        headers: {
          accept: 'text/html',
          ...(through === null ? {} : { host: through.host }),
          cookie: [...cookies.values()]
            .filter(({ path }) => target.pathname.startsWith(path))
            .map(({ name, value }) => `${name}=${value}`)
            .join('; '),
          ...(body === null
            ? {}
            : {
                'content-type': type,
                'content-length': String(Buffer.byteLength(body)),
                ...(page ? { origin: target.origin, 'sec-fetch-site': 'same-origin' } : {}),
              }),
          ...headers,
        },
        body,
      },
    );
    for (const line of answer.message.headers['set-cookie'] ?? []) {
      keep(cookies, line);
    }
    const { location } = answer.message.headers;
    return {
      url,
      status: answer.message.statusCode ?? 0,
      location: location === undefined ? null : new URL(location, url).href,
      retryAfter: answer.message.headers['retry-after'] ?? null,
      body: answer.text,
    };
  };
  return {
    send: (url, form, headers) =>
      send(url, {
        body: form === undefined ? null : new URLSearchParams(form).toString(),
        type: 'application/x-www-form-urlencoded',
        ...(headers === undefined ? {} : { headers }),
      }),
    sendJson: (url, body) => send(url, { body: JSON.stringify(body), type: 'application/json' }),
  };
}

/** Follows redirects within a service whose addresses begin like this; one that leaves it is the end, and so is a page. */
export async function follow(browser: Browser, answer: Answer, within: string): Promise<Answer> {
  let last = answer;
  for (let hop = 0; hop < mostHops && last.location?.startsWith(`${within}/`) === true; hop++) {
    last = await browser.send(last.location);
  }
  if (last.location === null && last.status !== 200) {
    throw new UnexpectedAnswerError(last);
  }
  return last;
}

/** More is a loop. */
const mostHops = 6;

/**
 * Lets go of an idle connection half a minute before the server says it will: a request that meets a server's closing is reset and cannot be told from
 * one that was begun, so no proxy sends a form again.
 */
export function createConnections(most: number): Agent {
  return new Agent({ keepAlive: true, maxSockets: most, agentKeepAliveTimeoutBuffer: 30_000 });
}

function exchange(
  agent: Agent,
  target: URL,
  { method, headers, body }: { method: string; headers: Record<string, string>; body: string | null },
): Promise<{ message: IncomingMessage; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(target, { agent, method, headers }, (message) => {
      const parts: Buffer[] = [];
      message.on('data', (part: Buffer) => parts.push(part));
      message.on('end', () => resolve({ message, text: Buffer.concat(parts).toString('utf8') }));
      message.on('error', reject);
    });
    sent.on('error', (error) => {
      error.message += sent.reusedSocket ? ' on a connection used before' : ' on a fresh connection';
      reject(error);
    });
    sent.end(body ?? undefined);
  });
}

function keep(cookies: Map<string, Cookie>, line: string): void {
  const [pair = '', ...attributes] = line.split(';').map((text) => text.trim());
  const equals = pair.indexOf('=');
  const cookie = {
    name: pair.slice(0, equals),
    value: pair.slice(equals + 1),
    path: attributes.find((part) => part.toLowerCase().startsWith('path='))?.slice(5) ?? '/',
  };
  const key = `${cookie.name} ${cookie.path}`;
  if (cookie.value === '' || attributes.some((part) => /^(?:max-age=0|expires=thu, 01 jan 1970)/i.test(part))) {
    cookies.delete(key);
  } else {
    cookies.set(key, cookie);
  }
}

export interface HtmlForm {
  readonly action: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** The first form of a page with a field of this name; its values as the page gave them. */
export function formWith(field: string, { body, url }: Answer): HtmlForm {
  for (const [, attributes = '', inside = ''] of body.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)) {
    const fields = new Map<string, string>();
    for (const [input] of inside.matchAll(/<input\b[^>]*>/gi)) {
      const name = attribute(input, 'name');
      if (name !== null && attribute(input, 'type') !== 'checkbox') {
        fields.set(name, attribute(input, 'value') ?? '');
      }
    }
    if (fields.has(field)) {
      return { action: new URL(attribute(attributes, 'action') ?? url, url).href, fields };
    }
  }
  throw new Error(`The page at ${url} has no form with the field ${field}.`);
}

function attribute(tag: string, name: string): string | null {
  const value = new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(tag)?.[1];
  return value === undefined
    ? null
    : value
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&');
}
