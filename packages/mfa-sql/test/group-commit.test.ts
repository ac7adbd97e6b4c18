import { emptyRecord } from '@halfminute/mfa';
import type { RecordChange } from '@halfminute/mfa';
import { describe, expect, it } from 'vitest';
import { createGroupCommit } from '../src/store/group-commit.ts';

function changeOf(userId: string): RecordChange {
  const before = emptyRecord(userId);
  return { before, after: before, events: [], notices: [] };
}

const isOfOne = (error: unknown) => error instanceof Error && error.message !== 'The database is down.';

const userIds = (changes: readonly RecordChange[]) => changes.map(({ after }) => after.userId);

describe('changes that arrive while another is being written', () => {
  it('are written together, in the order of their users, and each gets its own answer', async () => {
    const groups: (readonly string[])[] = [];
    const first = Promise.withResolvers<void>();
    const commit = createGroupCommit(async (changes) => {
      groups.push(userIds(changes));
      if (groups.length === 1) {
        await first.promise;
      }
      return changes.map(({ after }) => (after.userId === 'bo' ? 'conflict' : 'replaced'));
    }, isOfOne);
    const answers = ['ada', 'cy', 'bo'].map((userId) => commit(changeOf(userId)));
    first.resolve();
    expect(await Promise.all(answers)).toEqual(['replaced', 'replaced', 'conflict']);
    expect(groups).toEqual([['ada'], ['bo', 'cy']]);
  });

  it('do not suffer for one among them that fails', async () => {
    const first = Promise.withResolvers<void>();
    let calls = 0;
    const commit = createGroupCommit(async (changes) => {
      calls++;
      if (calls === 1) {
        await first.promise;
      }
      if (userIds(changes).includes('bo')) {
        throw new Error('The name is too long.');
      }
      return changes.map(() => 'replaced');
    }, isOfOne);
    const answers = ['ada', 'bo', 'cy'].map((userId) => commit(changeOf(userId)));
    first.resolve();
    const [ada, bo, cy] = await Promise.allSettled(answers);
    expect(ada).toEqual({ status: 'fulfilled', value: 'replaced' });
    expect(bo).toMatchObject({ status: 'rejected', reason: { message: 'The name is too long.' } });
    expect(cy).toEqual({ status: 'fulfilled', value: 'replaced' });
  });

  it('are all told at once where the database is not there', async () => {
    const first = Promise.withResolvers<void>();
    const groups: (readonly string[])[] = [];
    const commit = createGroupCommit(async (changes) => {
      groups.push(userIds(changes));
      await first.promise;
      throw new Error('The database is down.');
    }, isOfOne);
    const answers = Promise.allSettled(['ada', 'bo', 'cy'].map((userId) => commit(changeOf(userId))));
    first.resolve();
    expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(groups).toEqual([['ada'], ['bo', 'cy']]);
  });

  it('go on after a failure', async () => {
    let fail = true;
    const commit = createGroupCommit(async (changes) => {
      if (fail) {
        throw new Error('The database is down.');
      }
      return changes.map(() => 'replaced');
    }, isOfOne);
    await expect(commit(changeOf('ada'))).rejects.toThrow('The database is down.');
    fail = false;
    expect(await commit(changeOf('ada'))).toBe('replaced');
  });
});
