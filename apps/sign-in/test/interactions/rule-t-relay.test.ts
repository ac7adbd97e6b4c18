import { expect, test } from 'vitest';
import { authenticatorOf, createPerson, recoveryCodesOn, secretOn } from '@halfminute/sign-in/testing';
import { service, startServiceForFile } from '../service-for-file.ts';
import { entryToText } from '../../src/audit/entry-words.ts';
import { afterPassword, auditOf, authenticatorOfPerson, isIn, nextStep, settleInStep } from './walking.ts';

startServiceForFile();

test('T12 a code that was typed on a page shown elsewhere is judged like any other, and stands in the log with that place', async () => {
  const ada = await createPerson(service.services, { enrolled: true });
  const { agent, page } = await afterPassword(service, ada);
  const code = authenticatorOfPerson(ada).codeAt(await settleInStep(service));
  expect(isIn(await agent.submit(page, { code, seenOrigin: 'https://cases.evil.example' }))).toBe(true);
  const noted = await auditOf(service, ada, 'relay-suspected');
  expect(noted.map(({ detail }) => detail)).toEqual([{ origin: 'https://cases.evil.example' }]);
  expect(noted.map(({ kind, detail }) => entryToText({ kind, detail: { origin: String(detail['origin']) } }))).toEqual([
    'A code was typed on a page at "https://cases.evil.example", which is not ours',
  ]);
});

test('T12 E12 where the page is shown at its own place, what its script adds to the form is neither a relay nor a posted secret', async () => {
  const ada = await createPerson(service.services, { mfaRequired: true });
  const { agent, page } = await afterPassword(service, ada);
  const authenticator = authenticatorOf(secretOn(page));
  const code = authenticator.codeAt(await settleInStep(service));
  const codes = await agent.submit(page, { code, seenOrigin: service.issuer });
  expect(isIn(await agent.submit(codes, { typedBack: recoveryCodesOn(codes)[0], seenOrigin: service.issuer }))).toBe(
    true,
  );
  const next = await afterPassword(service, ada);
  const again = authenticator.codeAt(await nextStep(service));
  expect(isIn(await next.agent.submit(next.page, { code: again, seenOrigin: service.issuer }))).toBe(true);
  expect(await auditOf(service, ada, 'relay-suspected', 'posted-secret-ignored')).toEqual([]);
});
