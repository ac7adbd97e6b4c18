import { getCookie, setCookie, deleteCookie } from 'hono/cookie';
import type { Context } from 'hono';

/** Of the session, and of a browser on its way through a sign-in. Ports share cookies, so both names begin with the platform's own. */
type CookieName = 'cases_session' | 'cases_browser';

const lifetimesSeconds: Readonly<Record<CookieName, number | null>> = {
  // Until the browser closes; the server forgets the session earlier.
  cases_session: null,
  cases_browser: 70 * 60,
};

export interface Cookies {
  read(context: Context, name: CookieName): string | undefined;
  write(context: Context, name: CookieName, value: string): void;
  clear(context: Context, name: CookieName): void;
}

/** With https the names get `__Host-`, which no other host or path can plant; http is there for development on loopback alone. */
export function createCookies(origin: string): Cookies {
  const isSecure = origin.startsWith('https:');
  const named = (name: CookieName): string => (isSecure ? `__Host-${name}` : name);
  // Lax and not Strict, since the browser comes back from the service, which is another site.
  const attributes = { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure } as const;
  return {
    read: (context, name) => getCookie(context, named(name)),
    write: (context, name, value) => {
      const maxAge = lifetimesSeconds[name];
      setCookie(context, named(name), value, { ...attributes, ...(maxAge !== null && { maxAge }) });
    },
    clear: (context, name) => {
      deleteCookie(context, named(name), { path: '/', secure: isSecure });
    },
  };
}
