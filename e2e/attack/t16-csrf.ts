import { authenticatorOf, createPerson, secretOn } from '@halfminute/sign-in/testing';
import type { TestService } from '@halfminute/sign-in/testing';
import { defineAttack, holds } from './attack.ts';
import type { Ways } from './attack.ts';
import {
  afterPassword,
  atCodePage,
  bySystem,
  createEnrolled,
  csrfOf,
  isIn,
  nextStep,
  showsRecoveryCodes,
  signInRightly,
  takesCode,
} from './steps.ts';

const evil = 'https://evil.example';

/** What a browser says of a form on another page. */
const fromElsewhere: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['another site', { 'sec-fetch-site': 'cross-site', origin: evil }],
  ['another host of the site', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:8080' }],
  ['a sandboxed frame', { 'sec-fetch-site': 'cross-site', origin: 'null' }],
  ['an old browser', { 'sec-fetch-site': '', origin: evil }],
];

export const forgedRequests = defineAttack({
  id: 'T16',
  name: 'Forms sent from elsewhere: sign-in, set-up, changes',
  realCase: "Login CSRF, and the attacker's authenticator set up in the victim's browser",

  async carryOut(target, ways) {
    const service = await target.service();
    await forgedCode(service, ways);
    await foreignSignIn(service, ways);
    await foreignSetUp(service, ways);
    await forgedChanges(service, ways);
    await lookingChangesNothing(service, ways);
    return ways.tell(
      "{ways} tries: the forms of sign-in, set-up, My security, links and sign-out from elsewhere, without and with a foreign token, the attacker's finished sign-in in the victim's browser, and by GET.",
    );
  },
});

async function forgedCode(service: TestService, ways: Ways): Promise<void> {
  const ada = await createEnrolled(service);
  const code = ada.authenticator.codeAt(await nextStep(service));
  const { agent, page } = await atCodePage(service, ada);
  for (const [name, headers] of fromElsewhere) {
    ways.try(`a code from ${name}`, isIn(await agent.submit(page, { code }, { headers })));
  }
  const strange = csrfOf((await atCodePage(service, await createEnrolled(service))).page);
  for (const csrf of [undefined, '', strange, csrfOf(page).slice(0, -1)]) {
    ways.try('a code with another token', isIn(await agent.submit(page, { code, csrf })));
  }
  holds(isIn(await agent.submit(page, { code })), 'the form of the own page is taken');
}

/** The victim is to end up in the attacker's account, and leave something there. */
async function foreignSignIn(service: TestService, ways: Ways): Promise<void> {
  const mallory = await createEnrolled(service);
  const attacker = await atCodePage(service, mallory);
  const code = mallory.authenticator.codeAt(await nextStep(service));
  const finished = await attacker.agent.submit(attacker.page, { code }, { redirects: 'manual' });
  const resume = String(finished.headers.location);
  holds(finished.status === 303 && resume.includes('/auth/'), 'the attacker finishes a sign-in of his own');
  const victim = service.userAgent();
  ways.try("the attacker's finished sign-in as a link", isIn(await victim.get(resume)));
  const start = await victim.get(service.client.start().url);
  ways.try('the same in the middle of an own one', isIn(await victim.get(resume)));
  ways.try('and the victim is somebody now', isIn(await victim.get(service.client.start({ prompt: 'none' }).url)));
  for (const [name, headers] of fromElsewhere) {
    const fields = { user: mallory.userName, password: mallory.password };
    const answer = await victim.submit(start, fields, { headers });
    ways.try(`the attacker's password from ${name}`, takesCode(answer));
  }
  holds(isIn(await attacker.agent.get(resume)), "the attacker's own browser redeems it");
}

async function foreignSetUp(service: TestService, ways: Ways): Promise<void> {
  const ada = await createPerson(service.services, { mfaRequired: true });
  const mallory = await createPerson(service.services, { mfaRequired: true });
  const now = await nextStep(service);
  const victim = await afterPassword(service, ada);
  const attacker = await afterPassword(service, mallory);
  const path = `${victim.page.url.pathname}/secure-account`;
  const foreign = `${attacker.page.url.pathname}/secure-account`;
  const hisCode = authenticatorOf(secretOn(attacker.page)).codeAt(now);
  const herCode = authenticatorOf(secretOn(victim.page)).codeAt(now);
  const post = async (name: string, to: string, fields: Readonly<Record<string, string>>, headers = {}) =>
    ways.try(name, showsRecoveryCodes(await victim.agent.post(to, fields, { headers })));
  await post("the attacker's form and code", path, { csrf: csrfOf(attacker.page), code: hisCode });
  await post("the attacker's form at his address", foreign, { csrf: csrfOf(attacker.page), code: hisCode });
  for (const [name, headers] of fromElsewhere) {
    await post(`the own form from ${name}`, path, { csrf: csrfOf(victim.page), code: herCode }, headers);
  }
  holds(
    showsRecoveryCodes(await victim.agent.submit(victim.page, { code: herCode })),
    'the own form of the set-up page is taken',
  );
}

async function forgedChanges(service: TestService, ways: Ways): Promise<void> {
  const ada = await createEnrolled(service);
  const { agent } = await signInRightly(service, ada);
  const adding = await agent.get('/my-security/confirm/add');
  const notMe = await agent.get('/my-security/not-me');
  const out = await agent.get('/sign-out');
  const { services } = service;
  const frozen = async () => (await services.accounts.byUserId(ada.account.userId))?.frozenAt !== null;
  const { token } = await services.database.transaction((transaction) =>
    services.links.create(transaction, { kind: 'not-me', userId: ada.account.userId }),
  );
  const link = await agent.get(`/link/${token}`);
  const code = ada.authenticator.codeAt(await nextStep(service));
  for (const [name, headers] of fromElsewhere) {
    const added = await agent.submit(adding, { code }, { headers });
    ways.try(`adding an authenticator from ${name}`, added.body.includes('otpauth://'));
    await agent.submit(notMe, {}, { headers });
    await agent.submit(link, {}, { headers });
    ways.try(`freezing the account from ${name}`, await frozen());
  }
  for (const fields of [{ xsrf: undefined }, { xsrf: 'A'.repeat(48) }]) {
    await agent.submit(out, fields);
    ways.try('signing out without the own token', !(await agent.get('/my-security')).url.pathname.startsWith('/my'));
  }
  await agent.submit(out, {}, { choose: ({ action }) => !action.includes('everywhere') });
  holds(!(await agent.get('/my-security')).url.pathname.startsWith('/my'), 'the own form signs out');
}

/** A picture's address, or a link in a mail, is all that a stranger can make a browser ask for. */
async function lookingChangesNothing(service: TestService, ways: Ways): Promise<void> {
  const ada = await createEnrolled(service);
  const { agent } = await signInRightly(service, ada);
  const { services } = service;
  const { userId } = ada.account;
  const id = (await services.mfa.read(userId)).authenticators[0]?.id ?? '';
  const kinds = ['password-reset', 'not-me', 'enrol', 'enrol-ticket', 'enable-again'] as const;
  const tokens = await Promise.all(
    kinds.map((kind) =>
      services.database.transaction((transaction) => services.links.create(transaction, { kind, userId })),
    ),
  );
  const state = async () =>
    JSON.stringify([
      await services.mfa.read(userId),
      await services.accounts.byUserId(userId),
      await Promise.all(tokens.map(async ({ token }) => (await services.links.look(token)).state)),
    ]);
  await services.mfa.confirmRecoveryCodesKept({ userId, context: bySystem });
  const before = await state();
  const paths = [
    ...tokens.map(({ token }) => `/link/${token}`),
    '/my-security/not-me',
    `/my-security/authenticators/${id}/remove`,
    `/my-security/confirm/remove/${id}?code=${ada.authenticator.codeAt(service.now(), 1)}`,
    '/my-security/devices/all',
    '/my-security/add/start-again',
    '/session/end/confirm?logout=yes',
  ];
  for (const path of paths) {
    await agent.get(path);
    ways.try(`GET ${path.replace(/[\w-]{30,}/, '…')}`, (await state()) !== before);
  }
  ways.try('GET signs out', !(await agent.get('/my-security')).url.pathname.startsWith('/my'));
}
