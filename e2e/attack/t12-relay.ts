import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import type { TestService } from '@halfminute/sign-in/testing';
import { chromiumLaunch } from '../../tools/chromium.ts';
import { canRun } from '../../tools/requirements.ts';
import { defineAttack } from './attack.ts';
import type { LaterPart, Ways } from './attack.ts';
import { startRelay } from './relay.ts';
import type { Relay } from './relay.ts';
import { afterPassword, countEvents, createEnrolled, isIn, nextStep } from './steps.ts';
import type { Enrolled } from './steps.ts';

export const relayed = defineAttack({
  id: 'T12',
  name: 'Phishing in real time, by a relay',
  realCase: 'Evilginx, Tycoon 2FA; one-time codes are not phishing-resistant (SP 800-63B-4 section 3.1.4)',

  async carryOut(target, ways) {
    const service = await target.service();
    await simpleRelay(service, ways);
    const inBrowser = canRun('T12 in a browser', 'chromium');
    const passed = inBrowser ? await throughBrowser(service, ways) : await withoutScript(service, ways);
    const result = ways.tell(
      inBrowser
        ? 'A proxy that forwards Host: stopped. One that rewrites it, before Chromium: the page warns on each of its pages, at its own place never; the log names the place at the account.'
        : 'A proxy that forwards Host: stopped. One that rewrites it: without a browser here its warning was not looked at.',
    );
    return passed
      ? { ...result, asDocumented: 'a code can be relayed within its half minute; the page and the log warn' }
      : result;
  },
});

export const passkeysLater: LaterPart = {
  id: 'T12',
  name: 'The same against a passkey, or a fill that is bound to the address',
  notApplicable: 'passkeys come later',
};

/** The service answers to its own name only. */
async function simpleRelay(service: TestService, ways: Ways): Promise<void> {
  const relay = await relayTo(service, 'forwarded');
  try {
    const ada = await createEnrolled(service);
    const victim = service.userAgent({ origin: relay.origin, nodes: [relay.origin] });
    const start = await victim.get(lure(service, relay));
    // In production 421; in development the way home, which this relay leads back to itself.
    ways.try('an answer under a foreign name', start.status < 300);
    ways.try('a page under a foreign name', start.forms.length > 0);
    const posted = await victim.post('/forgotten', { user: ada.userName });
    ways.try('a form under a foreign name', posted.status < 400 && posted.leavesTo === null);
  } finally {
    await relay.close();
  }
}

/** The honest part: a victim who types into the relay's page hands over a code that is good for the relay, once. */
async function throughBrowser(service: TestService, ways: Ways): Promise<boolean> {
  const relay = await relayTo(service, 'rewritten');
  const browser = await chromium.launch(chromiumLaunch);
  try {
    const ada = await createEnrolled(service);
    const page = await browser.newPage();
    // The platform is not there; what comes back to it is what matters.
    await page.route('http://localhost:6239/**', (route) => route.fulfill({ body: 'the platform' }));
    await page.goto(service.client.start().url.href);
    ways.try('the canary at its own place', await warns(page));
    await page.goto(lure(service, relay));
    ways.try('no warning on the page of the password', !(await warns(page)));
    await page.fill('input[name=user]', ada.userName);
    await page.fill('input[name=password]', ada.password);
    await page.press('input[name=password]', 'Enter');
    await page.waitForSelector('input[name=code]');
    ways.try('no warning on the page of the code', !(await warns(page)));
    await page.fill('input[name=code]', ada.authenticator.codeAt(await nextStep(service)));
    await page.press('input[name=code]', 'Enter');
    await page.waitForURL('http://localhost:6239/**');
    const seen = relay.posted.map((fields) => fields.get('seenOrigin'));
    ways.try('a form that does not say where it was shown', !seen.every((origin) => origin === relay.origin));
    ways.try('the log does not name the relay', (await countEvents(service, ada, 'relay-suspected')) === 0);
    return await signsIn(service, relay);
  } finally {
    await browser.close();
    await relay.close();
  }
}

async function withoutScript(service: TestService, ways: Ways): Promise<boolean> {
  const relay = await relayTo(service, 'rewritten');
  try {
    const ada: Enrolled = await createEnrolled(service);
    const agent = service.userAgent({ origin: relay.origin, nodes: [relay.origin] });
    const way = await afterPassword(service, ada, { agent });
    ways.try('a page that does not name its own place', !way.page.body.includes(`data-origin="${service.issuer}"`));
    await agent.submit(way.page, { code: ada.authenticator.codeAt(await nextStep(service)) });
    return await signsIn(service, relay);
  } finally {
    await relay.close();
  }
}

/** The thief's own browser, with the session that went through the relay. */
async function signsIn(service: TestService, { cookies }: Relay): Promise<boolean> {
  const thief = service.userAgent();
  for (const [name, value] of cookies) {
    const rest = { path: '/', expiresAt: null, secure: false, httpOnly: true, sameSite: 'lax' } as const;
    thief.cookies.put({ name, value, host: 'localhost', ...rest });
  }
  return isIn(await thief.get(service.client.start({ prompt: 'none' }).url));
}

/** As somebody sees it, who looks at the page. */
async function warns(page: Page): Promise<boolean> {
  // The script is a module and runs once the page is there.
  await page.waitForFunction(() => document.querySelector('form input[name=seenOrigin]') !== null);
  return page.isVisible('#relay');
}

function relayTo({ issuer, nodes }: TestService, host: 'rewritten' | 'forwarded'): Promise<Relay> {
  return startRelay({ issuer, node: nodes[0] ?? issuer, host });
}

function lure(service: TestService, relay: Relay): string {
  const { pathname, search } = service.client.start().url;
  return `${relay.origin}${pathname}${search}`;
}
