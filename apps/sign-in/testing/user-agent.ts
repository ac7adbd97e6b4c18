import { Agent, request as httpRequest } from 'node:http';
import { Agent as TlsAgent, request as httpsRequest } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import { createCookieJar } from './cookie-jar.ts';
import type { Cookie, CookieJar } from './cookie-jar.ts';
import { readForms, readLinks, readText } from './html-forms.ts';
import type { HtmlForm } from './html-forms.ts';

/** What came back, after all redirects that stay within the service. */
export interface Answer {
  readonly status: number;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly forms: readonly HtmlForm[];
  readonly links: readonly { readonly href: string; readonly text: string }[];
  /** The page as it is read. */
  readonly text: string;
  /** Where a redirect leads out of the service (to a client); null for an answer of its own. */
  readonly leavesTo: URL | null;
  /** Every answer on the way, this one last. */
  readonly hops: readonly Hop[];
}

export interface Hop {
  readonly method: string;
  readonly url: URL;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

/** A browser without script: cookies, redirects, forms. */
export interface UserAgent {
  readonly cookies: CookieJar;
  get(target: string | URL, options?: RequestOptions): Promise<Answer>;
  post(target: string | URL, fields: Fields, options?: RequestOptions): Promise<Answer>;
  /**
   * Fills in the form of `page` that has all of these fields (or the one that `choose` picks) and sends it. Fields that the page fills in are sent
   * as they are; undefined leaves a field out.
   */
  submit(page: Answer, fields: Fields, options?: SubmitOptions): Promise<Answer>;
  /** The same cookies in another browser, as a thief of them would have. */
  copy(): UserAgent;
}

export type Fields = Readonly<Record<string, string | undefined>>;

export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** `program`: without what only a browser says of itself (Origin, Sec-Fetch-…); `browser` when left out. */
  readonly as?: 'browser' | 'program';
  /** `manual`: the first answer, whatever it is. */
  readonly redirects?: 'follow' | 'manual';
  /** Which node to ask, where there are several; the next one in turn when left out. */
  readonly node?: number;
}

export interface SubmitOptions extends RequestOptions {
  readonly choose?: (form: HtmlForm) => boolean;
  /** The name or the text of the button pressed; the first one when left out. */
  readonly button?: string;
}

export interface UserAgentOptions {
  /** `http://localhost:41234`: what the service calls itself. */
  readonly origin: string;
  /** Addresses of the nodes, asked in turn; the origin itself when left out. */
  readonly nodes?: readonly string[];
  /** Unix seconds, for the cookies. */
  readonly clock?: () => number;
  readonly headers?: Readonly<Record<string, string>>;
  /** PEM of the authority that a TLS test trusts. */
  readonly authority?: string;
  readonly cookies?: readonly Cookie[];
}

const mostRedirects = 12;

/** Connections are kept and shared by all agents of a process, since thousands of sign-ins must not run out of ports. */
const plainConnections = new Agent({ keepAlive: true, maxSockets: 256 });

export function createUserAgent(options: UserAgentOptions): UserAgent {
  const origin = new URL(options.origin);
  const nodes = (options.nodes ?? [options.origin]).map((address) => new URL(address));
  const clock = options.clock ?? (() => Date.now() / 1000);
  const jar = createCookieJar(clock, options.cookies);
  const tls = origin.protocol === 'https:' ? new TlsAgent({ keepAlive: true, ca: options.authority }) : null;
  let turn = 0;

  async function once(
    method: string,
    url: URL,
    about: { readonly body: string | null; readonly headers: Readonly<Record<string, string>>; readonly node?: number },
  ): Promise<{ hop: Hop; body: string }> {
    const node = nodes[(about.node ?? turn++) % nodes.length] ?? origin;
    const cookie = jar.header(url);
    const headers: Record<string, string> = {
      host: url.host,
      accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8',
      'accept-language': 'en-GB,en;q=0.8',
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
      ...(cookie === undefined ? {} : { cookie }),
      ...(about.body === null
        ? {}
        : {
            'content-type': 'application/x-www-form-urlencoded',
            'content-length': String(Buffer.byteLength(about.body)),
          }),
      ...options.headers,
      ...about.headers,
    };
    const answer = await send({ method, url, node, headers, body: about.body, tls });
    jar.take(url, answer.headers['set-cookie'] ?? []);
    return { hop: { method, url, status: answer.status, headers: answer.headers }, body: answer.body };
  }

  async function navigate(
    method: string,
    target: string | URL,
    about: { readonly body: string | null; readonly options: RequestOptions },
  ): Promise<Answer> {
    const hops: Hop[] = [];
    let url = new URL(target, origin);
    let [nextMethod, body] = [method, about.body];
    for (;;) {
      const { redirects = 'follow', node, headers = {}, as = 'browser' } = about.options;
      const result = await once(nextMethod, url, {
        body,
        ...(node === undefined ? {} : { node }),
        headers: {
          ...(as === 'program' ? {} : fetchMetadata({ method: nextMethod, origin, first: hops.length === 0 })),
          ...headers,
        },
      });
      hops.push(result.hop);
      const { location } = result.hop.headers;
      const next = location === undefined ? null : new URL(location, url);
      const leaves = next !== null && next.origin !== origin.origin;
      if (next === null || leaves || redirects === 'manual' || hops.length > mostRedirects) {
        return toAnswer({ hops, hop: result.hop, body: result.body, leavesTo: leaves ? next : null });
      }
      url = next;
      // What every browser does with 301, 302 and 303; only 307 and 308 repeat the POST.
      if (result.hop.status < 307) {
        [nextMethod, body] = ['GET', null];
      }
    }
  }

  const agent: UserAgent = {
    cookies: jar,
    get: (target, requestOptions = {}) => navigate('GET', target, { body: null, options: requestOptions }),
    post: (target, fields, requestOptions = {}) =>
      navigate('POST', target, { body: encode(fields), options: requestOptions }),
    submit: (page, fields, { choose, button: wanted, ...requestOptions } = {}) => {
      const form = chooseForm(page, fields, choose);
      const button =
        wanted === undefined
          ? form.buttons[0]
          : form.buttons.find(({ name, text, value }) => [name, text, value].includes(wanted));
      if (wanted !== undefined && button === undefined) {
        throw new Error(`There is no button ${JSON.stringify(wanted)}; there are ${JSON.stringify(form.buttons)}.`);
      }
      const action = new URL(button?.action ?? form.action, page.url);
      const sent: Fields = {
        ...Object.fromEntries(form.fields),
        ...(button?.name ? { [button.name]: button.value } : {}),
        ...fields,
      };
      return form.method === 'POST'
        ? agent.post(action, sent, requestOptions)
        : agent.get(new URL(`?${encode(sent)}`, action), requestOptions);
    },
    copy: () => createUserAgent({ ...options, cookies: jar.all() }),
  };
  return agent;
}

/** What a browser says of a navigation that began on our own pages, or by a typed address. */
function fetchMetadata(about: {
  readonly method: string;
  readonly origin: URL;
  readonly first: boolean;
}): Readonly<Record<string, string>> {
  return about.method === 'POST'
    ? { origin: about.origin.origin, 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' }
    : { 'sec-fetch-site': about.first ? 'none' : 'same-origin', 'sec-fetch-mode': 'navigate' };
}

function chooseForm(page: Answer, fields: Fields, choose?: (form: HtmlForm) => boolean): HtmlForm {
  const wanted = Object.keys(fields);
  const found =
    choose === undefined
      ? (page.forms.find(({ names }) => wanted.every((name) => names.includes(name))) ?? page.forms[0])
      : page.forms.find(choose);
  if (found === undefined) {
    throw new Error(`${page.url.pathname} (${page.status}) has no such form. It reads: ${page.text.slice(0, 400)}`);
  }
  return found;
}

function encode(fields: Fields): string {
  const present = Object.entries(fields).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return new URLSearchParams(present).toString();
}

function toAnswer(about: {
  readonly hops: readonly Hop[];
  readonly hop: Hop;
  readonly body: string;
  readonly leavesTo: URL | null;
}): Answer {
  const { hops, hop, body, leavesTo } = about;
  return {
    status: hop.status,
    url: hop.url,
    headers: hop.headers,
    body,
    leavesTo,
    hops,
    // Asked of few answers, and a bench must not pay for the others.
    get forms() {
      return readForms(body);
    },
    get links() {
      return readLinks(body);
    },
    get text() {
      return readText(body);
    },
  };
}

async function send(about: {
  readonly method: string;
  readonly url: URL;
  readonly node: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly tls: TlsAgent | null;
}): Promise<{ status: number; headers: IncomingHttpHeaders; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number;
    headers: IncomingHttpHeaders;
    body: string;
  }>();
  const { method, url, node, headers, body, tls } = about;
  const start = tls === null ? httpRequest : httpsRequest;
  const request = start(
    {
      method,
      host: node.hostname,
      port: node.port,
      path: `${url.pathname}${url.search}`,
      headers,
      agent: tls ?? plainConnections,
      ...(tls === null ? {} : { servername: url.hostname }),
    },
    (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    },
  );
  request.on('error', (error: NodeJS.ErrnoException) => {
    // A kept connection that the server closed in the same moment: a browser sends the request again on another one.
    const isLateToIt = request.reusedSocket && error.code === 'ECONNRESET';
    void (isLateToIt ? send(about).then(resolve, reject) : reject(error));
  });
  request.end(body ?? undefined);
  return promise;
}
