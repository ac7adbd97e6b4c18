import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acrValues } from '../../src/provider/acr.ts';
import { loginResult } from '../../src/provider/login-result.ts';
import { createPerson } from '../../testing/people.ts';
import type { Person } from '../../testing/people.ts';
import type { UserAgent } from '../../testing/user-agent.ts';
import { startBareProvider } from './bare-provider.ts';
import type { BareProvider } from './bare-provider.ts';

let bare: BareProvider;
let ada: Person;
let bea: Person;
beforeAll(async () => {
  // As the interactions answer: the browser that finished holds a cookie of that interaction.
  bare = await startBareProvider({ finishedBy: async (_uid, cookies) => !cookies.includes('thief') });
  ada = await createPerson(bare.services);
  bea = await createPerson(bare.services);
});
afterAll(() => bare.stop());

const sessionCookie = (agent: UserAgent) => agent.cookies.get('halfminute-session')?.value;

async function silently(agent: UserAgent): Promise<string | null> {
  return bare.client.errorOf(await agent.get(bare.client.start({ prompt: 'none' }).url));
}

async function subjectOf(agent: UserAgent): Promise<unknown> {
  const request = bare.client.start({ prompt: 'none' });
  const code = bare.client.codeOf(await agent.get(request.url), request);
  return (await bare.client.redeem(code, request)).claims['sub'];
}

describe('how long a session lasts', () => {
  test('S2 an hour without use ends it, use within the hour does not', async () => {
    const { agent } = await bare.signIn(ada);
    for (let count = 0; count < 3; count += 1) {
      bare.advance(3000);
      expect(await silently(agent)).toBeNull();
    }
    bare.advance(3601);
    expect(await silently(agent)).toBe('login_required');
  });

  test('S2 P5 after twenty-four hours it is over, however much it was used', async () => {
    const { agent } = await bare.signIn(ada);
    const start = bare.services.clock();
    while (bare.services.clock() - start < 86_400 - 1800) {
      bare.advance(1800);
      expect(await silently(agent)).toBeNull();
    }
    bare.advance(1800);
    expect(await silently(agent)).toBe('login_required');
  });

  test('P5 one more code on the way does not put the end off; password and code do', async () => {
    const { agent } = await bare.signIn(ada, { factor: 'code' });
    for (let hour = 0; hour < 23; hour += 1) {
      bare.advance(3500);
      const stepUp = { acr_values: acrValues.mfa, max_age: '0' };
      await bare.signIn(ada, { agent, factor: 'code', whole: false, parameters: stepUp });
    }
    bare.advance(3500);
    bare.advance(2400);
    expect(await silently(agent)).toBe('login_required');
    const page = await agent.get(bare.client.start().url);
    expect(bare.details(page).prompt.details).toMatchObject({ whole: true });
    const { agent: again } = await bare.signIn(ada, { agent, factor: 'code' });
    bare.advance(3500);
    expect(await silently(again)).toBeNull();
  });

  test('P5 a session that has lasted its time is not saved by a step-up', async () => {
    const { agent } = await bare.signIn(ada, { factor: 'code' });
    for (let hour = 0; hour < 24; hour += 1) {
      bare.advance(3550);
      await silently(agent);
    }
    const page = await agent.get(bare.client.start({ acr_values: acrValues.mfa, max_age: '0' }).url);
    bare.advance(1300);
    const login = { accountId: ada.account.userId, factor: 'code', at: bare.services.clock(), whole: false } as const;
    const back = await bare.finish(agent, page, loginResult(login));
    expect(back.leavesTo?.searchParams.get('code') ?? null).toBeNull();
  });
});

describe('whose session it is', () => {
  test('S1 the session has another id after each sign-in, and the old one opens nothing', async () => {
    const { agent } = await bare.signIn(ada);
    const thief = agent.copy();
    const before = sessionCookie(agent);
    await bare.signIn(ada, { agent, factor: 'code', parameters: { acr_values: acrValues.mfa } });
    expect(sessionCookie(agent)).not.toBe(before);
    expect(await silently(agent)).toBeNull();
    expect(await silently(thief)).toBe('login_required');
  });

  test('S1 T15 a session cookie planted before the sign-in is worth nothing after it', async () => {
    const attacker = bare.userAgent();
    // A session that belongs to nobody yet.
    await attacker.get('/session/end');
    const planted = sessionCookie(attacker);
    expect(planted).toBeDefined();
    const victim = attacker.copy();
    await bare.signIn(ada, { agent: victim });
    expect(sessionCookie(victim)).not.toBe(planted);
    expect(await silently(victim)).toBeNull();
    expect(await silently(attacker)).toBe('login_required');
  });

  test('T15 whoever planted the cookies of an interaction cannot pick up what the victim finished', async () => {
    const attacker = bare.userAgent();
    const page = await attacker.get(bare.client.start().url);
    const victim = attacker.copy();
    const uid = bare.details(page).uid;
    const login = { accountId: ada.account.userId, factor: 'code', at: bare.services.clock(), whole: true } as const;
    await victim.submit(page, { result: JSON.stringify(loginResult(login)) }, { redirects: 'manual' });
    attacker.cookies.put({
      name: 'thief',
      value: '1',
      host: 'localhost',
      path: '/',
      expiresAt: null,
      secure: false,
      httpOnly: true,
      sameSite: null,
    });
    const stolen = await attacker.get(`/auth/${uid}`);
    expect(stolen).toMatchObject({ status: 400, leavesTo: null });
    expect(stolen.body).toContain('too-old');
    expect(await silently(attacker)).toBe('login_required');
    expect((await victim.get(`/auth/${uid}`)).leavesTo?.searchParams.has('code')).toBe(true);
  });

  test('P8 another account in the same browser takes the place of the first, also without script', async () => {
    const { agent } = await bare.signIn(ada);
    const request = bare.client.start({ prompt: 'login' });
    const page = await agent.get(request.url);
    const login = { accountId: bea.account.userId, factor: 'none', at: bare.services.clock(), whole: true } as const;
    let back = await bare.finish(agent, page, loginResult(login));
    // The library's page that ends the old session first; a browser with script sends its form by itself.
    const policy = String(back.headers['content-security-policy']);
    const script = /<script>([\s\S]*?)<\/script>/.exec(back.body)?.[1] ?? '';
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(script))).toString('base64');
    expect(policy).toContain(`'sha256-${digest}'`);
    back = await agent.submit(back, {});
    expect(bare.client.codeOf(back, request)).not.toBe('');
    expect(await subjectOf(agent)).toBe(bea.account.userId);
  });

  test('P6 an interaction that is over, or whose cookies are lost, shows the page that says so and how to start again', async () => {
    const agent = bare.userAgent();
    const page = await agent.get(bare.client.start().url);
    const other = await bare.userAgent().get(`/auth/${bare.details(page).uid}`);
    expect(other.status).toBe(400);
    expect(other.body).toContain('too-old');
    const { attemptSeconds, mfa } = bare.services.config.policy;
    bare.advance(attemptSeconds + 2 * mfa.enrolmentSeconds + 60);
    const late = await agent.get(`/auth/${bare.details(page).uid}`);
    expect(late.body).toContain('too-old');
  });

  test('P7 the cookie of an interaction goes to its own pages only, and the interaction lives as long as two set-up pages', async () => {
    const agent = bare.userAgent();
    const page = await agent.get(bare.client.start().url);
    const cookie = agent.cookies.get('halfminute-interaction');
    expect(cookie).toMatchObject({ path: page.url.pathname, httpOnly: true, sameSite: 'lax' });
    const { attemptSeconds, mfa } = bare.services.config.policy;
    expect(cookie?.expiresAt ?? 0).toBeGreaterThan(
      bare.services.clock() + 2 * mfa.enrolmentSeconds + attemptSeconds - 60,
    );
  });

  test('P9 what an earlier step answered does not count for a later one', async () => {
    const agent = bare.userAgent();
    const page = await agent.get(bare.client.start().url);
    const login = { accountId: ada.account.userId, factor: 'code', at: bare.services.clock(), whole: true } as const;
    await agent.submit(page, { result: JSON.stringify(loginResult(login)) }, { redirects: 'manual' });
    const back = await bare.finish(agent, page, { error: 'access_denied' });
    expect(bare.client.errorOf(back)).toBe('access_denied');
    expect(sessionCookie(agent)).toBeUndefined();
  });

  test('a session that was ended stays ended for a request that had read it before', async () => {
    const { agent } = await bare.signIn(ada);
    const { kysely } = bare.services.database;
    const [row] = await kysely
      .selectFrom('oidc')
      .select(['uid', 'payload'])
      .where('model', '=', 'Session')
      .where('account_id', '=', ada.account.userId)
      .orderBy('expires_at', 'desc')
      .execute();
    const session = await bare.provider.Session.findByUid(row?.uid ?? '');
    await bare.services.database.transaction((transaction) =>
      bare.services.sessions.endAll(transaction, { userId: ada.account.userId }),
    );
    session?.resetIdentifier();
    await session?.save(600);
    expect(await bare.provider.Session.findByUid(row?.uid ?? '')).toBeUndefined();
    expect(await silently(agent)).toBe('login_required');
  });
});
