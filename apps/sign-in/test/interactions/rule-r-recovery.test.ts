import { describe, expect, test } from 'vitest';
import { authenticatorOf, createPerson, recoveryCodesOn, secretOn } from '@halfminute/sign-in/testing';
import type { Answer, Person } from '@halfminute/sign-in/testing';
import { service, startServiceForFile } from '../service-for-file.ts';
import {
  afterPassword,
  auditOf,
  authenticatorOfPerson,
  giveRecoveryCodes,
  isIn,
  mailsTo,
  nextStep,
  settleInStep,
  withCode,
} from './walking.ts';
import type { OnTheWay } from './walking.ts';

startServiceForFile();

async function atRecoveryPage(person: Person): Promise<OnTheWay> {
  const { agent, request, page } = await afterPassword(service, person);
  return { agent, request, page: await agent.get(`${page.url.pathname}/recovery`) };
}

const isTaken = (page: Answer) => page.text.includes('This one takes its place');

test('R3 of fifty parallel uses of one recovery code exactly one is taken', async () => {
  const ada = await createPerson(service.services, { enrolled: true });
  const [recovery = ''] = await giveRecoveryCodes(service, ada);
  const standing = await Promise.all(Array.from({ length: 10 }, () => atRecoveryPage(ada)));
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => standing)
      .flat()
      .map(({ agent, page }) => agent.submit(page, { recovery })),
  );
  // A second answer of the same browser leads to the page of the first; so the log is asked, too.
  expect(answers.some(isTaken)).toBe(true);
  expect(await auditOf(service, ada, 'recovery-code-used')).toHaveLength(1);
  const { recovery: set } = await service.services.mfa.read(ada.account.userId);
  expect(set?.codes.filter(({ usedAt }) => usedAt !== null)).toHaveLength(1);
}, 60_000);

describe('R4 a recovery code that was used', () => {
  test('is told by mail, gives one in its place that works, and leads to setting up an authenticator again', async () => {
    const ada = await createPerson(service.services, { enrolled: true });
    const [recovery = ''] = await giveRecoveryCodes(service, ada);
    const { agent, page } = await atRecoveryPage(ada);
    const replaced = await agent.submit(page, { recovery });
    expect(isTaken(replaced)).toBe(true);
    expect(await mailsTo(service, ada)).toContain('recovery-code-used');
    const [inItsPlace = ''] = recoveryCodesOn(replaced);
    expect(inItsPlace).not.toBe(recovery);

    const setUp = await agent.submit(replaced, {}, { button: 'yes' });
    expect(setUp.links.some(({ href }) => href.startsWith('otpauth://'))).toBe(true);
    const authenticator = authenticatorOf(secretOn(setUp));
    const now = await settleInStep(service);
    expect(isIn(await agent.submit(setUp, { code: authenticator.codeAt(now) }))).toBe(true);
    expect((await service.services.mfa.read(ada.account.userId)).authenticators).toHaveLength(2);

    const next = await atRecoveryPage(ada);
    expect(isTaken(await next.agent.submit(next.page, { recovery: inItsPlace }))).toBe(true);
  });

  test('shows its replacement to nobody who comes later', async () => {
    const ada = await createPerson(service.services, { enrolled: true });
    const [recovery = ''] = await giveRecoveryCodes(service, ada);
    const { agent, page } = await atRecoveryPage(ada);
    const replaced = await agent.submit(page, { recovery });
    const [code = ''] = recoveryCodesOn(replaced);
    expect(isIn(await agent.submit(replaced, {}, { button: 'no' }))).toBe(true);
    expect((await agent.get(replaced.url)).body).not.toContain(code.slice(0, 4));
  });
});

test('R5 a recovery code without the password opens nothing, and the tokens say how somebody came in (S3)', async () => {
  const ada = await createPerson(service.services, { enrolled: true });
  const [recovery = ''] = await giveRecoveryCodes(service, ada);
  const stranger = service.userAgent();
  const start = await stranger.get(service.client.start().url);
  const csrf = start.forms[0]?.fields.get('csrf');
  const refused = await stranger.post(`${start.url.pathname}/recovery`, { csrf, recovery, user: ada.userName });
  expect(refused.forms.flatMap(({ names }) => names)).toContain('password');

  const { agent, request, page } = await atRecoveryPage(ada);
  const replaced = await agent.submit(page, { recovery });
  const back = await agent.submit(replaced, {}, { button: 'no' });
  const { claims } = await service.client.redeem(service.client.codeOf(back, request), request);
  expect(claims).toMatchObject({
    acr: 'urn:halfminute:acr:mfa',
    amr: ['pwd', 'urn:halfminute:amr:recovery-code', 'mfa'],
  });
});

describe('R6 recovery codes are on show until one of them was typed back', () => {
  const mfa = { acr_values: 'urn:halfminute:acr:mfa' };

  async function atCodes(): Promise<OnTheWay & { readonly ada: Person; readonly secret: Uint8Array }> {
    const ada = await createPerson(service.services, { mfaRequired: true });
    const standing = await afterPassword(service, ada, { parameters: mfa });
    const secret = secretOn(standing.page);
    const code = authenticatorOf(secret).codeAt(await settleInStep(service));
    return { ...standing, ada, secret, page: await standing.agent.submit(standing.page, { code }) };
  }

  test('the same ones at each reload; any one does, in small letters and without blanks, and stays valid', async () => {
    const { agent, page, ada } = await atCodes();
    const codes = recoveryCodesOn(page);
    expect(codes).toHaveLength(8);
    expect(recoveryCodesOn(await agent.get(page.url))).toEqual(codes);
    const wrong = await agent.submit(page, { typedBack: 'K7QM 4RXT 9WBC H2FN' });
    expect(wrong.text).toContain('That is none of the eight.');
    expect(recoveryCodesOn(wrong)).toEqual(codes);
    const typedBack = codes[4]?.toLowerCase().replaceAll(' ', '') ?? '';
    expect(isIn(await agent.submit(wrong, { typedBack }))).toBe(true);
    const again = await atRecoveryPage(ada);
    expect(isTaken(await again.agent.submit(again.page, { recovery: codes[4] ?? '' }))).toBe(true);
  });

  test('R6 whoever pastes the whole list has them, too', async () => {
    const { agent, page } = await atCodes();
    const typedBack = recoveryCodesOn(page)
      .map((code, index) => `${index + 1}. ${code.toLowerCase()}`)
      .join('\n');
    expect(isIn(await agent.submit(page, { typedBack }))).toBe(true);
  });

  test('whoever closes the page gets new ones at the next sign-in, since the first are lost', async () => {
    const { page, ada, secret } = await atCodes();
    const lost = recoveryCodesOn(page);
    const now = await nextStep(service);
    const next = await withCode(service, ada, authenticatorOf(secret).codeAt(now), { parameters: mfa });
    const codes = recoveryCodesOn(next.page);
    expect(codes).toHaveLength(8);
    expect(codes).not.toEqual(lost);
    expect(isIn(await next.agent.submit(next.page, { typedBack: codes[0] ?? '' }))).toBe(true);
    const later = await nextStep(service);
    expect(isIn((await withCode(service, ada, authenticatorOf(secret).codeAt(later))).page)).toBe(true);
  });

  test('an authenticator that was taken over from elsewhere brings none, so they come with its first code', async () => {
    const ada = await createPerson(service.services, { enrolled: true, recovery: 'none' });
    const now = await settleInStep(service);
    const { page } = await withCode(service, ada, authenticatorOfPerson(ada).codeAt(now));
    expect(recoveryCodesOn(page)).toHaveLength(8);
  });

  test('R2 the database holds them only hashed, and sealed while they are on show', async () => {
    const { page } = await atCodes();
    const rows = await service.services.database.kysely.selectFrom('attempt').select('state').execute();
    const hashes = await service.services.database.kysely.selectFrom('mfa_recovery_code').selectAll().execute();
    const stored = JSON.stringify([rows, hashes]);
    for (const code of recoveryCodesOn(page)) {
      expect(stored).not.toContain(code);
      expect(stored).not.toContain(code.replaceAll(' ', ''));
    }
  });
});

test('R6 codes that another window has replaced meanwhile are not taken for kept: there are new ones', async () => {
  const ada = await createPerson(service.services, { enrolled: true, recovery: 'none' });
  const authenticator = authenticatorOfPerson(ada);
  const one = await withCode(service, ada, authenticator.codeAt(await nextStep(service)));
  const other = await withCode(service, ada, authenticator.codeAt(await nextStep(service)));
  const [old = ''] = recoveryCodesOn(one.page);
  expect(recoveryCodesOn(other.page)).not.toContain(old);
  const again = await one.agent.submit(one.page, { typedBack: old });
  expect(isIn(again)).toBe(false);
  const [fresh = ''] = recoveryCodesOn(again);
  expect(fresh).not.toBe(old);
  expect((await service.services.mfa.read(ada.account.userId)).recovery?.keptAt).toBeNull();
  expect(isIn(await one.agent.submit(again, { typedBack: fresh }))).toBe(true);
  const { agent, page } = await atRecoveryPage(ada);
  expect(isTaken(await agent.submit(page, { recovery: fresh }))).toBe(true);
});
