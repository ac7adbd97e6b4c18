import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  authenticatorOf,
  createPerson,
  enrol,
  readAudit,
  readOutbox,
  secretOn,
  signIn,
  startTestService,
  walk,
  wrongCode,
} from '../../testing/index.ts';
import type { Person, TestService } from '../../testing/index.ts';
import { outboxMails } from '../../src/mail/outbox-mails.ts';
import { createCommandRunner, environmentFor } from './command-runner.ts';
import type { CommandRunner } from './command-runner.ts';

let service: TestService;
let commands: CommandRunner;

beforeEach(async () => {
  service = await startTestService({ inProcess: true });
  commands = createCommandRunner(environmentFor(service.config));
});

afterEach(() => service.stop());

const byGrace = ['--reason', 'lost her laptop, seen on video', '--admin', 'grace'];

function ada(options: Parameters<typeof createPerson>[1] = {}): Promise<Person> {
  return createPerson(service.services, { mfaRequired: true, enrolled: true, ...options });
}

/** Where a sign-in with the password alone ends up. */
async function pageAfterPassword(person: Person) {
  const agent = service.userAgent();
  const page = await agent.get(service.client.start().url);
  return { agent, page: await agent.submit(page, { user: person.userName, password: person.password }) };
}

async function guessUntilOff(person: Person): Promise<void> {
  const { services } = service;
  const { userId } = person.account;
  for (;;) {
    const record = await services.mfa.read(userId);
    if (record.disabledAt !== null) {
      return;
    }
    if (record.waitUntil !== null && record.waitUntil > service.now()) {
      await service.advance(record.waitUntil - service.now() + 1);
    }
    await services.mfa.verify({
      userId,
      typed: wrongCode(person.authenticator ?? authenticatorOf(new Uint8Array(20)), service.now()),
      factor: 'code',
      purpose: 'sign-in',
      context: { actor: { kind: 'user' }, source: { address: null, agent: null, place: null } },
    });
  }
}

async function mailedLink(kind: RegExp): Promise<string> {
  const mails = await outboxMails(service.services);
  const mail = mails.find(({ text }) => kind.test(text));
  return /https?:\/\/\S+\/link\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
}

async function follow(link: string) {
  const agent = service.userAgent();
  const page = await agent.get(link);
  return { agent, page, after: await agent.submit(page, {}) };
}

describe('a reset by an administrator', () => {
  it('E7 takes away authenticator, recovery codes and remembered devices, ends sessions and refresh tokens, and tells the user', async () => {
    const person = await ada();
    const { userId } = person.account;
    const { tokens, agent } = await signIn(service, person, {
      remember: true,
      parameters: { scope: 'openid offline_access', prompt: 'consent' },
    });
    expect((await service.services.mfa.read(userId)).devices).toHaveLength(1);
    const answer = await commands.json(['reset', person.userName, ...byGrace]);
    expect(answer).toMatchObject({ state: 'reset', authenticators: 1, devices: 1, sessions: 1 });
    const record = await service.services.mfa.read(userId);
    expect(record).toMatchObject({ authenticators: [], devices: [], recovery: null, pending: [] });
    expect(tokens.refreshToken).not.toBeNull();
    expect((await service.client.refresh(tokens.refreshToken ?? '')).error).toBe('invalid_grant');
    expect((await service.client.userinfo(tokens.accessToken)).status).toBe(401);
    const again = await agent.get(service.client.start({ prompt: 'none' }).url);
    expect(service.client.errorOf(again)).toBe('login_required');
    expect((await readOutbox(service.services, userId)).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['mfa-reset', 'enrol-link']),
    );
  });

  it('E7 leaves a way to set up again through the mailed link only, once, and never with the password alone', async () => {
    const person = await ada();
    await commands.json(['reset', person.userName, ...byGrace]);
    const alone = await pageAfterPassword(person);
    expect(alone.page.links.some(({ href }) => href.startsWith('otpauth:'))).toBe(false);
    expect(alone.page.leavesTo).toBeNull();

    const link = await mailedLink(/set up/i);
    const { agent, after } = await follow(link);
    expect(after.status).toBeLessThan(400);
    const page = await agent.get(service.client.start().url);
    const setUp = await agent.submit(page, { user: person.userName, password: person.password });
    const authenticator = authenticatorOf(secretOn(setUp));
    const confirmed = await agent.submit(setUp, { code: authenticator.codeAt(service.now()) });
    expect(confirmed.status).toBeLessThan(400);
    expect((await service.services.mfa.read(person.account.userId)).authenticators).toHaveLength(1);
    expect((await service.userAgent().get(link)).status).toBe(410);
  });

  it('E7 shows the administrator no password, no secret and no code', async () => {
    const person = await ada();
    const { out } = await commands.run(['reset', person.userName, ...byGrace]);
    const link = await mailedLink(/set up/i);
    expect(out).not.toContain(new URL(link).pathname.split('/').at(-1));
    expect(out).not.toMatch(/otpauth|secret|[A-Z2-7]{16}/);
  });

  it('E7 needs a reason, which stands in the log with the name of who did it', async () => {
    const person = await ada();
    const refused = await commands.run(['reset', person.userName, '--reason', '  ', '--admin', 'grace']);
    expect(refused).toMatchObject({
      code: 2,
      err: 'Write why, and how you made sure. The log needs it: --reason TEXT\n',
    });
    expect((await service.services.mfa.read(person.account.userId)).authenticators).toHaveLength(1);
    await commands.json(['reset', person.userName, ...byGrace]);
    const [entry] = await service.services.audit.entries({ kinds: ['mfa-reset'], limit: 1 });
    expect(entry).toMatchObject({
      userId: person.account.userId,
      context: { actor: { kind: 'admin', name: 'grace' } },
      detail: { reason: 'lost her laptop, seen on video' },
    });
  });

  it('E7 after the cap mails no link: the ticket is handed over', async () => {
    const person = await ada();
    await guessUntilOff(person);
    const answer = await commands.json(['reset', person.userName, ...byGrace]);
    expect(answer['ticket']).toMatch(/\/link\//);
    expect((await readOutbox(service.services, person.account.userId)).map(({ kind }) => kind)).not.toContain(
      'enrol-link',
    );
    const { after } = await follow(String(answer['ticket']));
    expect(after.status).toBeLessThan(400);
  });
});

describe('the policy of two administrators', () => {
  async function two(): Promise<{ readonly person: Person; readonly hopper: Person }> {
    await commands.json(['policy', 'set', 'twoAdminsForReset=true', '--admin', 'grace']);
    await createPerson(service.services, { account: { userName: 'grace', admin: true }, enrolled: true });
    const hopper = await createPerson(service.services, {
      account: { userName: 'hopper', admin: true },
      enrolled: true,
    });
    return { person: await ada(), hopper };
  }

  const confirm = (person: Person, admin: string) => [
    'reset',
    person.userName,
    '--confirm',
    '--code-stdin',
    '--admin',
    admin,
  ];

  it('T23 lets one administrator alone reset nobody', async () => {
    const { person } = await two();
    const asked = await commands.json(['reset', person.userName, ...byGrace]);
    expect(asked['state']).toBe('waits-for-second-administrator');
    const grace = await service.services.accounts.byUserName('grace');
    const authenticator = await enrol(service.services, grace?.userId ?? '');
    const input = authenticator.codeAt(service.now());
    for (const admin of ['grace', 'GRACE', 'nobody', person.userName]) {
      expect((await commands.run(confirm(person, admin), { input })).code).toBe(2);
    }
    expect((await service.services.mfa.read(person.account.userId)).authenticators).toHaveLength(1);
  });

  it('T23 wants a code of the second one, not only a name that anybody can type', async () => {
    const { person, hopper } = await two();
    await commands.json(['reset', person.userName, ...byGrace]);
    const without = await commands.run(['reset', person.userName, '--confirm', '--admin', 'hopper']);
    expect(without).toMatchObject({ code: 2 });
    const input = wrongCode(hopper.authenticator ?? authenticatorOf(new Uint8Array(20)), service.now());
    expect(await commands.run(confirm(person, 'hopper'), { input })).toMatchObject({ code: 2 });
    expect((await service.services.mfa.read(person.account.userId)).authenticators).toHaveLength(1);
  });

  it('T23 resets once the second one has confirmed, tells the user, and keeps both names in an unbroken log', async () => {
    const { person, hopper } = await two();
    await commands.json(['reset', person.userName, ...byGrace]);
    const input = hopper.authenticator?.codeAt(service.now()) ?? '';
    expect(await commands.json(confirm(person, 'hopper'), { input })).toMatchObject({ state: 'reset' });
    const entries = await readAudit(service.services, person.account.userId);
    expect(entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['reset-asked', 'mfa-reset']));
    expect(entries.find(({ kind }) => kind === 'mfa-reset')).toMatchObject({
      context: { actor: { kind: 'admin', name: 'hopper' } },
      detail: { reason: expect.stringContaining('asked for by grace') },
    });
    expect((await readOutbox(service.services, person.account.userId)).map(({ kind }) => kind)).toContain('mfa-reset');
    expect(await commands.json(['verify-log'])).toMatchObject({ result: 'unbroken' });
    // Nothing is left to confirm a second time.
    await service.advance(60);
    const more = hopper.authenticator?.codeAt(service.now()) ?? '';
    expect(await commands.run(confirm(person, 'hopper'), { input: more })).toMatchObject({ code: 2 });
  });

  it('T23 forgets what was asked for after a day', async () => {
    const { person, hopper } = await two();
    await commands.json(['reset', person.userName, ...byGrace]);
    await service.advance(25 * 3600);
    const input = hopper.authenticator?.codeAt(service.now()) ?? '';
    const late = await commands.run(confirm(person, 'hopper'), { input });
    expect(late).toMatchObject({ code: 2, err: expect.stringContaining('Nobody has asked') });
  });
});

describe('after too many wrong codes', () => {
  it('G1 the way back is a ticket of an administrator, spent once, and then a right code', async () => {
    const person = await ada();
    await guessUntilOff(person);
    const off = await pageAfterPassword(person);
    expect(off.page.text).toMatch(/switched off/);
    const { ticket } = await commands.json([
      'unlock',
      person.userName,
      '--reason',
      'she rang, and knew her file number',
      '--admin',
      'grace',
    ]);
    expect((await readOutbox(service.services, person.account.userId)).map(({ kind }) => kind)).not.toContain(
      'enrol-link',
    );
    const { after } = await follow(String(ticket));
    expect(after.status).toBeLessThan(400);
    await service.advance(60);
    expect((await walk(service, person)).answer.leavesTo?.searchParams.get('code')).toBeTruthy();
    expect((await service.userAgent().get(String(ticket))).status).toBe(410);
  });

  it('G1 an earlier ticket is dead once another one was made', async () => {
    const person = await ada();
    await guessUntilOff(person);
    const reason = ['--reason', 'rang twice'];
    const first = await commands.json(['unlock', person.userName, ...reason]);
    const second = await commands.json(['unlock', person.userName, ...reason]);
    expect((await service.userAgent().get(String(first['ticket']))).status).toBe(410);
    expect((await service.userAgent().get(String(second['ticket']))).status).toBe(200);
  });

  it('there is nothing to unlock before', async () => {
    const person = await ada();
    expect(await commands.run(['unlock', person.userName, '--reason', 'just so'])).toMatchObject({ code: 2 });
  });
});

describe('a ticket to enrol', () => {
  it('E3 lets a first set-up begin where the policy protects it', async () => {
    await commands.json(['policy', 'set', 'protectedEnrolment=true']);
    await service.advance(2);
    await expect.poll(() => service.services.config.policy.protectedEnrolment).toBe(true);
    const person = await createPerson(service.services, { mfaRequired: true });
    const alone = await pageAfterPassword(person);
    expect(alone.page.links.some(({ href }) => href.startsWith('otpauth:'))).toBe(false);
    const { ticket } = await commands.json(['enrol-ticket', person.userName, '--reason', 'first day, seen in person']);
    const { agent } = await follow(String(ticket));
    const page = await agent.get(service.client.start().url);
    const setUp = await agent.submit(page, { user: person.userName, password: person.password });
    expect(setUp.links.some(({ href }) => href.startsWith('otpauth:'))).toBe(true);
  });

  it('is not made for who has an authenticator', async () => {
    const person = await ada();
    expect(await commands.run(['enrol-ticket', person.userName, '--reason', 'x'])).toMatchObject({ code: 2 });
  });
});

describe('freezing', () => {
  it('T11 lets nobody in, ends what is open, and tells the user', async () => {
    const person = await ada();
    const { tokens, agent } = await signIn(service, person);
    const { reference } = await commands.json(['freeze', person.userName, ...byGrace]);
    expect(reference).toMatch(/^F \d{4,}$/);
    expect((await service.client.userinfo(tokens.accessToken)).status).toBe(401);
    expect(service.client.errorOf(await agent.get(service.client.start({ prompt: 'none' }).url))).toBe(
      'login_required',
    );
    const { page } = await pageAfterPassword(person);
    expect(page.leavesTo).toBeNull();
    expect(page.text).toContain(String(reference));
    expect((await readOutbox(service.services, person.account.userId)).map(({ kind }) => kind)).toContain(
      'account-frozen',
    );
  });

  it('ends with unfreeze: what was signed in stays signed out, and everything else is as it was', async () => {
    const person = await ada();
    const { tokens, agent } = await signIn(service, person);
    await commands.json(['freeze', person.userName, ...byGrace]);
    expect(await commands.run(['freeze', person.userName, ...byGrace])).toMatchObject({ code: 2 });
    await commands.json(['unfreeze', person.userName, ...byGrace]);
    expect((await service.client.userinfo(tokens.accessToken)).status).toBe(401);
    expect(service.client.errorOf(await agent.get(service.client.start({ prompt: 'none' }).url))).toBe(
      'login_required',
    );
    await service.advance(60);
    expect((await walk(service, person)).answer.leavesTo?.searchParams.get('code')).toBeTruthy();
    expect(await commands.run(['unfreeze', person.userName, ...byGrace])).toMatchObject({ code: 2 });
    expect((await readOutbox(service.services, person.account.userId)).map(({ kind }) => kind)).toContain(
      'account-unfrozen',
    );
  });
});

describe('ending sessions', () => {
  it('D7 signs the user out everywhere and forgets the devices, and the next sign-in asks for everything', async () => {
    const person = await ada();
    const { tokens, agent } = await signIn(service, person, { remember: true });
    expect(await commands.json(['sessions', 'end', person.userName, ...byGrace])).toMatchObject({
      sessions: 1,
      devices: 1,
    });
    expect((await service.client.userinfo(tokens.accessToken)).status).toBe(401);
    await service.advance(60);
    const again = await walk(service, person, { agent, parameters: { acr_values: 'urn:halfminute:acr:remembered' } });
    expect(again.asked).toEqual(['password', 'code']);
  });
});
