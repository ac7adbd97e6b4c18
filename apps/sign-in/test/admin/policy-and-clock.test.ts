import { createCodeGenerator, Secret } from '@halfminute/otp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPerson, signIn, startTestService } from '../../testing/index.ts';
import type { TestService } from '../../testing/index.ts';
import { createCommandRunner, environmentFor } from './command-runner.ts';
import type { CommandRunner } from './command-runner.ts';
import { addAccount, openWorkplace } from './workplace.ts';
import type { Workplace } from './workplace.ts';

describe('the policy', () => {
  let place: Workplace;
  beforeEach(async () => {
    // What is hashed with less would be a deviation of its own.
    const environment = { HALFMINUTE_HASH_MEMORY_KIB: '19456', HALFMINUTE_HASH_PASSES: '2' };
    place = await openWorkplace({ environment });
  });
  afterEach(() => place.close());

  it('is shown with every setting, and says that all of them are strict', async () => {
    const { out } = await place.run(['policy', 'show']);
    expect(out).toMatch(/^mfa\.cap +20$/m);
    expect(out).toMatch(/^passwordLeastAlone +15$/m);
    expect(out).toMatch(/Every setting is at least as strict as NIST SP 800-63B-4 and OWASP ASVS 5\.0\.\n$/);
  });

  it('prints one deviation for each setting that is looser, and keeps who changed it', async () => {
    const answer = await place.json([
      'policy',
      'set',
      'mfa.cap=100',
      'mfa.window=one-either-way',
      'rememberAdmins=true',
      '--admin',
      'grace',
    ]);
    expect(answer['deviations']).toHaveLength(3);
    expect(answer['deviations']?.every((line) => line.startsWith('Deviation: '))).toBe(true);
    expect(answer['policy']).toMatchObject({ rememberAdmins: true, mfa: { cap: 100, window: 'one-either-way' } });
    const entries = await place.services.audit.entries({ kinds: ['policy-changed'], limit: 10 });
    expect(
      entries.map(({ detail }) => String(detail['setting'])).toSorted((one, other) => one.localeCompare(other)),
    ).toEqual(['mfa.cap', 'mfa.window', 'rememberAdmins']);
    expect(entries[0]?.context.actor).toEqual({ kind: 'admin', name: 'grace' });
  });

  it('takes a setting back to what the file says', async () => {
    await place.json(['policy', 'set', 'mfa.cap=100']);
    const answer = await place.json(['policy', 'set', 'mfa.cap=default']);
    expect(answer).toMatchObject({ policy: { mfa: { cap: 20 } }, deviations: [] });
  });

  it.each([
    [['mfa.cap=101'], /mfa\.cap is 101; set it to a whole number from 1 to 100/],
    [['mfa.cap=0'], /whole number/],
    [['mfa.cap=many'], /whole number/],
    [['mfa.caps=3'], /"caps" is no setting/],
    [['passwordLeastWithMfa=7'], /from 8 to 64/],
    [['mfa.window=any'], /"present" or "one-back"/],
    [['cap'], /NAME=VALUE/],
    [['__proto__.cap=3'], /NAME=VALUE/],
    [['mfa.cap=10', 'rememberAdmins=perhaps'], /true or false/],
  ])('refuses %j as a whole', async (operands, sentence) => {
    const refused = await place.run(['policy', 'set', ...operands]);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(sentence);
    expect((await place.json(['policy', 'show']))['policy']).toMatchObject({ mfa: { cap: 20 } });
  });
});

describe('the policy of a running service', () => {
  it('D6 is in force within seconds of the command, without a new start', async () => {
    const service = await startTestService({ inProcess: true });
    try {
      const commands = createCommandRunner(environmentFor(service.config));
      const person = await createPerson(service.services, { enrolled: true, mfaRequired: true });
      await commands.json(['policy', 'set', 'mfa.rememberDays=0']);
      await expect.poll(() => service.services.config.policy.mfa.rememberDays).toBe(0);
      await signIn(service, person, { remember: true });
      expect((await service.services.mfa.read(person.account.userId)).devices).toEqual([]);
    } finally {
      await service.stop();
    }
  });
});

describe('a clock that went back', () => {
  let service: TestService;
  let commands: CommandRunner;
  beforeEach(async () => {
    service = await startTestService({ inProcess: true });
    commands = createCommandRunner(environmentFor(service.config));
  });
  afterEach(() => service.stop());

  it('T25 lets nobody in until an administrator confirms it, which ends sessions made with codes of times to come', async () => {
    const person = await createPerson(service.services, { enrolled: true, mfaRequired: true });
    const { userId } = person.account;
    await service.advance(2 * 3600);
    const { tokens, agent } = await signIn(service, person);
    await service.advance(-2 * 3600);
    await expect.poll(async () => (await service.userAgent().get(service.client.start().url)).status).toBe(503);

    const shown = await commands.run(['clock']);
    expect(shown.code).toBe(3);
    expect(shown.out).toMatch(/Nobody is let in/);
    const before = await service.services.mfa.read(userId);
    expect(before.authenticators[0]?.lastStep).toBeGreaterThan(service.now() / 30 + 100);

    expect(await commands.json(['clock', 'confirm', '--admin', 'grace'])).toMatchObject({ sessionsEnded: 1 });
    const after = await service.services.mfa.read(userId);
    expect(after.authenticators[0]?.lastStep).toBeLessThanOrEqual(service.now() / 30);
    expect(await service.services.audit.entries({ kinds: ['clock-confirmed'], limit: 10 })).toContainEqual(
      expect.objectContaining({
        userId: null,
        context: expect.objectContaining({ actor: { kind: 'admin', name: 'grace' } }),
      }),
    );
    await expect.poll(async () => (await service.userAgent().get(service.client.start().url)).status).toBe(200);
    expect((await service.client.userinfo(tokens.accessToken)).status).toBe(401);
    expect(service.client.errorOf(await agent.get(service.client.start({ prompt: 'none' }).url))).toBe(
      'login_required',
    );
    expect((await signIn(service, person)).tokens.status).toBe(200);
  });

  it('T25 that is right has nothing to confirm', async () => {
    await createPerson(service.services, { enrolled: true });
    expect(await commands.run(['clock'])).toMatchObject({ code: 0 });
    expect(await commands.run(['clock', 'confirm'])).toMatchObject({ code: 2 });
  });
});

describe('codes of times to come', () => {
  it('T25 stay spent for what is past when the clock is confirmed', async () => {
    let now = Date.now() / 1000;
    const place = await openWorkplace({ clock: () => now });
    try {
      const userId = await addAccount(place, { userName: 'ada' });
      const bytes = new Uint8Array(20).fill(5);
      const context = { actor: { kind: 'user' }, source: { address: null, agent: null, place: null } } as const;
      const { mfa } = place.services;
      const profile = { algorithm: 'SHA1', digits: 6, periodSeconds: 30 } as const;
      await mfa.importAuthenticator({ userId, context, secret: Secret.fromBytes(bytes), profile, name: 'One' });
      const codes = createCodeGenerator({ kind: 'totp', secret: Secret.fromBytes(bytes), ...profile });
      const enter = async () =>
        (
          await mfa.verify({
            userId,
            typed: codes.codeForCounter(Math.floor(now / 30)),
            factor: 'code',
            purpose: 'sign-in',
            context,
          })
        ).result;
      now += 7200;
      expect(await enter()).toBe('accepted');
      now -= 7200;
      await place.json(['clock', 'confirm']);
      now += 60;
      expect(await enter()).toBe('accepted');
      expect(await enter()).toBe('replayed');
    } finally {
      await place.close();
    }
  });
});
