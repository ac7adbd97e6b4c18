import { expect, test } from 'vitest';
import { createPerson } from '@halfminute/sign-in/testing';
import { service, startServiceForFile } from '../service-for-file.ts';
import { afterPassword, mailsTo } from './walking.ts';

startServiceForFile({ config: { policy: { protectedEnrolment: true } } });

test('E3 T6 with protected enrolment the password alone enrols nobody: a mailed link is needed as well; the link works once, and the sign-in that waits goes on', async () => {
  const ada = await createPerson(service.services, { mfaRequired: true });
  const { agent, page } = await afterPassword(service, ada);
  expect(page.forms.flatMap(({ names }) => names)).not.toContain('code');
  const sent = await agent.submit(page, {}, { choose: ({ action }) => action.endsWith('/send-link') });
  expect(sent.status).toBe(200);
  expect(await mailsTo(service, ada)).toEqual(['enrol-link']);

  const { token } = await service.services.database.transaction((transaction) =>
    service.services.links.create(transaction, { kind: 'enrol', userId: ada.account.userId }),
  );
  const opened = await agent.get(`/link/${token}`);
  expect((await agent.get(page.url)).forms.flatMap(({ names }) => names)).not.toContain('code');
  const used = await agent.submit(opened, {});
  expect((await agent.get(`/link/${token}`)).status).toBe(410);
  const setUp = await agent.get(page.url);
  expect(setUp.text).toContain('Secure your account');
  expect(used.links.some(({ href }) => href.includes(page.url.pathname))).toBe(true);

  // Somebody else with the password still stands before the page that wants a link.
  const attacker = await afterPassword(service, ada);
  expect(attacker.page.forms.flatMap(({ names }) => names)).not.toContain('code');
  expect((await attacker.agent.get(`/link/${token}`)).status).toBe(410);
});
