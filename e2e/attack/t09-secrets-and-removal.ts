import { authenticatorOf, createPerson, recoveryCodesOn, secretOn } from '@halfminute/sign-in/testing';
import type { Answer, Person, TestService, UserAgent } from '@halfminute/sign-in/testing';
import { encodeBase32 } from '@halfminute/otp';
import { defineAttack, holds } from './attack.ts';
import type { Ways } from './attack.ts';
import {
  afterPassword,
  atCodePage,
  createEnrolled,
  csrfOf,
  isIn,
  nextStep,
  showsRecoveryCodes,
  signInRightly,
  takesCode,
  told,
  wrongCodes,
} from './steps.ts';

export const secretAgain = defineAttack({
  id: 'T9',
  name: 'Reading or replacing the secret with the password or a session',
  realCase: 'Seen in better-auth, 2026-08',

  async carryOut(target, ways) {
    const service = await target.service();
    const ada = await createPerson(service.services, { mfaRequired: true });
    const { agent, page } = await afterPassword(service, ada);
    const window = await afterPassword(service, ada);
    const secret = secretOn(page);
    const now = await nextStep(service);
    const codes = await agent.submit(page, { code: authenticatorOf(secret).codeAt(now) });
    holds(showsRecoveryCodes(codes), `the right code confirms the secret (${told(codes)})`);
    const done = await agent.submit(codes, { typedBack: recoveryCodesOn(codes)[0] });
    holds(isIn(done), 'and the user is in');
    const before = await idsOf(service, ada);

    const shows = (answer: Answer) =>
      answer.body.includes('otpauth://') || secretForms(secret).some((text) => answer.body.includes(text));
    const uidPath = page.url.pathname;
    // With the session: every page there is, the old set-up page and the second window's among them.
    const paths = [
      uidPath,
      `${uidPath}/secure-account`,
      window.page.url.pathname,
      ...['', '/add', '/recovery-codes', '/replacement', '/password', '/activity', '/clock'].map(mySecurity),
      ...['add', 'renew-recovery-codes', 'change-password', `remove/${before}`, `rename/${before}?name=x`].map((act) =>
        mySecurity(`/confirm/${act}`),
      ),
      mySecurity(`/authenticators/${before}`),
    ];
    for (const path of paths) {
      ways.try(`GET ${path} in the session`, shows(await agent.get(path)));
    }
    ways.try('the set-up page of the second window', shows(await window.agent.get(window.page.url)));
    for (const act of ['start-again', 'secure-account']) {
      for (const { agent: who, page: at } of [{ agent, page }, window]) {
        const answer = await who.post(`${at.url.pathname}/${act}`, { csrf: csrfOf(at), code: '000000', again: 'yes' });
        ways.try(`posting ${act} from a window of before`, shows(answer));
      }
    }
    await withPasswordAlone(service, ada, { ways, shows });
    const begun = await agent.get('/my-security/confirm/add');
    for (const path of ['/my-security/add', '/my-security/add/start-again']) {
      const answer = await agent.post(path, { csrf: csrfOf(begun), code: '000000', name: 'Mine' });
      ways.try(`posting ${path} without a code before`, shows(answer));
    }
    ways.try('the authenticators have changed', (await idsOf(service, ada)) !== before);
    return ways.tell(
      '{ways} requests with the session, with an old window and with the password alone: no secret, nothing replaced.',
    );
  },
});

async function withPasswordAlone(
  service: TestService,
  ada: Person,
  { ways, shows }: { readonly ways: Ways; readonly shows: (answer: Answer) => boolean },
): Promise<void> {
  const { agent, page } = await atCodePage(service, ada);
  const path = page.url.pathname;
  for (const name of ['', '/secure-account', '/start-again', '/recovery-codes', '/replacement', '/enrol']) {
    ways.try(`GET ${name} with the password`, shows(await agent.get(`${path}${name}`)));
  }
  for (const act of ['start-again', 'replacement', 'recovery-codes', 'send-link']) {
    const fields = { csrf: csrfOf(page), again: 'yes', stage: 'enrol', code: '' };
    ways.try(`posting ${act} with the password`, shows(await agent.post(`${path}/${act}`, fields)));
  }
  for (const name of ['', '/add', '/confirm/add']) {
    ways.try(`GET my-security${name} with the password`, shows(await agent.get(mySecurity(name))));
  }
}

export const removal = defineAttack({
  id: 'T10',
  name: 'Removing the factor without it',
  realCase: 'Keycloak#16442',

  async carryOut(target, ways) {
    const service = await target.service();
    const ada = await createEnrolled(service, { mfaRequired: false });
    const { agent, code: used } = await signInRightly(service, ada);
    const id = await idsOf(service, ada);
    const path = mySecurity(`/confirm/remove/${id}`);
    const page = await agent.get(path);
    holds(takesCode(page), `removing asks for a code (${told(page)})`);
    const isGone = async () => (await idsOf(service, ada)) !== id;
    const [wrong = ''] = wrongCodes(ada.authenticator, service.now(), 1);

    const posts: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      ['nothing', {}],
      ['an empty code', { code: '' }],
      ['the code of the sign-in', { code: used }],
      ['a wrong code', { code: wrong }],
      ['a made-up recovery code', { recovery: 'K7QM 4RXT 9WBC H2FN' }],
      ['the password', { code: ada.password, password: ada.password }],
      ['a flag', { confirmed: 'yes', verified: 'true', factor: 'none' }],
    ];
    for (const [name, fields] of posts) {
      await agent.post(path, { csrf: csrfOf(page), ...fields });
      ways.try(`by ${name}`, await isGone());
    }
    await agent.get(`${path}?confirmed=yes&code=${used}`);
    ways.try('by GET', await isGone());
    const authenticator = await agent.get(mySecurity(`/authenticators/${id}`));
    await agent.submit(authenticator, {}, { choose: ({ action }) => action.endsWith('/remove') });
    ways.try('by the button of its page', await isGone());
    await byAnotherPermit(service, { ada, agent, path });
    ways.try('by the permit for another act', await isGone());

    const stranger = await afterPassword(service, ada);
    await stranger.agent.post(path, { csrf: csrfOf(page), code: used });
    ways.try('by the password alone', await isGone());
    await theLastOne(service, ways);

    await nextStep(service);
    const fresh = await agent.get(path);
    await agent.submit(fresh, { code: ada.authenticator.codeAt(service.now()) });
    holds(await isGone(), 'a fresh code removes it');
    return ways.tell('{ways} ways without a fresh code of it, and the last one while MFA is required: it stays.');
  },
});

async function byAnotherPermit(
  service: TestService,
  {
    ada,
    agent,
    path,
  }: { readonly ada: Awaited<ReturnType<typeof createEnrolled>>; readonly agent: UserAgent; readonly path: string },
): Promise<void> {
  const now = await nextStep(service);
  const adding = await agent.submit(await agent.get(mySecurity('/confirm/add')), {
    code: ada.authenticator.codeAt(now),
  });
  holds(adding.body.includes('otpauth://'), `a fresh code permits to add one (${told(adding)})`);
  await agent.post(path, { csrf: csrfOf(adding), code: ada.authenticator.codeAt(now) });
}

/** While MFA is required the last one stays, or the account would stand open to whoever enrols first. */
async function theLastOne(service: TestService, ways: Ways): Promise<void> {
  const bob = await createEnrolled(service, { mfaRequired: true });
  const { agent } = await signInRightly(service, bob);
  const id = await idsOf(service, bob);
  const adding = await agent.get(mySecurity('/confirm/add'));
  const code = bob.authenticator.codeAt(await nextStep(service));
  await agent.post(mySecurity(`/confirm/remove/${id}`), { csrf: csrfOf(adding), code });
  ways.try('the last one, with a code, while MFA is required', (await idsOf(service, bob)) !== id);
}

async function idsOf({ services }: TestService, { account }: Person): Promise<string> {
  return (await services.mfa.read(account.userId)).authenticators.map(({ id }) => id).join();
}

function secretForms(secret: Uint8Array): readonly string[] {
  const base32 = encodeBase32(secret);
  return [
    base32,
    base32.replaceAll(/.{4}(?=.)/g, '$& '),
    Buffer.from(secret).toString('hex'),
    Buffer.from(secret).toString('base64'),
  ];
}

function mySecurity(path: string): string {
  return `/my-security${path}`;
}
