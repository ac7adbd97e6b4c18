import { hash } from 'node:crypto';
import type { SignInConfig } from '../config/config.ts';

/** The cookies that the pages set, by what they are bound to. */
export interface CookieNames {
  /** Of a sign-in on its way; one an interaction, so that two tabs do not take it from one another. */
  attempt(uid: string): string;
  /** Of a remembered device; one an account, so that two people at one browser keep theirs (rules D2, D5). */
  device(userId: string): string;
  /** Of a link that was opened in this browser and lets an account enrol. */
  enrol(userId: string): string;
  /** Of an act on "My security" that was confirmed by a code. */
  act(sessionUid: string): string;
}

export interface CookieToSet {
  readonly name: string;
  readonly value: string | null;
  readonly expiresAt?: number;
  readonly maxAgeSeconds?: number;
}

/** `__Host-` wants TLS; on loopback over http, in development, the names go without it. */
export function cookieNames({ issuer }: Pick<SignInConfig, 'issuer'>): CookieNames {
  const prefix = isSecure(issuer) ? '__Host-halfminute' : 'halfminute';
  return {
    attempt: (uid) => `${prefix}-attempt-${digest('attempt', uid)}`,
    device: (userId) => `${prefix}-device-${digest('device', userId)}`,
    enrol: (userId) => `${prefix}-enrol-${digest('enrol', userId)}`,
    act: (sessionUid) => `${prefix}-act-${digest('act', sessionUid)}`,
  };
}

/** Says nothing about whose it is to whoever sees the cookie's name, and cannot be chosen. */
function digest(purpose: string, text: string): string {
  return hash('sha256', `${purpose}\n${text}`, 'hex').slice(0, 20);
}

/**
 * A whole Set-Cookie header. `expiresAt` (Unix seconds) is for what lasts days; what lasts minutes is told how long (`maxAgeSeconds`), since the
 * browser's clock may be wrong. Without either it goes when the browser is closed; `value` null deletes it.
 */
export function setCookie({ issuer }: Pick<SignInConfig, 'issuer'>, cookie: CookieToSet): string {
  const { expiresAt } = cookie;
  const maxAgeSeconds = cookie.value === null ? 0 : cookie.maxAgeSeconds;
  const expires =
    maxAgeSeconds !== undefined
      ? `; Max-Age=${Math.floor(maxAgeSeconds)}`
      : expiresAt === undefined
        ? ''
        : `; Expires=${date(expiresAt)}`;
  const secure = isSecure(issuer) ? '; Secure' : '';
  return `${cookie.name}=${cookie.value ?? ''}; Path=/${expires}; HttpOnly${secure}; SameSite=Lax`;
}

/** The cookies of a request's header. Of a name that comes twice the first counts, as everywhere (RFC 6265 section 5.4 sends the narrower path first). */
export function readCookies(header: string | undefined): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    if (at > 0 && !cookies.has(name)) {
      cookies.set(name, pair.slice(at + 1).trim());
    }
  }
  return cookies;
}

function isSecure(issuer: string): boolean {
  return issuer.startsWith('https:');
}

function date(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toUTCString();
}
