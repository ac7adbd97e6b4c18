import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { Secret, TOTP } from 'otpauth';
import { rowName } from '../app-walk.ts';
import type { Film } from './film.ts';
import type { Hands } from './hands.ts';

/** What Ada carries over from "Trouble scanning?". */
export interface Carried {
  readonly service: string;
  readonly user: string;
  /** The long code, as its copy button gave it. */
  readonly code: string;
  /** "Open in the authenticator on this computer": all of it as an otpauth link. */
  readonly link: string;
}

/** Whatever shows Ada her codes: our authenticator, or the arithmetic of others. */
export interface StoryAuthenticator {
  readonly name: string;
  add(account: Carried): Promise<void>;
  /** Sees the QR code on her screen by itself: where it can, nothing is carried over and `add` is not called. `keep` takes its pictures. */
  readonly scan?: (keep: Film['keep']) => Promise<void>;
  /** A code other than `before`, which the service would refuse a second time. */
  code(before: string | null): Promise<string>;
  /** The next morning, at this time (Unix seconds). */
  nextDay(unixSeconds: number): Promise<void>;
}

/** Liboath's arithmetic: Debian's oathtool. */
export function oathtoolAuthenticator(clock: () => number): StoryAuthenticator {
  return calculator('oathtool', clock, ({ code }, unixSeconds) =>
    execFileSync('oathtool', ['--totp', '-b', code, '--now', `@${Math.floor(unixSeconds)}`], {
      encoding: 'utf8',
    }).trim(),
  );
}

/** That of the npm package otpauth. */
export function otpauthAuthenticator(clock: () => number): StoryAuthenticator {
  return calculator('otpauth', clock, ({ code }, unixSeconds) =>
    new TOTP({ secret: Secret.fromBase32(code), algorithm: 'SHA1', digits: 6, period: 30 }).generate({
      timestamp: unixSeconds * 1000,
    }),
  );
}

function calculator(
  name: string,
  clock: () => number,
  compute: (account: Carried, unixSeconds: number) => string,
): StoryAuthenticator {
  let kept: Carried | null = null;
  return {
    name,
    add: async (account) => {
      kept = account;
    },
    code: async () => {
      if (kept === null) {
        throw new Error('There is no account to make a code of.');
      }
      return compute(kept, clock());
    },
    nextDay: async () => undefined,
  };
}

/** Ours, in a tab of Ada's browser, from its first start. */
export function ourAuthenticator({
  open,
  origin,
  picture,
}: {
  /** A tab, and the hands that work in it. */
  readonly open: () => Promise<{ readonly page: Page; readonly hands: Hands }>;
  readonly origin: string;
  readonly picture: (page: Page, name: string) => Promise<void>;
}): StoryAuthenticator {
  const password = 'three wet otters';
  let shown: Page | null = null;
  let account: Carried | null = null;

  async function codeOnShow(): Promise<string> {
    if (shown === null || account === null) {
      throw new Error('The authenticator is not open.');
    }
    const row = rowName(account);
    const button = shown.getByRole('button', { name: row });
    await button.waitFor();
    const digits = row.exec((await button.getAttribute('aria-label')) ?? '')?.[1];
    return digits?.replaceAll(' ', '') ?? '';
  }

  return {
    name: 'Halfminute',
    async add(carried) {
      const { page, hands } = await open();
      shown = page;
      account = carried;
      await page.goto(origin);
      await hands.look(page.getByRole('heading', { name: 'Choose a password' }));
      await hands.write(page.getByLabel('Password', { exact: true }), password);
      await hands.write(page.getByLabel('Password again'), password);
      await picture(page, 'authenticator-first-start');
      await hands.submit(page.getByRole('button', { name: 'Continue' }));
      await hands.look(page.getByRole('heading', { name: 'Add your first account' }));
      await hands.press(page.getByRole('button', { name: /^Type it in/ }));
      await hands.look(page.getByRole('heading', { name: 'Add account' }));
      for (const [label, text] of [
        ['Service', carried.service],
        ['User', carried.user],
        ['Code', carried.code],
      ] as const) {
        await hands.paste(page.getByLabel(label, { exact: true }), text);
      }
      await page.getByText('The code right now').waitFor();
      await picture(page, 'authenticator-live-code');
      await hands.submit(page.getByRole('button', { name: 'Save and copy' }));
      await codeOnShow();
      await picture(page, 'authenticator-copied');
    },
    async code(before) {
      for (;;) {
        const code = await codeOnShow();
        if (code !== before && code !== '') {
          return code;
        }
        await shown?.waitForTimeout(200);
      }
    },
    async nextDay(unixSeconds) {
      const { page, hands } = await open();
      shown = page;
      await page.clock.install({ time: unixSeconds * 1000 });
      await page.goto(origin);
      await hands.look(page.getByRole('heading', { name: 'Unlock your codes' }));
      await hands.write(page.getByLabel('Password', { exact: true }), password);
      await hands.submit(page.getByRole('button', { name: 'Unlock', exact: true }));
      await codeOnShow();
      await picture(page, 'next-day-authenticator');
    },
  };
}
