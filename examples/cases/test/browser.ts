/** A browser without script, for one origin: keeps cookies, follows redirects while they stay, and sends forms as they stand on the page. */
export interface Browser {
  readonly origin: string;
  readonly cookies: Map<string, string>;
  get(path: string | URL): Promise<Shown>;
  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Shown>;
  /** Sends the form of `page` whose action ends in `action`, with `fields` over what stands in it. */
  submit(page: Shown, action: string, fields?: Readonly<Record<string, string>>): Promise<Shown>;
  api(method: 'GET' | 'POST', path: string, body?: { readonly json: unknown; readonly csrf: string }): Promise<Shown>;
}

export interface Shown {
  readonly status: number;
  readonly url: URL;
  readonly html: string;
  readonly headers: Headers;
  /** Where a redirect leads away from the platform; null for an answer of its own. */
  readonly leavesTo: URL | null;
}

export function createBrowser(origin: string, start: ReadonlyMap<string, string> = new Map()): Browser {
  const cookies = new Map(start);

  async function send(path: string | URL, options: RequestInit): Promise<Shown> {
    let url = new URL(path, origin);
    let init = options;
    for (let hop = 0; hop < 10; hop += 1) {
      const headers = new Headers(init.headers);
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
      const response = await fetch(url, { ...init, headers, redirect: 'manual' });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (value === '') {
          cookies.delete(name);
        } else {
          cookies.set(name, value);
        }
      }
      const location = response.headers.get('location');
      const next = location === null ? null : new URL(location, url);
      const leavesTo = next === null || next.origin === origin ? null : next;
      if (next === null || leavesTo !== null) {
        return { status: response.status, url, html: await response.text(), headers: response.headers, leavesTo };
      }
      url = next;
      init = {};
    }
    throw new Error(`Redirected without end: ${url.href}`);
  }

  const browser: Browser = {
    origin,
    cookies,
    get: (path) => send(path, { headers: { 'sec-fetch-site': 'none' } }),
    post: (path, fields, headers = { origin, 'sec-fetch-site': 'same-origin' }) =>
      send(path, { method: 'POST', headers, body: new URLSearchParams(fields) }),
    submit: (page, action, fields = {}) => {
      const form = [...page.html.matchAll(/<form\b[^>]*method="post"[^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/gs)].find(
        ([, target = '']) => target.endsWith(action),
      );
      if (form === undefined) {
        throw new Error(`No form of ${page.url.pathname} goes to ${action}.`);
      }
      const [, target = '', inside = ''] = form;
      return browser.post(target, { ...fieldsOf(inside), ...fields });
    },
    api: (method, path, body) =>
      send(path, {
        method,
        headers: {
          'sec-fetch-site': 'same-origin',
          ...(body !== undefined && { origin, 'content-type': 'application/json', 'x-csrf': body.csrf }),
        },
        ...(body !== undefined && { body: JSON.stringify(body.json) }),
      }),
  };
  return browser;
}

function fieldsOf(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [tag] of html.matchAll(/<input\b[^>]*>/g)) {
    fields[attribute(tag, 'name')] = attribute(tag, 'value');
  }
  for (const [, name = '', inside = ''] of html.matchAll(/<select\b[^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs)) {
    const options = [...inside.matchAll(/<option\b[^>]*>/g)].map(([tag]) => tag);
    fields[name] = attribute(options.find((tag) => tag.includes(' selected')) ?? options[0] ?? '', 'value');
  }
  return fields;
}

function attribute(tag: string, name: string): string {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}
