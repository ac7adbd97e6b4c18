import { afterEach, describe, expect, it } from 'vitest';
import type { VerifyOutcome } from '@halfminute/mfa';
import { databaseKinds, type DatabaseKind } from './databases.ts';
import { context, enrol } from './enrolled.ts';
import { openStore, type Opened } from './open-store.ts';
import { startProcess, type StartedProcess } from './started-process.ts';

type Result = VerifyOutcome['result'];

const started: StartedProcess[] = [];
const opened: Opened[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => one.kill()));
  await Promise.all(opened.splice(0).map(({ database }) => database.close()));
});

/** An account whose place two processes have open, too. */
async function accountOfTwoProcesses(kind: DatabaseKind) {
  const place = await kind.place();
  const here = await openStore(place, 'parent');
  opened.push(here);
  const account = await enrol(here.store);
  const begin = () => {
    const processes = ['first', 'second'].map((node) =>
      startProcess('verifying-process', [place, node, String(account.host.now)]),
    );
    started.push(...processes);
    return processes;
  };
  return { ...here, account, begin };
}

/** Lets both try `typed` at once, 25 or more times each; how all of it ended, and in which process. */
async function tryAtOnce(
  processes: readonly StartedProcess[],
  attempt: { readonly typed: string; readonly factor: 'code' | 'recovery'; readonly times: number },
): Promise<readonly Result[][]> {
  for (const one of processes) {
    expect(await one.nextLine()).toBe('ready');
  }
  processes.forEach((one) => one.say(JSON.stringify(attempt)));
  return Promise.all(processes.map(async (one) => JSON.parse(await one.nextLine()) as Result[])); // as: our own driver wrote it
}

function countOf(results: readonly Result[][], wanted: Result): number {
  return results.flat().filter((result) => result === wanted).length;
}

for (const kind of databaseKinds('two processes')) {
  describe(`two processes on one database of ${kind.name}`, () => {
    it('C1 C2 T4 of fifty parallel submissions of one right code in two processes exactly one is accepted, and none later', async () => {
      const { account, begin, audit, database } = await accountOfTwoProcesses(kind);
      const attempt = { typed: account.code(), factor: 'code', times: 25 } as const;
      const results = await tryAtOnce(begin(), attempt);
      expect(countOf(results, 'accepted')).toBe(1);
      expect(countOf(results, 'accepted') + countOf(results, 'replayed') + countOf(results, 'waiting')).toBe(50);
      expect(await audit.entries({ kinds: ['code-accepted'], limit: 10 })).toHaveLength(1);
      const [authenticator] = await database.kysely.selectFrom('mfa_authenticator').selectAll().execute();
      expect(authenticator?.last_step).toBe(Math.floor(account.host.now / 30));
      const later = await account.mfa.verify({
        userId: 'ada',
        typed: attempt.typed,
        factor: 'code',
        purpose: 'step-up',
        context,
      });
      expect(later.result).not.toBe('accepted');
      expect(await audit.verify()).toMatchObject({ result: 'unbroken' });
    });

    it('G3 T4 of a hundred parallel wrong codes in two processes at most five are looked at', async () => {
      const { account, begin, store, audit } = await accountOfTwoProcesses(kind);
      const near = Array.from({ length: 5 }, (_, index) => account.code(index - 2));
      const typed = ['111111', '222222', '333333'].find((code) => !near.includes(code)) ?? '';
      const results = await tryAtOnce(begin(), { typed, factor: 'code', times: 50 });
      expect(countOf(results, 'wrong')).toBe(5);
      expect(countOf(results, 'waiting')).toBe(95);
      expect(await store.read('ada')).toMatchObject({ consecutiveFailures: 5 });
      expect(await audit.verify()).toMatchObject({ result: 'unbroken' });
    });

    it('R3 T4 of fifty parallel uses of one recovery code in two processes exactly one is accepted', async () => {
      const { account, begin, store } = await accountOfTwoProcesses(kind);
      const [typed = ''] = await account.mfa.issueRecoveryCodes({ userId: 'ada', context });
      const results = await tryAtOnce(begin(), { typed, factor: 'recovery', times: 25 });
      expect(countOf(results, 'accepted')).toBe(1);
      expect(results.flat()).toHaveLength(50);
      const codes = (await store.read('ada')).recovery?.codes ?? [];
      expect(codes.filter(({ usedAt }) => usedAt !== null)).toHaveLength(1);
    });
  });
}
