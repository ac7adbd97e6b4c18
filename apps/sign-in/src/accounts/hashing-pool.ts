import type { SignInConfig } from '../config/config.ts';
import type { Pepper } from '../keys/keys.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { createBoundedQueue } from './bounded-queue.ts';
import { writeArgon2 } from './hashes/argon2-phc.ts';
import { costsTooMuch } from './hashes/password-hash.ts';
import type { Argon2Hash, PasswordHash } from './hashes/password-hash.ts';
import { readPasswordHash } from './hashes/read-password-hash.ts';
import { argon2, verifyPasswordHash } from './hashes/verify-password-hash.ts';
import { checkPassword, lengthOf, normalForm } from './password-rules.ts';
import type { PasswordLeasts } from './password-rules.ts';
import { HashingBusyError } from './passwords.ts';
import type { Passwords } from './passwords.ts';

export interface PasswordsHost {
  readonly hashing: SignInConfig['hashing'];
  /** The first one goes into new hashes, the others only into those that were made with them. */
  readonly pepper: readonly Pepper[];
  readonly randomBytes: (length: number) => Uint8Array<ArrayBuffer>;
  readonly metrics: Metrics;
  /** What the policy asks for at this moment; the standard's numbers where absent. */
  readonly leasts?: () => PasswordLeasts;
}

/** OWASP's least for Argon2id, for recovery codes: their salt is stored without a cost, so it must never change. */
const RECOVERY_COST = { variant: 'id', version: 0x13, memoryKiB: 19_456, passes: 2, lanes: 1 } as const;
const OUTPUT_BYTES = 32;
const SALT_BYTES = 16;

/** No password is that long; what is longer costs its hash and is wrong. */
const MOST_CHARACTERS_READ = 1024;

/**
 * Passwords in a pool: as many hashes at a time as `hashing.threads` says, `hashing.queue` more waiting, everything past it
 * refused at once. The threads are libuv's own (`UV_THREADPOOL_SIZE`, 4 unless set), which native code runs in.
 */
export function createPasswords({ hashing, pepper, randomBytes, metrics, leasts }: PasswordsHost): Passwords {
  const pool = createBoundedQueue({
    threads: hashing.threads,
    queue: hashing.queue,
    now: () => performance.now(),
    onWaiting: (waiting) => metrics.gauge('hashing_queue', waiting),
  });
  const [presentPepper = null] = pepper;
  const cost = {
    variant: 'id',
    version: 0x13,
    memoryKiB: hashing.memoryKiB,
    passes: hashing.passes,
    lanes: hashing.lanes,
  } as const;
  const dummySalt = randomBytes(SALT_BYTES);

  const pepperOf = (id: string) => pepper.find((each) => each.id === id)?.bytes ?? null;

  async function run<Result>(kind: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await pool.run(async () => {
        const startedMs = performance.now();
        const result = await work();
        metrics.time('hash_seconds', (performance.now() - startedMs) / 1000, { kind });
        return result;
      });
    } catch (error) {
      if (error instanceof HashingBusyError) {
        metrics.count('hashing_refused', {});
      }
      throw error;
    }
  }

  function derive(password: string, salt: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    return argon2(password, { ...cost, salt, pepper: presentPepper?.bytes ?? null, length: OUTPUT_BYTES });
  }

  function isPresent(hash: PasswordHash): boolean {
    return (
      hash.kind === 'argon2' &&
      hash.variant === cost.variant &&
      hash.version === cost.version &&
      hash.memoryKiB === cost.memoryKiB &&
      hash.passes === cost.passes &&
      hash.lanes === cost.lanes &&
      hash.output.length === OUTPUT_BYTES &&
      hash.pepperId === (presentPepper?.id ?? null)
    );
  }

  return {
    check: (password, about) =>
      checkPassword(password, { ...about, ...(leasts === undefined ? {} : { leasts: leasts() }) }),

    length: lengthOf,

    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      const output = await run('argon2', () => derive(normalForm(password), salt));
      const hash: Argon2Hash = { kind: 'argon2', ...cost, pepperId: presentPepper?.id ?? null, salt, output };
      return writeArgon2(hash);
    },

    async verify(password, stored) {
      const hash = stored === null ? null : readPasswordHash(stored);
      if (hash === null || costsTooMuch(hash) || password.length > MOST_CHARACTERS_READ) {
        await run('argon2', () => derive(normalForm(password.slice(0, MOST_CHARACTERS_READ)), dummySalt));
        return { right: false, outdated: false };
      }
      const right = await run(hash.kind, () => verifyEachForm(password, hash, pepperOf));
      return { right, outdated: right && !isPresent(hash) };
    },

    slowHash: (code, salt) =>
      run('recovery', () => argon2(code, { ...RECOVERY_COST, salt, pepper: null, length: OUTPUT_BYTES })),

    close: () => pool.idle(),
  };
}

/** Ours are hashes of the normal form; another program may have hashed what its user's keyboard sent. */
async function verifyEachForm(
  password: string,
  hash: PasswordHash,
  pepperOf: (id: string) => Uint8Array | null,
): Promise<boolean> {
  const normal = normalForm(password);
  if (await verifyPasswordHash(normal, hash, pepperOf)) {
    return true;
  }
  const isOurs = hash.kind === 'argon2' && hash.pepperId !== null;
  return !isOurs && normal !== password && verifyPasswordHash(password, hash, pepperOf);
}
