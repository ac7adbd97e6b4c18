import { describe, expect, test } from 'vitest';
import { authenticatorOf, createPerson, recoveryCodesOn, secretOn, walk, wrongCode } from '@halfminute/sign-in/testing';
import type { Answer, Person, UserAgent } from '@halfminute/sign-in/testing';
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
  withoutSession,
} from './walking.ts';

startServiceForFile();

const byAdmin = {
  actor: { kind: 'admin', name: 'Ines Moreau' },
  source: { address: null, agent: null, place: null },
} as const;

async function linkFor(
  person: Person,
  kind: 'enrol' | 'enrol-ticket' | 'password-reset' | 'invitation',
): Promise<string> {
  const { services } = service;
  const { token } = await services.database.transaction((transaction) =>
    services.links.create(transaction, { kind, userId: person.account.userId }),
  );
  return `/link/${token}`;
}

describe('E1 who needs MFA gets in by no route with a factor missing', () => {
  const routes: readonly (readonly [string, string])[] = [
    ['GET', ''],
    ...[
      'password',
      'code',
      'recovery',
      'clock',
      'secure-account',
      'start-again',
      'recovery-codes',
      'replacement',
    ].flatMap(
      (name) =>
        [
          ['GET', name],
          ['POST', name],
        ] as const,
    ),
    ['POST', 'send-link'],
    ['POST', 'somebody-else'],
    ['POST', '__proto__'],
    ['POST', 'constructor'],
  ];

  /** Every stage that a sign-in without its second factor can be at. */
  const stages: readonly (readonly [string, () => Promise<{ agent: UserAgent; page: Answer; person: Person }>])[] = [
    [
      'before the password',
      async () => {
        const person = await createPerson(service.services, { mfaRequired: true, enrolled: true });
        const agent = service.userAgent();
        return { agent, person, page: await agent.get(service.client.start().url) };
      },
    ],
    ['at the code page', () => at({ mfaRequired: true, enrolled: true })],
    ['at the set-up page', () => at({ mfaRequired: true })],
    [
      'at the page that wants a link',
      async () => {
        const person = await createPerson(service.services, { mfaRequired: true });
        await service.services.mfa.reset({ userId: person.account.userId, reason: 'a new phone', context: byAdmin });
        return { ...(await afterPassword(service, person)), person };
      },
    ],
  ];

  async function at(options: Parameters<typeof createPerson>[1]) {
    const person = await createPerson(service.services, options);
    return { ...(await afterPassword(service, person)), person };
  }

  test.each(stages)('T7 %s', async (_name, begin) => {
    const { agent, page, person } = await begin();
    const [uid = ''] = /(?<=\/interaction\/)[^/]+/.exec(page.url.pathname) ?? [];
    const csrf = page.forms[0]?.fields.get('csrf') ?? '';
    const fields = {
      csrf,
      again: 'no',
      typedBack: 'K7QM 4RXT 9WBC H2FN',
      recovery: 'K7QM 4RXT 9WBC H2FN',
      code: '000000',
      stage: 'finished',
    };
    for (const [method, name] of routes) {
      const path = `/interaction/${uid}${name === '' ? '' : `/${name}`}`;
      const answer = method === 'GET' ? await agent.get(path) : await agent.post(path, fields);
      expect([method, name, isIn(answer)]).toEqual([method, name, false]);
      expect(answer.status).toBeLessThan(500);
    }
    expect(isIn(await agent.get(`/auth/${uid}`))).toBe(false);
    // Nor by beginning again in another tab, by another client, or silently.
    for (const parameters of [{}, { prompt: 'none' }, { acr_values: 'urn:halfminute:acr:pwd' }]) {
      expect(isIn(await agent.get(service.client.start(parameters).url))).toBe(false);
    }
    expect(await auditOf(service, person, 'signed-in')).toHaveLength(0);
  });

  test('and after the recovery codes are on show, not before one was typed back', async () => {
    const now = await settleInStep(service);
    const person = await createPerson(service.services, { mfaRequired: true });
    const { agent, page } = await afterPassword(service, person);
    const codes = await agent.submit(page, { code: authenticatorOf(secretOn(page)).codeAt(now) });
    expect(isIn(await agent.get(page.url))).toBe(false);
    expect((await agent.submit(codes, { typedBack: 'K7QM 4RXT 9WBC H2FN' })).status).toBe(403);
    expect(isIn(await agent.submit(codes, { typedBack: recoveryCodesOn(codes)[3] }))).toBe(true);
  });
});

describe('E2 a secret on show', () => {
  test('is the same at each reload and in the second tab, and another one in another sign-in', async () => {
    const ada = await createPerson(service.services, { mfaRequired: true });
    const { agent, page } = await afterPassword(service, ada);
    const [reloaded, tab, other] = [
      await agent.get(page.url),
      await agent.get(page.url),
      await afterPassword(service, ada),
    ];
    expect(secretOn(reloaded)).toEqual(secretOn(page));
    expect(secretOn(tab)).toEqual(secretOn(page));
    expect(secretOn(other.page)).not.toEqual(secretOn(page));
  });

  test('signs nobody in before it was confirmed', async () => {
    const ada = await createPerson(service.services, { mfaRequired: true, enrolled: true });
    const { agent } = await withCode(service, ada, authenticatorOfPerson(ada).codeAt(await settleInStep(service)));
    const add = await agent.get('/my-security/confirm/add');
    const now = await nextStep(service);
    const page = await agent.submit(add, { code: authenticatorOfPerson(ada).codeAt(now) });
    const pending = authenticatorOf(secretOn(page));
    expect((await withCode(service, ada, pending.codeAt(now))).page.status).toBe(403);
  });
});

describe('E3 the first enrolment', () => {
  test('goes straight from the password to the set-up page where it is not protected', async () => {
    const ada = await createPerson(service.services, { mfaRequired: true });
    const { page } = await afterPassword(service, ada);
    expect(page.text).toContain('Secure your account');
  });

  test('by a link that was opened before the sign-in, in the same browser, once', async () => {
    const ada = await createPerson(service.services, { mfaRequired: true });
    await service.services.mfa.reset({ userId: ada.account.userId, reason: 'a new phone', context: byAdmin });
    const agent = service.userAgent();
    await agent.submit(await agent.get(await linkFor(ada, 'enrol')), {});
    const first = await afterPassword(service, ada, { agent });
    expect(first.page.text).toContain('Secure your account');
    const second = await afterPassword(service, ada, { agent });
    expect(second.page.text).not.toContain('Secure your account');
  });
});

describe('E7 after a reset', () => {
  test('the password alone enrols nobody, whatever the setting; a mailed link does', async () => {
    const ada = await createPerson(service.services, { mfaRequired: true, enrolled: true });
    await service.services.mfa.reset({ userId: ada.account.userId, reason: 'a new phone', context: byAdmin });
    const { agent, page } = await afterPassword(service, ada);
    expect(page.forms.flatMap(({ names }) => names)).not.toContain('code');
    await agent.submit(await agent.get(await linkFor(ada, 'enrol')), {});
    // Also in a new sign-in, where the one that waited was closed.
    expect(isIn((await walk(service, ada, { agent })).answer)).toBe(true);
    await service.services.mfa.reset({ userId: ada.account.userId, reason: 'once more', context: byAdmin });
    const again = await afterPassword(service, ada, { agent: withoutSession(agent) });
    expect(again.page.text).not.toContain('Secure your account');
  });

  test('a link that was opened for a sign-in which went on is no use after the next reset', async () => {
    const ada = await createPerson(service.services, { mfaRequired: true, enrolled: true });
    const reset = (reason: string) =>
      service.services.mfa.reset({ userId: ada.account.userId, reason, context: byAdmin });
    await reset('a new phone');
    const { agent, page } = await afterPassword(service, ada);
    await agent.submit(await agent.get(await linkFor(ada, 'enrol')), {});
    const setUp = await agent.get(page.url);
    const code = authenticatorOf(secretOn(setUp)).codeAt(await settleInStep(service));
    const codes = await agent.submit(setUp, { code });
    expect(isIn(await agent.submit(codes, { typedBack: recoveryCodesOn(codes)[0] }))).toBe(true);
    await reset('once more');
    const again = await afterPassword(service, ada, { agent: withoutSession(agent) });
    expect(again.page.forms.flatMap(({ names }) => names)).not.toContain('code');
  });

  test('and after the cap only the ticket of an administrator does, and no mail', async () => {
    const ada = await createPerson(service.services, { mfaRequired: true, enrolled: true });
    for (let failures = 0; failures < 20; failures += 1) {
      await withCode(service, ada, wrongCode(authenticatorOfPerson(ada), service.now())).catch(() => null);
      await service.advance(3601);
    }
    await service.services.mfa.reset({ userId: ada.account.userId, reason: 'a new phone', context: byAdmin });
    const { agent, page } = await afterPassword(service, ada);
    expect(page.forms.some(({ action }) => action.endsWith('/send-link'))).toBe(false);
    await agent.submit(await agent.get(await linkFor(ada, 'enrol')), {});
    expect((await afterPassword(service, ada, { agent })).page.text).not.toContain('Secure your account');
    const other = service.userAgent();
    await other.submit(await other.get(await linkFor(ada, 'enrol-ticket')), {});
    expect((await afterPassword(service, ada, { agent: other })).page.text).toContain('Secure your account');
  });
});

test('E8 T8 a new password leaves the second factor as it is, and opens no session', async () => {
  const ada = await createPerson(service.services, { mfaRequired: true, enrolled: true });
  const before = await service.services.mfa.read(ada.account.userId);
  const agent = service.userAgent();
  const page = await agent.get(await linkFor(ada, 'password-reset'));
  const password = `a quite different one for ${ada.userName}`;
  const set = await agent.submit(page, { password, again: password });
  expect(set.status).toBe(200);
  expect(isIn(await agent.get(service.client.start().url))).toBe(false);
  const after = await service.services.mfa.read(ada.account.userId);
  expect(after.authenticators).toEqual(before.authenticators);
  const next = await afterPassword(service, { ...ada, password }, { agent });
  expect(next.page.text).toContain('Enter a one-time code');
});

test('E9 each authenticator that was ever bound stands in the log with its time and the address it came from', async () => {
  const now = await settleInStep(service);
  const ada = await createPerson(service.services, { mfaRequired: true });
  const { agent } = await walk(service, ada);
  const [stored] = (await service.services.mfa.read(ada.account.userId)).authenticators;
  expect(stored?.addedAt).toBeGreaterThanOrEqual(Math.floor(now));
  const entries = await service.services.audit.entries({
    userId: ada.account.userId,
    kinds: ['authenticator-added'],
    limit: 5,
  });
  expect(entries).toHaveLength(1);
  expect(entries[0]?.context.source.address).toBe('127.0.0.1');
  expect(entries[0]?.context.source.agent).toContain('Firefox');
  expect((await agent.get('/my-security')).text).toContain('You added the authenticator');
});

test('E5 T9 no page and no route gives a secret back once it was confirmed', async () => {
  const ada = await createPerson(service.services, { mfaRequired: true });
  const { agent, page } = await afterPassword(service, ada);
  const secret = new URL(page.links.find(({ href }) => href.startsWith('otpauth'))?.href ?? '').searchParams.get(
    'secret',
  );
  const code = authenticatorOf(secretOn(page)).codeAt(await settleInStep(service));
  const codes = await agent.submit(page, { code });
  const done = await agent.submit(codes, { typedBack: recoveryCodesOn(codes)[0] });
  expect(isIn(done)).toBe(true);
  const [stored] = (await service.services.mfa.read(ada.account.userId)).authenticators;
  const paths = [
    page.url.pathname,
    `${page.url.pathname}/secure-account`,
    '/my-security',
    '/my-security/add',
    '/my-security/activity',
    `/my-security/authenticators/${stored?.id ?? ''}`,
  ];
  for (const path of paths) {
    const answer = await agent.get(path);
    expect(answer.body).not.toContain(secret ?? 'no secret');
    expect(answer.body).not.toContain('otpauth://');
  }
});

test('T27 of two set-ups with the password alone that are confirmed at once exactly one is bound', async () => {
  const ada = await createPerson(service.services, { mfaRequired: true });
  const now = await settleInStep(service);
  const windows = await Promise.all([afterPassword(service, ada), afterPassword(service, ada)]);
  const answers = await Promise.all(
    windows.map(({ agent, page }) => agent.submit(page, { code: authenticatorOf(secretOn(page)).codeAt(now) })),
  );
  expect(answers.filter(({ text }) => text.includes('Keep your recovery codes'))).toHaveLength(1);
  expect((await service.services.mfa.read(ada.account.userId)).authenticators).toHaveLength(1);
  const [late] = answers.filter(({ text }) => !text.includes('Keep your recovery codes'));
  expect(late?.text).toContain('Enter a one-time code');
});

test('T6 an attacker with the password who set up first loses all of it by the link in the mail', async () => {
  const ada = await createPerson(service.services, { mfaRequired: true });
  const attacker = await walk(service, ada);
  expect(isIn(attacker.answer)).toBe(true);
  const { services } = service;
  const [added] = (await services.mfa.read(ada.account.userId)).authenticators;
  expect(await mailsTo(service, ada)).toContain('authenticator-added');
  const { token } = await services.database.transaction((transaction) =>
    services.links.create(transaction, {
      kind: 'not-me',
      userId: ada.account.userId,
      parameters: { at: added?.addedAt ?? 0, kind: 'authenticator-added' },
    }),
  );
  const victim = service.userAgent();
  const asked = await victim.get(`/link/${token}`);
  expect(asked.text).toContain('Freeze your account?');
  expect((await services.accounts.byUserId(ada.account.userId))?.frozenAt).toBeNull();
  const frozen = await victim.submit(asked, {});
  expect(frozen.text).toContain('Your account is frozen');
  expect(frozen.text).toMatch(/F \d{4}/);
  expect((await services.mfa.read(ada.account.userId)).authenticators).toHaveLength(0);
  expect((await services.accounts.byUserId(ada.account.userId))?.frozenAt).not.toBeNull();
  // The attacker's session is dead, and so is his password until IT opens the account again.
  expect(isIn(await attacker.agent.get(service.client.start().url))).toBe(false);
  const again = await afterPassword(service, ada);
  expect(again.page.status).toBe(403);
  expect(again.page.text).toContain('Your account is frozen');
  expect(await mailsTo(service, ada)).toEqual(expect.arrayContaining(['account-frozen', 'account-frozen-admin']));
  expect((await victim.get(`/link/${token}`)).status).toBe(410);
});

describe('T6 a sign-in that was on its way when the account was frozen does not go on when IT opens it again', () => {
  test.each([
    ['at the set-up page', { mfaRequired: true }],
    ['at the code page', { enrolled: true }],
  ])('%s', async (_name, options) => {
    const ada = await createPerson(service.services, options);
    const attacker = await afterPassword(service, ada);
    const { services } = service;
    const { token } = await services.database.transaction((transaction) =>
      services.links.create(transaction, {
        kind: 'not-me',
        userId: ada.account.userId,
        parameters: { at: Math.floor(service.now()) },
      }),
    );
    const victim = service.userAgent();
    await victim.submit(await victim.get(`/link/${token}`), {});
    await services.database.transaction((transaction) => services.accounts.unfreeze(transaction, ada.account.userId));
    const page = await attacker.agent.get(attacker.page.url);
    expect(page.forms.flatMap(({ names }) => names)).toContain('password');
    const before = await services.mfa.read(ada.account.userId);
    await attacker.agent.submit(attacker.page, { code: '000000' });
    expect(await services.mfa.read(ada.account.userId)).toEqual(before);
  });
});

test('E6 adding, a used recovery code and a new device are each told by mail', async () => {
  await settleInStep(service);
  const ada = await createPerson(service.services, {
    mfaRequired: true,
    account: { otherMails: ['ada@home.example'] },
  });
  const { authenticator } = await walk(service, ada);
  expect(await mailsTo(service, ada)).toContain('authenticator-added');
  const [recovery = ''] = await giveRecoveryCodes(service, ada);
  const second = await afterPassword(service, ada);
  const page = await second.agent.get(`${second.page.url.pathname}/recovery`);
  await second.agent.submit(page, { recovery });
  expect(await mailsTo(service, ada)).toContain('recovery-code-used');
  const later = await nextStep(service);
  await withCode(service, ada, authenticator?.codeAt(later) ?? '', {
    parameters: { acr_values: 'urn:halfminute:acr:remembered' },
    remember: true,
  });
  expect(await mailsTo(service, ada)).toContain('new-device');
});
