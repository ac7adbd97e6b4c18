import { createPerson, signIn } from '@halfminute/sign-in/testing';
import type { Person, TestService } from '@halfminute/sign-in/testing';
import { defineAttack, holds } from './attack.ts';
import type { Ways } from './attack.ts';
import { withService } from './target.ts';
import { runAdmin } from './admin-command.ts';
import { afterPassword, csrfOf, isIn, mailedLinks, mailKinds, nextStep, told } from './steps.ts';
import type { OnTheWay } from './steps.ts';

export const hijack = defineAttack({
  id: 'T6',
  name: 'Whoever has the password enrols first',
  realCase: 'The default everywhere; Keycloak CVE-2026-37982; abuse of temporary access passes',

  async carryOut(target, ways) {
    await withService(target, { config: { policy: { protectedEnrolment: true } } }, (service) =>
      beforeProtectedDoor(service, ways),
    );
    await thenTheVictimReadsTheMail(await target.service(), ways);
    return ways.tell(
      'Protected: {ways} ways to a secret without the own link, each stopped. Unprotected: the attacker enrols; the mail\'s "This was not me" takes factor, session, codes and tokens.',
    );
  },
});

/** The password alone leads to the page that wants a link, and nothing but that account's own unspent link leads on. */
async function beforeProtectedDoor(service: TestService, ways: Ways): Promise<void> {
  const ada = await createPerson(service.services, { mfaRequired: true });
  const mallory = await createPerson(service.services, { mfaRequired: true });
  const showsSecret = ({ page }: OnTheWay) => page.body.includes('otpauth://');
  const attack = await afterPassword(service, ada);
  ways.try('the password alone', showsSecret(attack));
  const { agent, page } = attack;
  for (const act of ['secure-account', 'start-again', 'code', 'recovery-codes', 'replacement', 'constructor']) {
    const answer = await agent.post(`${page.url.pathname}/${act}`, {
      csrf: csrfOf(page),
      code: '000000',
      again: 'yes',
    });
    ways.try(`posting ${act}`, answer.body.includes('otpauth://') || isIn(answer));
  }
  for (const path of ['/my-security/add', '/my-security/confirm/add', `${page.url.pathname}/secure-account`]) {
    ways.try(`looking at ${path}`, (await agent.get(path)).body.includes('otpauth://'));
  }

  const foreign = service.userAgent();
  await foreign.submit(await foreign.get(await linkFor(service, mallory)), {});
  ways.try("another account's link", showsSecret(await afterPassword(service, ada, { agent: foreign })));
  const wrongKind = await linkFor(service, ada, 'password-reset');
  await foreign.get(wrongKind);
  ways.try('a link of another kind', showsSecret(await afterPassword(service, ada, { agent: foreign })));

  const late = await linkFor(service, ada);
  const lateAgent = service.userAgent();
  const opened = await lateAgent.get(late);
  await service.advance(86_400 + 1);
  await lateAgent.submit(opened, {});
  ways.try('a link after 24 hours', showsSecret(await afterPassword(service, ada, { agent: lateAgent })));

  const link = await linkFor(service, ada);
  const victim = service.userAgent();
  const spent = await victim.submit(await victim.get(link), {});
  const own = await afterPassword(service, ada, { agent: victim });
  holds(showsSecret(own), `the own link and the password lead to the secret (${told(spent)}; ${told(own.page)})`);
  const again = service.userAgent();
  const form = await again.get(link);
  await again.post(link, { csrf: csrfOf(form) });
  ways.try('the link a second time', showsSecret(await afterPassword(service, ada, { agent: again })));
  const asked = await afterPassword(service, ada);
  await asked.agent.submit(asked.page, {}, { choose: ({ action }) => action.endsWith('/send-link') });
  ways.try('asking for a link shows it', (await asked.agent.get(asked.page.url)).body.includes('/link/'));
}

/** Without protection the attacker wins the race; the mail of it is the safeguard, and has to take everything back. */
async function thenTheVictimReadsTheMail(service: TestService, ways: Ways): Promise<void> {
  const ada = await createPerson(service.services, { mfaRequired: true });
  await nextStep(service);
  const theft = await signIn(service, ada, { parameters: { scope: 'openid offline_access', prompt: 'consent' } });
  const { authenticator } = theft;
  holds(theft.tokens.status === 200 && authenticator !== null, 'the attacker enrols first, with the password alone');
  const halfway = await afterPassword(service, ada);
  ways.try('nobody told of the new authenticator', !(await mailKinds(service, ada)).includes('authenticator-added'));

  const victim = service.userAgent();
  const pages = await Promise.all((await mailedLinks(service, ada)).map((link) => victim.get(link)));
  const page = pages.find(({ text }) => text.includes('Freeze your account?'));
  holds(page !== undefined, 'the mail about the new authenticator has a link "This was not me"');
  holds(!(await isFrozen(service, ada)), 'opening the link changes nothing');
  const done = await victim.submit(page, {});
  holds(await isFrozen(service, ada), `its button freezes the account (${told(done)})`);

  ways.try("the attacker's session", isIn(await theft.agent.get(service.client.start().url)));
  ways.try("the attacker's My security", (await theft.agent.get('/my-security')).text.includes('This was not me'));
  const refreshed = await service.client.refresh(theft.tokens.refreshToken ?? '');
  ways.try("the attacker's refresh token", refreshed.status === 200);
  const info = await service.client.userinfo(theft.tokens.accessToken);
  ways.try("the attacker's access token", info.status === 200);
  const code = authenticator.codeAt(await nextStep(service));
  const csrf = csrfOf(halfway.page);
  ways.try(
    'a sign-in that stood at the code page',
    isIn(await halfway.agent.post(`${halfway.page.url.pathname}/code`, { csrf, code })),
  );
  ways.try('the password', !(await afterPassword(service, ada)).page.text.includes('Your account is frozen'));
  const record = await service.services.mfa.read(ada.account.userId);
  ways.try("the attacker's authenticator stays", record.authenticators.length > 0);
  ways.try("the attacker's recovery codes stay", record.recovery !== null);
  ways.try('the link works again', (await victim.get(page.url)).status === 200);

  // IT opens the account again, and the attacker still has the password.
  await runAdmin(service, ['unfreeze', ada.userName, '--reason', 'she came with her passport', '--admin', 'grace']);
  const back = await afterPassword(service, ada);
  holds(back.page.status === 200, `the account is open again (${told(back.page)})`);
  ways.try('the password alone enrols again after the freezing', back.page.body.includes('otpauth://'));
}

async function isFrozen({ services }: TestService, { account }: Person): Promise<boolean> {
  return (await services.accounts.byUserId(account.userId))?.frozenAt !== null;
}

async function linkFor(
  { services }: TestService,
  { account }: Person,
  kind: 'enrol' | 'password-reset' = 'enrol',
): Promise<string> {
  const { token } = await services.database.transaction((transaction) =>
    services.links.create(transaction, { kind, userId: account.userId }),
  );
  return `/link/${token}`;
}
