import { beforeEach, describe, expect, test } from 'vitest';
import { service, startServiceForFile } from '../service-for-file.ts';
import { asksFor, createPerson, signIn, testClient } from '../../testing/index.ts';
import type { Answer, Person, UserAgent } from '../../testing/index.ts';

const second = { ...testClient, id: 'second', name: 'Second', redirectUris: ['http://localhost:6240/callback'] };

startServiceForFile({ config: { clients: [testClient, second] } });

/** Everything that a browser in this state can try; none of it may bring a code. */
async function tryEverything(agent: UserAgent, uid: string): Promise<readonly Answer[]> {
  const clients = [service.client, service.client.as(second)];
  const requests = clients.flatMap((client) => [
    client.start(),
    client.start({ prompt: 'none' }),
    client.start({ acr_values: 'urn:halfminute:acr:pwd' }),
    client.start({ acr_values: 'urn:halfminute:acr:pwd urn:halfminute:acr:remembered' }),
    client.start({ max_age: '100000' }),
  ]);
  const addresses = [`/auth/${uid}`, `/interaction/${uid}`, ...requests.map(({ url }) => url), '/my-security'];
  const answers: Answer[] = [];
  for (const address of addresses) {
    answers.push(await agent.get(address));
  }
  return answers;
}

function opened(answers: readonly Answer[]): readonly string[] {
  return answers.flatMap(({ leavesTo, url, status }) =>
    leavesTo?.searchParams.has('code') === true || (url.pathname === '/my-security' && status === 200)
      ? [leavesTo?.href ?? url.href]
      : [],
  );
}

const uidOf = ({ url }: Answer) => url.pathname.split('/')[2] ?? '';

describe.each([
  ['who must set up MFA', { mfaRequired: true }],
  ['who has an authenticator', { enrolled: true }],
] as const)('E1 T7 the password of somebody %s', (_who, options) => {
  let person: Person;
  let agent: UserAgent;
  let page: Answer;
  beforeEach(async () => {
    person = await createPerson(service.services, options);
    agent = service.userAgent();
    const first = await agent.get(service.client.start().url);
    page = await agent.submit(first, { user: person.userName, password: person.password });
  });

  test('E1 opens nothing by itself: no restart, second tab, other client, weaker wish or prompt=none', async () => {
    expect(asksFor(page)).not.toBe('password');
    expect(opened(await tryEverything(agent, uidOf(page)))).toEqual([]);
    expect(agent.cookies.get('halfminute-session')).toBeUndefined();
  });

  test('E1 opens nothing after the back button and the password once more', async () => {
    const again = await agent.get(`/interaction/${uidOf(page)}`);
    if (asksFor(again) === 'password') {
      await agent.submit(again, { user: person.userName, password: person.password });
    }
    expect(opened(await tryEverything(agent, uidOf(page)))).toEqual([]);
  });

  test('E1 opens nothing for whoever posts what an earlier or later page would have posted', async () => {
    const uid = uidOf(page);
    const fields = {
      ...Object.fromEntries(page.forms[0]?.fields ?? []),
      remember: 'yes',
      again: 'no',
      typedBack: 'AAAA',
    };
    for (const act of [
      'password',
      'code',
      'enrol',
      'recovery',
      'recovery-codes',
      'replacement',
      'confirm',
      'continue',
      'finish',
      'cancel',
    ]) {
      const answer = await agent.post(`/interaction/${uid}/${act}`, fields);
      expect(opened([answer]), act).toEqual([]);
    }
    expect(opened(await tryEverything(agent, uid))).toEqual([]);
  });
});

describe('S1 cookies of a sign-in', () => {
  const names = (agent: UserAgent) => agent.cookies.all().map(({ name, value }) => `${name}=${value}`);
  const attempt = (agent: UserAgent) => agent.cookies.all().find(({ name }) => name.includes('attempt'));

  test('S1 are others after the password, after the second factor and at the end, and the old ones are dead', async () => {
    const person = await createPerson(service.services, { enrolled: true });
    const agent = service.userAgent();
    const first = await agent.get(service.client.start().url);
    const before = agent.copy();
    expect(attempt(agent)).toBeUndefined();
    const page = await agent.submit(first, { user: person.userName, password: person.password });
    const afterPassword = agent.copy();
    expect(attempt(agent)).toBeDefined();
    const end = await agent.submit(page, { code: person.authenticator?.codeAt(service.now()) ?? '' });
    expect(end.leavesTo?.searchParams.has('code')).toBe(true);
    expect(attempt(agent)?.value).not.toBe(attempt(afterPassword)?.value);
    expect(names(agent)).not.toEqual(names(afterPassword));

    for (const thief of [before, afterPassword]) {
      const answers = await tryEverything(thief, uidOf(page));
      expect(opened(answers)).toEqual([]);
    }
  });

  test('S1 T15 an attacker who planted his own half of a sign-in into the victim gets nothing of it', async () => {
    const victim = await createPerson(service.services, { enrolled: true });
    const attacker = service.userAgent();
    const first = await attacker.get(service.client.start().url);
    // The victim's browser follows a prepared link with the attacker's cookies in it, and signs in there.
    const browser = attacker.copy();
    const page = await browser.submit(first, { user: victim.userName, password: victim.password });
    await browser.submit(page, { code: victim.authenticator?.codeAt(service.now()) ?? '' }, { redirects: 'manual' });
    expect(opened(await tryEverything(attacker, uidOf(page)))).toEqual([]);
    expect(attacker.cookies.get('halfminute-session')).toBeUndefined();
  });

  test('P11 T16 a sign-in cannot be driven from another site, nor without the token of its own page', async () => {
    const attacker = await createPerson(service.services, { enrolled: true });
    const agent = service.userAgent();
    const first = await agent.get(service.client.start().url);
    const fields = { user: attacker.userName, password: attacker.password };
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const answer = await agent.submit(first, fields, { headers });
    expect(answer.status).toBe(403);
    for (const csrf of [undefined, '', 'guessed']) {
      expect((await agent.submit(first, { ...fields, csrf })).status).toBe(403);
    }
    expect(attempt(agent)).toBeUndefined();
  });
});

test('E1 a session that was good before MFA was required is asked for it at the next request of every client', async () => {
  const person = await createPerson(service.services);
  const { agent } = await signIn(service, person);
  expect((await agent.get(service.client.start({ prompt: 'none' }).url)).leavesTo?.searchParams.has('code')).toBe(true);
  await service.services.database.transaction((transaction) =>
    service.services.accounts.requireMfa(transaction, { scope: { kind: 'all' }, from: Math.floor(service.now()) }),
  );
  try {
    for (const client of [service.client, service.client.as(second)]) {
      const silent = await agent.get(client.start({ prompt: 'none' }).url);
      expect(client.errorOf(silent)).toBe('unmet_authentication_requirements');
      expect(asksFor(await agent.get(client.start().url))).not.toBe('nothing');
    }
  } finally {
    await service.services.database.transaction((transaction) =>
      service.services.accounts.requireMfa(transaction, { scope: { kind: 'all' }, from: null }),
    );
  }
});
