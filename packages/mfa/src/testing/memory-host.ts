import type { KeyRing } from '../key-ring.ts';
import type { MfaHost } from '../mfa.ts';
import { defaultMfaPolicy } from '../policy.ts';
import type { MfaPolicy } from '../policy.ts';
import type { MfaStore } from '../store.ts';
import { createMemoryStore } from './memory-store.ts';
import { createSeededRandomBytes } from './seeded-random.ts';

/** A host whose time, chance and keys are the test's. */
export interface MemoryHost extends MfaHost {
  /** Unix seconds; the test moves it. */
  now: number;
  /** How many slow hashes were asked for. */
  slowHashes: number;
}

export interface MemoryHostOptions {
  readonly store?: MfaStore;
  readonly policy?: Partial<MfaPolicy>;
  readonly keyRing?: KeyRing;
  readonly now?: number;
  /** Two hosts over one store have two seeds: nobody draws the same id twice. */
  readonly seed?: number;
}

/** A quarter past some minute, so that a test may go some seconds either way within a step of 30. */
const someTime = 1_800_000_015;

export function createMemoryHost(options: MemoryHostOptions = {}): MemoryHost {
  const host: MemoryHost = {
    now: options.now ?? someTime,
    slowHashes: 0,
    store: options.store ?? createMemoryStore(),
    keyRing: options.keyRing ?? createMemoryKeyRing(),
    policy: { ...defaultMfaPolicy, ...options.policy },
    clock: () => host.now,
    randomBytes: createSeededRandomBytes(options.seed ?? 1),
    async slowHash(code, salt) {
      host.slowHashes += 1;
      const input = new Uint8Array(salt.length + code.length);
      input.set(salt);
      input.set(code, salt.length);
      // NOT slow: a stand-in, so that a test may try a thousand codes.
      return new Uint8Array(await crypto.subtle.digest('SHA-256', input));
    },
  };
  return host;
}

/** A ring whose keys are made of their names, `key-1` first; any name has one but those in `missing`. */
export function createMemoryKeyRing(
  options: { readonly presentKeyId?: string; readonly missing?: readonly string[] } = {},
): KeyRing {
  return {
    presentKeyId: options.presentKeyId ?? 'key-1',
    async key(keyId) {
      return options.missing?.includes(keyId) === true
        ? null
        : new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(keyId)));
    },
  };
}
