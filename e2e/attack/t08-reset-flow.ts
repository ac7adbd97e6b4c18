import { createPerson } from '@halfminute/sign-in/testing';
import type { TestService, UserAgent } from '@halfminute/sign-in/testing';
import { defineAttack, holds } from './attack.ts';
import type { Ways } from './attack.ts';
import {
  afterPassword,
  createEnrolled,
  csrfOf,
  isIn,
  mailedLinks,
  signInRightly,
  takesCode,
  told,
  withoutSession,
} from './steps.ts';

export const resetFlow = defineAttack({
  id: 'T8',
  name: 'Past the second factor by "Forgot the password?"',
  realCase: 'Keycloak CVE-2026-18963 and #12759',

  async carryOut(target, ways) {
    const service = await target.service();
    const ada = await createEnrolled(service);
    const remembered = { acr_values: 'urn:halfminute:acr:remembered' };
    const home = await signInRightly(service, ada, { parameters: remembered, remember: true });
    const before = await service.services.mfa.read(ada.account.userId);
    holds(before.devices.length === 1, 'a device is remembered');

    // Whoever reads her mails asks for the link.
    const attacker = service.userAgent();
    const link = await askForLink(service, attacker, ada);
    const page = await attacker.get(link);
    ways.try('the page of the link shows a secret', page.body.includes('otpauth://'));
    const password = `words of somebody else ${ada.userName}`;
    const set = await attacker.submit(page, { password, again: password });
    holds(set.status === 200, `the link sets a new password (${told(set)})`);
    ways.try('the link signs in', isIn(set) || isIn(await attacker.get(service.client.start().url)));
    ways.try('the link opens My security', (await attacker.get('/my-security')).text.includes('This was not me'));
    for (const parameters of [{}, remembered, { prompt: 'none' }, { acr_values: 'urn:halfminute:acr:pwd' }]) {
      ways.try('a new sign-in without a code', isIn(await attacker.get(service.client.start(parameters).url)));
    }
    const taken = { ...ada, password };
    for (const parameters of [{}, remembered, { acr_values: 'urn:halfminute:acr:pwd' }]) {
      const way = await afterPassword(service, taken, { agent: withoutSession(attacker), parameters });
      ways.try('the new password alone', isIn(way.page));
      holds(takesCode(way.page), `the new password leads to a code (${told(way.page)})`);
      ways.try('the new password enrols', way.page.body.includes('otpauth://'));
    }
    const device = withoutSession(home.agent);
    const byDevice = await afterPassword(service, taken, { agent: device, parameters: remembered });
    ways.try('the new password with a device of before', isIn(byDevice.page));
    ways.try('the session of before', isIn(await home.agent.get(service.client.start().url)));
    ways.try(
      'the link a second time',
      (await attacker.post(link, { csrf: csrfOf(page), password, again: password })).status === 200,
    );

    const after = await service.services.mfa.read(ada.account.userId);
    const factors = ({ authenticators, recovery, enrolmentNeeds }: typeof after) =>
      JSON.stringify([authenticators.map(({ id }) => id), recovery?.codes.map(({ id }) => id), enrolmentNeeds]);
    ways.try('the factors have changed', factors(after) !== factors(before));
    await signInRightly(service, taken);
    await forAnother(service, ways);
    return ways.tell('A mailed link and {ways} ways on from it: the new password still wants the old factor.');
  },
});

/** The link of one account names no other, whatever is posted with it. */
async function forAnother(service: TestService, ways: Ways): Promise<void> {
  const mallory = await createPerson(service.services);
  const victim = await createPerson(service.services);
  const agent = service.userAgent();
  const link = await askForLink(service, agent, mallory);
  const page = await agent.get(link);
  const password = 'quite other words than before';
  const { userId } = victim.account;
  const posted = await agent.submit(page, {
    password,
    again: password,
    user: victim.userName,
    userId,
    account: userId,
  });
  holds(posted.status === 200, `the link works for its own account (${told(posted)})`);
  ways.try("another user's password", isIn((await afterPassword(service, { ...victim, password })).page));
  holds(isIn((await afterPassword(service, { ...mallory, password })).page), 'the own password is the new one');
}

async function askForLink(
  service: TestService,
  agent: UserAgent,
  person: Parameters<typeof mailedLinks>[1],
): Promise<string> {
  const sent = await agent.submit(await agent.get('/forgotten'), { user: person.userName });
  const [link] = await mailedLinks(service, person);
  holds(sent.status === 200 && link !== undefined, 'a link comes by mail');
  return link;
}
