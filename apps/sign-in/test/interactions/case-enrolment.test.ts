import { parseOtpauthUri } from '@halfminute/otp';
import { expect, test } from 'vitest';
import { authenticatorOf, createPerson, freshName, secretOn, walk, wrongCode } from '@halfminute/sign-in/testing';
import { service, startServiceForFile } from '../service-for-file.ts';
import { afterPassword, isIn, nextStep, settleInStep, withCode } from './walking.ts';

startServiceForFile();

const linkOn = (page: { readonly links: readonly { readonly href: string }[] }) =>
  page.links.find(({ href }) => href.startsWith('otpauth://'))?.href ?? '';

test('case C31 after a wrong code the set-up page shows the same key, and a code of it completes the set-up', async () => {
  const now = await settleInStep(service);
  const ada = await createPerson(service.services, { mfaRequired: true });
  const { agent, page } = await afterPassword(service, ada);
  const authenticator = authenticatorOf(secretOn(page));
  const refused = await agent.submit(page, { code: wrongCode(authenticator, now) });
  expect(refused.status).toBe(403);
  expect(refused.text).toContain('That code is not right.');
  expect(linkOn(refused)).toBe(linkOn(page));
  expect((await agent.submit(refused, { code: authenticator.codeAt(now) })).text).toContain('Keep your recovery codes');
});

test('case C36 after off and on again the old entry is refused, and the set-up page says to delete it', async () => {
  await settleInStep(service);
  const ada = await createPerson(service.services);
  const mfa = { acr_values: 'urn:halfminute:acr:mfa' };
  const first = await walk(service, ada, { parameters: mfa });
  const [authenticator] = (await service.services.mfa.read(ada.account.userId)).authenticators;
  const remove = await first.agent.get(`/my-security/confirm/remove/${authenticator?.id ?? ''}`);
  const now = await nextStep(service);
  const removed = await first.agent.submit(remove, { code: first.authenticator?.codeAt(now) ?? '' });
  expect(removed.text).toContain('The authenticator was removed');

  const { agent, page } = await afterPassword(service, ada, { parameters: mfa });
  expect(page.text).toMatch(/old entry for Cases ?\. Delete it first/);
  const again = authenticatorOf(secretOn(page));
  const codes = await agent.submit(page, { code: again.codeAt(now) });
  expect(codes.text).toContain('Keep your recovery codes');
  const later = await nextStep(service);
  const withOld = await withCode(service, ada, first.authenticator?.codeAt(later) ?? '', { parameters: mfa });
  expect(withOld.page.status).toBe(403);
});

test('case C38 on the set-up page the key stands in groups of four, is copied without blanks, and a link opens an authenticator', async () => {
  const ada = await createPerson(service.services, { mfaRequired: true });
  const { page } = await afterPassword(service, ada);
  const uri = linkOn(page);
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  const groups = secret.match(/.{1,4}/g)?.join(' ') ?? '';
  expect(page.text).toContain(groups);
  expect(page.body).toContain(`"${secret}"`);
  expect(parseOtpauthUri(uri)).toMatchObject({
    issuer: 'Cases',
    accountName: ada.userName,
    digits: 6,
    periodSeconds: 30,
  });
});

test.each([
  ['of 200 letters', 'w'.repeat(188)],
  ['of 200 emoji', '😀'.repeat(188)],
  ['of ideographs', '李'.repeat(60)],
  ['of an everyday length', 'ada.lovelace@hartwell-moss.example'],
])(
  'case C37 C38 a user name %s leaves the picture large enough for a camera, and the link whole',
  async (_name, start) => {
    const userName = freshName(start).slice(0, 400);
    const ada = await createPerson(service.services, {
      account: { userName, mail: 'ada@hartwell-moss.example' },
      password: 'correct horse battery staple',
      mfaRequired: true,
    });
    const { page } = await afterPassword(service, ada);
    expect(page.status).toBe(200);
    expect(parseOtpauthUri(linkOn(page))).toMatchObject({ issuer: 'Cases', accountName: ada.account.userName });
    expect(page.text).toContain(ada.account.userName);
    const side = Number(/viewBox="0 0 (\d+) \1"/.exec(page.body.slice(page.body.indexOf('class="qr"')))?.[1]);
    expect(side).toBeGreaterThan(0);
    expect(side).toBeLessThanOrEqual(65);
  },
);

test('E12 T30 a secret that the browser posts is ignored, and stands in the audit log', async () => {
  const now = await settleInStep(service);
  const ada = await createPerson(service.services, { mfaRequired: true });
  const { agent, page } = await afterPassword(service, ada);
  const own = authenticatorOf(new Uint8Array(20).fill(65));
  const posted = { secret: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', totpSecret: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' };
  const form = page.forms.find(({ names }) => names.includes('code'));
  const refused = await agent.post(form?.action ?? '', {
    csrf: form?.fields.get('csrf'),
    code: own.codeAt(now),
    ...posted,
  });
  expect(refused.status).toBe(403);
  expect(linkOn(refused)).toBe(linkOn(page));
  const rows = await service.services.audit.entries({
    userId: ada.account.userId,
    kinds: ['posted-secret-ignored'],
    limit: 5,
  });
  expect(rows).toHaveLength(1);
  expect(isIn((await walk(service, ada)).answer)).toBe(true);
});
