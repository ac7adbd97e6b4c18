import { createPerson, dumpDatabase, recoveryCodesOn, secretOn, signIn, walk } from '@halfminute/sign-in/testing';
import type { Answer, Person, TestService, UserAgent } from '@halfminute/sign-in/testing';
import { encodeBase32 } from '@halfminute/otp';
import { defineAttack, holds } from './attack.ts';
import {
  afterPassword,
  atCodePage,
  createEnrolled,
  giveRecoveryCodes,
  nextStep,
  showsRecoveryCodes,
  signInRightly,
  wrongCodes,
} from './steps.ts';

export const clickjacking = defineAttack({
  id: 'T17',
  name: 'The "Continue" button under somebody else\'s page',
  realCase: 'Clickjacking of consent and set-up buttons',

  async carryOut(target, ways) {
    const service = await target.service();
    const pages = await everyPage(service);
    for (const [name, { headers, status }] of pages) {
      const policy = String(headers['content-security-policy'] ?? '');
      const isFramed = !/(^|;\s*)frame-ancestors 'none'(;|$)/.test(policy) || headers['x-frame-options'] !== 'DENY';
      ways.try(`${name} (${status}) in a frame`, isFramed);
      ways.try(`${name} keeps a handle of its opener`, headers['cross-origin-opener-policy'] !== 'same-origin');
    }
    return ways.tell(`${pages.size} pages of every kind: each forbids being framed, twice, and keeps no opener.`);
  },
});

export const leaks = defineAttack({
  id: 'T18',
  name: 'The secret from cache, Referer, history, a third party or a log',
  realCase: 'QR pictures drawn by a chart service; secrets in access logs',

  async carryOut(target, ways) {
    const service = await target.service();
    const pages = await everyPage(service);
    for (const [name, page] of pages) {
      const { headers } = page;
      ways.try(`${name} may be kept by a cache`, headers['cache-control'] !== 'no-store');
      ways.try(
        `${name} sends its address on`,
        !['same-origin', 'no-referrer'].includes(String(headers['referrer-policy'])),
      );
      for (const origin of foreignOrigins(page, service)) {
        ways.try(`${name} asks ${origin} for something`, true);
      }
    }
    const secrets = await secretsOfAWalk(service);
    const metrics = await service.userAgent().get('/metrics');
    holds(metrics.status === 200 && service.output().includes('listening'), 'there are metrics and a log to look into');
    const places: readonly (readonly [string, string])[] = [
      ['the log', service.output()],
      ['the metrics', metrics.body],
      ['the audit log and the outbox', await auditAndOutbox(service)],
      ['an address', secrets.addresses.join('\n')],
    ];
    for (const [place, text] of places) {
      for (const [what, value] of secrets.values) {
        ways.try(`${what} in ${place}`, new RegExp(`(?<![\\w-])${escaped(value)}(?![\\w-])`, 'i').test(text));
      }
    }
    return ways.tell(
      `${pages.size} pages: kept by no cache, no foreign address in them, none sent on. ${secrets.values.length} secrets of a whole walk: in no address, log line, metric, audit row or outbox row.`,
    );
  },
});

/** Each kind of page with a form, a secret or a code on it, and the errors. */
async function everyPage(service: TestService): Promise<ReadonlyMap<string, Answer>> {
  const pages = new Map<string, Answer>();
  const start = await service.userAgent().get(service.client.start().url);
  pages.set('the password', start);
  const fresh = await createPerson(service.services, { mfaRequired: true });
  const setUp = await afterPassword(service, fresh);
  pages.set('the set-up', setUp.page);
  const ada = await createEnrolled(service);
  const code = await atCodePage(service, ada);
  pages.set('the code', code.page);
  pages.set('the recovery code', await code.agent.get(`${code.page.url.pathname}/recovery`));
  pages.set('the clock', await code.agent.get(`${code.page.url.pathname}/clock`));
  pages.set(
    'a wrong code',
    await code.agent.submit(code.page, { code: wrongCodes(ada.authenticator, service.now(), 1)[0] }),
  );
  const { agent } = await signInRightly(service, ada);
  pages.set('the step-up', await agent.get(service.client.start({ max_age: '0' }).url));
  const [authenticator] = (await service.services.mfa.read(ada.account.userId)).authenticators;
  const own = ['', '/activity', '/not-me', '/confirm/add', `/authenticators/${authenticator?.id ?? ''}`];
  for (const path of own) {
    pages.set(`My security${path.replace(/[\w-]{16,}/, '…')}`, await agent.get(`/my-security${path}`));
  }
  pages.set('another authenticator', await withFreshCode(service, { ada, agent, act: 'add' }));
  const codes = await withFreshCode(service, { ada, agent, act: 'renew-recovery-codes' });
  holds(showsRecoveryCodes(codes), 'a fresh code shows new recovery codes');
  pages.set('the recovery codes', codes);
  pages.set('signing out', await agent.get('/session/end'));
  for (const path of ['/', '/forgotten', '/cookie-help', '/nothing-here', '/auth', `/link/${'A'.repeat(43)}`]) {
    pages.set(path.slice(0, 12), await service.userAgent().get(path));
  }
  return pages;
}

async function withFreshCode(
  service: TestService,
  about: { readonly ada: Awaited<ReturnType<typeof createEnrolled>>; readonly agent: UserAgent; readonly act: string },
): Promise<Answer> {
  const page = await about.agent.get(`/my-security/confirm/${about.act}`);
  return about.agent.submit(page, { code: about.ada.authenticator.codeAt(await nextStep(service)) });
}

/** Whatever a page makes a browser ask for, or leads it to, besides the service, the platform and the support contact. */
function foreignOrigins({ body }: Answer, { issuer, config }: TestService): readonly string[] {
  const known = [issuer, config.platform.url, ...config.clients.flatMap(({ redirectUris }) => redirectUris)];
  const origins = new Set(known.map((address) => new URL(address).origin));
  const addresses = [...body.matchAll(/(?:src|href|action|content|srcset|poster|data)="((?:https?:)?\/\/[^"]*)"/g)];
  return addresses.map(([, address = '']) => new URL(address, issuer).origin).filter((origin) => !origins.has(origin));
}

/** Everything secret that a set-up, a sign-in, two wrong codes and a recovery code bring. */
async function secretsOfAWalk(service: TestService) {
  const values: [string, string][] = [];
  const addresses: string[] = [];
  const note = (name: string, value: string) => void values.push([name, value]);
  const ada: Person = await createPerson(service.services, { mfaRequired: true });
  note('the password', ada.password);
  const now = await nextStep(service);
  const setUp = await afterPassword(service, ada);
  const secret = secretOn(setUp.page);
  note('the seed in base32', encodeBase32(secret));
  note('the seed in hexadecimal', Buffer.from(secret).toString('hex'));
  note('the seed in base64', Buffer.from(secret).toString('base64').replace(/=+$/, ''));
  const walked = await walk(service, ada);
  const { authenticator } = walked;
  holds(authenticator !== null, 'the walk sets up an authenticator');
  note('the seed of the walk', encodeBase32(authenticator.secret));
  note('the code of the set-up', authenticator.codeAt(now));
  const enrolled = { ...ada, authenticator };
  const { code, agent } = await signInRightly(service, enrolled);
  note('the code of a sign-in', code);
  const again = await atCodePage(service, enrolled);
  const [wrong = ''] = wrongCodes(authenticator, service.now(), 1);
  await again.agent.submit(again.page, { code: wrong });
  note('a wrong code', wrong);
  const codes = await giveRecoveryCodes(service, ada);
  const recovery = await again.agent.get(`${again.page.url.pathname}/recovery`);
  const replaced = await again.agent.submit(recovery, { recovery: codes[0] });
  holds(recoveryCodesOn(replaced).length === 1, 'a recovery code is taken and replaced');
  for (const each of [...codes, ...recoveryCodesOn(replaced)]) {
    note('a recovery code', each);
    note('a recovery code without blanks', each.replaceAll(/[ -]/g, ''));
  }
  await service.advance(30);
  const { tokens } = await signIn(service, enrolled, { agent });
  note('an access token', tokens.accessToken);
  // Those of an interaction hold its id, which stands in its address and opens nothing by itself.
  const opens = /-(session|attempt|device|act)\b|\.sig$/;
  for (const cookie of [...agent.cookies.all(), ...setUp.agent.cookies.all()].filter(({ name }) => opens.test(name))) {
    note(`the cookie ${cookie.name}`, cookie.value);
  }
  for (const page of [setUp.page, again.page, recovery, replaced, walked.answer]) {
    addresses.push(...page.hops.flatMap(({ url, headers }) => [url.href, headers.location ?? '']));
  }
  return { values: values.filter(([, value]) => value.length >= 6), addresses };
}

async function auditAndOutbox(service: TestService): Promise<string> {
  const dump = await dumpDatabase(service.services);
  return dump
    .split(/\n(?=\w+\n)/)
    .filter((table) => /^(audit_|outbox)/.test(table))
    .join('\n');
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
