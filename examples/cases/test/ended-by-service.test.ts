import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createPerson, environmentOf } from '@halfminute/sign-in/testing';
import type { Person, TestService } from '@halfminute/sign-in/testing';
import { hale } from './platform.ts';
import { startWithService, type WithService } from './service-walk.ts';

const root = join(import.meta.dirname, '../../..');
const ada = { account: { userName: 'ada@firm.example', mail: 'ada@firm.example' }, enrolled: true } as const;

type Visitor = ReturnType<WithService['visitor']>;

/** Reads the case, as long as the platform lets this browser. */
const reads = async ({ browser }: Visitor) => (await browser.get(`/cases/${hale}`)).html.includes('Margaret Hale');

/** The service looks each second; a loaded machine may need its time. */

/** A program of its own, as an administrator starts it: without the list of clients, which is the service's. */
async function administer(service: TestService, words: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'halfminute-cases-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { HALFMINUTE_CLIENTS: _, ...environment } = environmentOf({ config: service.config, folder });
  await promisify(execFile)(
    process.execPath,
    [
      '--conditions=@halfminute/source',
      '--disable-warning=ExperimentalWarning',
      '--import',
      join(root, 'tools/tsx.mjs'),
      join(root, 'apps/sign-in/src/admin/main.ts'),
      ...words,
      '--reason',
      'she rang',
      '--admin',
      'grace',
    ],
    { env: { PATH: process.env['PATH'] ?? '', ...environment } },
  );
}

async function freezeFromMail(service: TestService, { account }: Person): Promise<void> {
  const { token } = await service.services.database.transaction((transaction) =>
    service.services.links.create(transaction, {
      kind: 'not-me',
      userId: account.userId,
      parameters: { at: service.now() - 3600, kind: 'new-device' },
    }),
  );
  const agent = service.userAgent();
  const frozen = await agent.submit(await agent.get(`/link/${token}`), {});
  expect(frozen.text).toContain('Your account is frozen');
}

describe('a session of the platform ends with those of the service', () => {
  it('T6 when she freezes her account by the link in the mail, in whichever browser it was, and no other person is signed out', async () => {
    const { service, visitor } = await startWithService();
    const person = await createPerson(service.services, ada);
    const bran = await createPerson(service.services, { enrolled: true });
    const [hers, thief, his] = [visitor(), visitor(), visitor()];
    await hers.signIn(person);
    await service.advance(60);
    await thief.signIn(person);
    await his.signIn(bran);
    expect(await Promise.all([hers, thief, his].map(reads))).toEqual([true, true, true]);
    await freezeFromMail(service, person);
    await expect.poll(() => reads(thief)).toBe(false);
    await expect.poll(() => reads(hers)).toBe(false);
    expect(await reads(his)).toBe(true);
  });

  it('T6 also hours into a day at the platform, when the session at the service was over by itself', async () => {
    const { service, visitor } = await startWithService();
    const person = await createPerson(service.services, ada);
    const hers = visitor();
    await hers.signIn(person);
    for (let halfHours = 0; halfHours < 6; halfHours += 1) {
      await service.advance(1800);
      expect(await reads(hers)).toBe(true);
    }
    await freezeFromMail(service, person);
    await expect.poll(() => reads(hers)).toBe(false);
  });

  it.each([
    ['E7 when an administrator resets her', ['reset']],
    ['E7 when an administrator ends her sessions', ['sessions', 'end']],
  ])('%s, by a command in a program of its own', async (_name, words) => {
    const { service, visitor } = await startWithService();
    const person = await createPerson(service.services, ada);
    const hers = visitor();
    await hers.signIn(person);
    expect(await reads(hers)).toBe(true);
    await administer(service, [...words, person.userName]);
    await expect.poll(() => reads(hers)).toBe(false);
  });
});
