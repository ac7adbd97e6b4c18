import { afterEach, describe, expect, it } from 'vitest';
import { createBoundedQueue } from '../../src/accounts/bounded-queue.ts';
import { createPasswords } from '../../src/accounts/hashing-pool.ts';
import type { PasswordsHost } from '../../src/accounts/hashing-pool.ts';
import { HashingBusyError } from '../../src/accounts/passwords.ts';
import type { Passwords } from '../../src/accounts/passwords.ts';
import { createMetrics } from '../../src/metrics/prometheus.ts';
import { randomBytes } from '../database/each-database.ts';

const owasp = { memoryKiB: 19_456, passes: 2, lanes: 1, threads: 1, queue: 100 };
const pepper = (id: string) => ({ id, bytes: new Uint8Array(32).fill(id.length) });
const right = 'correct horse battery staple';

let opened: Passwords[] = [];
afterEach(async () => {
  await Promise.all(opened.map((passwords) => passwords.close()));
  opened = [];
});

function start(host: Partial<PasswordsHost> = {}) {
  const metrics = createMetrics();
  const passwords = createPasswords({ hashing: owasp, pepper: [], randomBytes, metrics, ...host });
  opened.push(passwords);
  return { passwords, metrics };
}

async function hashesDone(metrics: ReturnType<typeof createMetrics>): Promise<number> {
  const text = await metrics.text();
  return [...text.matchAll(/^halfminute_hash_seconds_count\{.*\} (\d+)$/gm)].reduce(
    (sum, match) => sum + Number(match[1]),
    0,
  );
}

describe('hashes', () => {
  it('S10 are Argon2id with at least 19 MiB, two passes and a salt of their own', async () => {
    const { passwords } = start();
    const hashes = await Promise.all([passwords.hash(right), passwords.hash(right)]);
    expect(hashes[0]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(new Set(hashes).size).toBe(2);
    for (const hash of hashes) {
      expect(await passwords.verify(right, hash)).toEqual({ right: true, outdated: false });
      expect(await passwords.verify(`${right} `, hash)).toEqual({ right: false, outdated: false });
    }
  });

  it('S10 of a former cost are right and outdated', async () => {
    const former = start({ hashing: { ...owasp, memoryKiB: 1_024 } }).passwords;
    const hash = await former.hash(right);
    const { passwords } = start();
    expect(await passwords.verify(right, hash)).toEqual({ right: true, outdated: true });
    expect(await passwords.verify('wrong', hash)).toEqual({ right: false, outdated: false });
  });

  it('S10 T21 with a pepper are nothing without it', async () => {
    const { passwords } = start({ pepper: [pepper('one')] });
    const hash = await passwords.hash(right);
    expect(hash).toContain(`,keyid=${Buffer.from('one').toString('base64')}$`);
    expect(await passwords.verify(right, hash)).toEqual({ right: true, outdated: false });
    for (const others of [[], [{ ...pepper('one'), bytes: new Uint8Array(32) }], [pepper('other')]]) {
      expect(await start({ pepper: others }).passwords.verify(right, hash)).toEqual({ right: false, outdated: false });
    }
  });

  it('S10 of a former pepper, or none, are right and outdated', async () => {
    const [none, one] = [start().passwords, start({ pepper: [pepper('one')] }).passwords];
    const hashes = [await none.hash(right), await one.hash(right)];
    const { passwords } = start({ pepper: [pepper('three'), pepper('one')] });
    for (const hash of hashes) {
      expect(await passwords.verify(right, hash)).toEqual({ right: true, outdated: true });
    }
  });

  it('S9 are of the composed form, so that another keyboard gives the same', async () => {
    const { passwords } = start();
    const hash = await passwords.hash('zo\u00EB and her fifteen friends');
    expect((await passwords.verify('zoe\u0308 and her fifteen friends', hash)).right).toBe(true);
    expect((await passwords.verify('zoe and her fifteen friends', hash)).right).toBe(false);
  });

  it('that are damaged are wrong, and no error', async () => {
    const { passwords } = start();
    for (const hash of [
      '',
      'x',
      '$argon2id$v=19$m=19456,t=2,p=1$$',
      '$argon2id$v=19$m=4294967295,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA',
    ]) {
      expect(await passwords.verify(right, hash)).toEqual({ right: false, outdated: false });
    }
  });

  it('take a megabyte that somebody posts for what it is', async () => {
    const { passwords } = start();
    expect((await passwords.verify('a'.repeat(1_000_000), await passwords.hash(right))).right).toBe(false);
  });

  it('R2 of recovery codes are slow, salted, and the same whatever the cost of passwords is set to', async () => {
    const code = new Uint8Array([1, 2, 3]);
    const salt = new Uint8Array(16);
    const { passwords, metrics } = start();
    const first = await passwords.slowHash(code, salt);
    const cheap = start({ hashing: { ...owasp, memoryKiB: 8, passes: 1 }, pepper: [pepper('one')] }).passwords;
    expect(await cheap.slowHash(code, salt)).toEqual(first);
    expect(
      await passwords.slowHash(
        code,
        salt.map(() => 1),
      ),
    ).not.toEqual(first);
    expect(first).toHaveLength(32);
    expect(await metrics.text()).toContain('halfminute_hash_seconds_count{kind="recovery"} 2');
  });
});

describe('an unknown user', () => {
  it('S8 T19 costs the same hash as a known one', async () => {
    const { passwords, metrics } = start();
    const hash = await passwords.hash(right);
    const before = await hashesDone(metrics);
    expect(await passwords.verify('wrong', hash)).toEqual({ right: false, outdated: false });
    const known = (await hashesDone(metrics)) - before;
    expect(await passwords.verify('wrong', null)).toEqual({ right: false, outdated: false });
    expect((await hashesDone(metrics)) - before - known).toBe(known);
    expect(known).toBe(1);
  });

  it('S8 waits in the same queue, and is refused as a known one', async () => {
    const { passwords } = start({ hashing: { ...owasp, queue: 0 } });
    const running = passwords.verify('wrong', null);
    await expect(passwords.verify('wrong', null)).rejects.toBeInstanceOf(HashingBusyError);
    await running;
  });
});

describe('the pool', () => {
  it('T26 refuses at once what finds the queue full, before any hash has ended', async () => {
    const { passwords, metrics } = start({ hashing: { ...owasp, queue: 3 } });
    const ended: string[] = [];
    const attempts = Array.from({ length: 50 }, (_, index) =>
      passwords.hash(`${right} ${index}`).then(
        () => ended.push('hashed'),
        (error: unknown) => ended.push(error instanceof HashingBusyError ? 'busy' : 'failed'),
      ),
    );
    await Promise.all(attempts);
    expect(ended).toEqual([...Array.from({ length: 46 }, () => 'busy'), 'hashed', 'hashed', 'hashed', 'hashed']);
    expect(await metrics.text()).toContain('halfminute_hashing_refused_total 46');
  });

  it('T26 says when to come back, and takes the next one once there is room', async () => {
    const { passwords } = start({ hashing: { ...owasp, queue: 1 } });
    const both = [passwords.hash(right), passwords.hash(right)];
    const refusal: unknown = await passwords.hash(right).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ retryAfterSeconds: 1 });
    await Promise.all(both);
    await expect(passwords.hash(right)).resolves.toMatch(/^\$argon2id\$/);
  });

  it('runs as many at a time as it was told, in the order they came', async () => {
    const waiting: number[] = [];
    const queue = createBoundedQueue({
      threads: 2,
      queue: 10,
      now: () => 0,
      onWaiting: (count) => waiting.push(count),
    });
    const started: number[] = [];
    const finish: (() => void)[] = [];
    const works = [0, 1, 2, 3].map((index) =>
      queue.run(() => {
        started.push(index);
        return new Promise<void>((resolve) => {
          finish[index] = resolve;
        });
      }),
    );
    await Promise.resolve();
    expect(started).toEqual([0, 1]);
    finish[1]?.();
    await works[1];
    await Promise.resolve();
    expect(started).toEqual([0, 1, 2]);
    finish[2]?.();
    await works[2];
    await Promise.resolve();
    finish[0]?.();
    finish[3]?.();
    await queue.idle();
    expect(started).toEqual([0, 1, 2, 3]);
    expect(waiting).toEqual([1, 2, 1, 0]);
    await queue.idle();
  });

  it('goes on after work that failed', async () => {
    const queue = createBoundedQueue({ threads: 1, queue: 1, now: () => 0, onWaiting: () => {} });
    const failed = queue.run(() => Promise.reject(new Error('it failed')));
    const next = queue.run(async () => 'done');
    await expect(failed).rejects.toThrow('it failed');
    expect(await next).toBe('done');
  });

  it('asks longer patience of everybody the longer its hashes take', async () => {
    let now = 0;
    const queue = createBoundedQueue({ threads: 1, queue: 0, now: () => now, onWaiting: () => {} });
    for (let times = 0; times < 100; times += 1) {
      await queue.run(async () => {
        now += 4_000;
      });
    }
    let finish = () => {};
    const running = queue.run(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    await expect(queue.run(async () => {})).rejects.toMatchObject({ retryAfterSeconds: 4 });
    finish();
    await running;
  });
});
