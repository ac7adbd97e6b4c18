import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acrValues } from '../../src/provider/acr.ts';
import { loginResult } from '../../src/provider/login-result.ts';
import type { SecondFactor } from '../../src/provider/acr.ts';
import { createPerson } from '../../testing/people.ts';
import type { Person } from '../../testing/people.ts';
import type { Answer, UserAgent } from '../../testing/user-agent.ts';
import { startBareProvider } from './bare-provider.ts';
import type { BareProvider } from './bare-provider.ts';

const multiFactorAlias = 'http://schemas.openid.net/pape/policies/2007/06/multi-factor';

let bare: BareProvider;
let ada: Person;
beforeAll(async () => {
  bare = await startBareProvider();
  ada = await createPerson(bare.services);
});
afterAll(() => bare.stop());

const now = () => Math.floor(Date.now() / 1000);

function login(factor: SecondFactor, { whole = true, person = ada } = {}) {
  return loginResult({ accountId: person.account.userId, factor, at: now(), whole });
}

/** A browser with a session of this class. */
async function signedIn(factor: SecondFactor, person = ada): Promise<UserAgent> {
  const agent = bare.userAgent();
  const page = await agent.get(bare.client.start().url);
  await bare.finish(agent, page, login(factor, { person }));
  return agent;
}

async function ask(agent: UserAgent, parameters: Readonly<Record<string, string>>) {
  const request = bare.client.start(parameters);
  const answer = await agent.get(request.url);
  const redeem = (from: Answer = answer) => bare.client.redeem(bare.client.codeOf(from, request), request);
  return { request, answer, redeem };
}

describe('what a client asks for', () => {
  test('P2 acr_values is a demand: a session of a weaker class is asked for more', async () => {
    const agent = await signedIn('none');
    const { answer, redeem } = await ask(agent, { acr_values: acrValues.mfa });
    expect(bare.details(answer).prompt).toMatchObject({ name: 'login', reasons: ['class_unmet'] });
    const tokens = await redeem(await bare.finish(agent, answer, login('code', { whole: false })));
    expect(tokens.claims).toMatchObject({ acr: acrValues.mfa, amr: ['pwd', 'otp', 'mfa'] });
  });

  test('P2 with prompt=none a weaker session is told unmet_authentication_requirements', async () => {
    const agent = await signedIn('none');
    const { answer } = await ask(agent, { acr_values: acrValues.mfa, prompt: 'none' });
    expect(bare.client.errorOf(answer)).toBe('unmet_authentication_requirements');
  });

  test('P3 an interaction that comes back too weak ends with an error instead of asking again', async () => {
    const agent = bare.userAgent();
    const claims = JSON.stringify({ id_token: { acr: { essential: true, value: acrValues.mfa } } });
    const { answer } = await ask(agent, { claims });
    const back = await bare.finish(agent, answer, login('none'));
    expect(bare.client.errorOf(back)).toBe('unmet_authentication_requirements');
  });

  test('P4 acr, amr and auth_time stand in every ID token', async () => {
    const agent = await signedIn('remembered');
    const { redeem } = await ask(agent, {});
    const { claims } = await redeem();
    expect(claims).toMatchObject({ acr: acrValues.remembered, amr: ['pwd'] });
    expect(claims['auth_time']).toBeGreaterThan(now() - 60);
  });

  test.each([
    ['none', acrValues.pwd, ['pwd']],
    ['remembered', acrValues.remembered, ['pwd']],
    ['code', acrValues.mfa, ['pwd', 'otp', 'mfa']],
    ['recovery', acrValues.mfa, ['pwd', 'urn:halfminute:amr:recovery-code', 'mfa']],
  ] as const)('S3 a sign-in with second factor "%s" says so, also after a refresh', async (factor, acr, amr) => {
    const agent = await signedIn(factor);
    const { redeem } = await ask(agent, { scope: 'openid offline_access', prompt: 'consent' });
    const first = await redeem();
    bare.advance(60);
    const second = await bare.client.refresh(first.refreshToken ?? '');
    for (const { claims } of [first, second]) {
      expect(claims).toMatchObject({ acr, amr: [...amr] });
    }
    expect(second.claims['auth_time']).toBe(first.claims['auth_time']);
    expect(second.claims['iat']).toBeGreaterThan(Number(first.claims['iat']));
  });

  test("S4 Auth0's name of the class is an alias, and comes back as it was asked for", async () => {
    const agent = await signedIn('code');
    const { redeem } = await ask(agent, { acr_values: multiFactorAlias, prompt: 'none' });
    expect((await redeem()).claims['acr']).toBe(multiFactorAlias);
    const plain = await ask(agent, { prompt: 'none' });
    expect((await plain.redeem()).claims['acr']).toBe(acrValues.mfa);
  });

  test('S4 of a list of classes any will do, and a stronger one meets a weaker', async () => {
    const agent = await signedIn('remembered');
    const either = await ask(agent, { acr_values: `${acrValues.mfa} ${acrValues.remembered}`, prompt: 'none' });
    expect((await either.redeem()).claims['acr']).toBe(acrValues.remembered);
    const weaker = await ask(agent, { acr_values: acrValues.pwd, prompt: 'none' });
    expect((await weaker.redeem()).claims['acr']).toBe(acrValues.remembered);
  });

  test('S4 a class that nobody reaches here is refused at once, before anybody signs in', async () => {
    const { answer } = await ask(bare.userAgent(), { acr_values: 'urn:halfminute:acr:phr' });
    expect(bare.client.errorOf(answer)).toBe('unmet_authentication_requirements');
    expect(answer.hops).toHaveLength(1);
  });

  test('S4 a class asked for by the claims parameter binds like one in acr_values', async () => {
    const agent = await signedIn('remembered');
    const claims = JSON.stringify({ id_token: { acr: { essential: true, values: [acrValues.mfa] } } });
    const { answer } = await ask(agent, { claims, prompt: 'none' });
    expect(bare.client.errorOf(answer)).toBe('unmet_authentication_requirements');
  });

  test('S4 max_age=0 on a live session asks for one more factor and moves auth_time', async () => {
    const agent = await signedIn('code');
    bare.advance(120);
    const { answer, redeem } = await ask(agent, { acr_values: acrValues.mfa, max_age: '0' });
    const { prompt } = bare.details(answer);
    expect(prompt).toMatchObject({ name: 'login', details: { whole: false } });
    const before = now();
    const { claims } = await redeem(await bare.finish(agent, answer, login('code', { whole: false })));
    expect(claims['auth_time']).toBeGreaterThanOrEqual(before);
  });

  test('S4 prompt=login asks for everything again', async () => {
    const agent = await signedIn('code');
    const { answer } = await ask(agent, { prompt: 'login' });
    expect(bare.details(answer).prompt).toMatchObject({ details: { whole: true } });
  });

  test('D1 a remembered device does not meet the class mfa', async () => {
    const agent = await signedIn('remembered');
    const { answer } = await ask(agent, { acr_values: acrValues.mfa, prompt: 'none' });
    expect(bare.client.errorOf(answer)).toBe('unmet_authentication_requirements');
  });
});

describe('what the account needs', () => {
  test.each([{ mfaRequired: true }, { enrolled: true }])(
    'E1 with %o a session of the password alone gets no code, neither asked for nor with prompt=none',
    async (options) => {
      const person = await createPerson(bare.services, options);
      const agent = bare.userAgent();
      const page = await agent.get(bare.client.start().url);
      const back = await bare.finish(agent, page, login('none', { person }));
      expect(bare.client.errorOf(back)).toBe('unmet_authentication_requirements');
      const silent = await ask(agent, { prompt: 'none' });
      expect(silent.answer.leavesTo?.searchParams.get('code')).toBeNull();
    },
  );

  test('E1 a remembered device counts only where the client asks for that class', async () => {
    const person = await createPerson(bare.services, { mfaRequired: true });
    const agent = bare.userAgent();
    const asking = await ask(agent, { acr_values: acrValues.remembered });
    const back = await bare.finish(agent, asking.answer, login('remembered', { person }));
    expect((await asking.redeem(back)).claims['acr']).toBe(acrValues.remembered);
    const silent = await ask(agent, { prompt: 'none' });
    expect(bare.client.errorOf(silent.answer)).toBe('unmet_authentication_requirements');
  });

  test('E1 a refresh token of the password alone is dead once MFA is required', async () => {
    const person = await createPerson(bare.services);
    const agent = await signedIn('none', person);
    const { redeem } = await ask(agent, { scope: 'openid offline_access', prompt: 'consent' });
    const tokens = await redeem();
    await bare.services.database.transaction((transaction) =>
      bare.services.accounts.requireMfa(transaction, {
        scope: { kind: 'account', userId: person.account.userId },
        from: now(),
      }),
    );
    const refreshed = await bare.client.refresh(tokens.refreshToken ?? '');
    expect(refreshed).toMatchObject({ status: 400, error: 'invalid_grant', idToken: '' });
  });

  test('D6 a remembered device of an administrator does not count by default', async () => {
    const person = await createPerson(bare.services, { account: { admin: true }, mfaRequired: true });
    const agent = bare.userAgent();
    const { answer } = await ask(agent, { acr_values: acrValues.remembered });
    const back = await bare.finish(agent, answer, login('remembered', { person }));
    expect(bare.client.errorOf(back)).toBe('unmet_authentication_requirements');
  });
});
