import { afterEach, describe, expect, test } from 'vitest';
import { createPerson, signIn, startTestService } from '@halfminute/sign-in/testing';
import type { TestService } from '@halfminute/sign-in/testing';
import { canRun } from '../../../../tools/requirements.ts';
import { confirmClock, readClockState } from '../../src/health/clock-watch.ts';

let service: TestService | null = null;
afterEach(async () => {
  await service?.stop();
  service = null;
});

const admin = {
  actor: { kind: 'admin', name: 'grace' },
  source: { address: null, agent: null, place: null },
} as const;

const databases = canRun('a confirmed clock on PostgreSQL', 'postgres')
  ? (['sqlite', 'postgres'] as const)
  : (['sqlite'] as const);

describe.each(databases)('on %s', (database) => {
  test('T25 a confirmed clock ends the sessions of codes that are still to come, and of no others', async () => {
    service = await startTestService({ inProcess: true, database });
    const { services } = service;
    const ada = await createPerson(services, { enrolled: true });
    const bob = await createPerson(services, { enrolled: true });
    const now = await signIn(service, bob);
    await service.advance(86_400);
    await signIn(service, ada);
    await service.advance(-86_400);
    expect((await readClockState(services)).state).toBe('went-back');
    expect(await confirmClock(services, admin)).toEqual({ sessionsEnded: 1 });
    expect((await readClockState(services)).state).toBe('right');
    const silent = await now.agent.get(service.client.start({ prompt: 'none' }).url);
    expect(service.client.errorOf(silent)).toBeNull();
  }, 60_000);
});
