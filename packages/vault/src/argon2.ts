import { VaultError } from './errors.ts';

/** What the host's Argon2 (RFC 9106) is asked for. */
export interface Argon2Request {
  readonly variant: 'd' | 'id';
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
  readonly version: 0x13 | 0x10;
  readonly salt: Uint8Array;
  /** Length of the answer in bytes. */
  readonly length: number;
  readonly password: Uint8Array;
}

/** Argon2 by the host's fastest sound means. The bytes it answers are wiped after use, and so is the password it was given. */
export type DeriveKey = (request: Argon2Request) => Promise<Uint8Array>;

/** *strong* for vaults made natively, *standard* (RFC 9106, section 4, second recommendation) for those made in a browser. */
export type Argon2Cost = 'strong' | 'standard';

/** The parameters of Argon2id that a password slot names. */
export interface Argon2Parameters {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

const MIB = 1024;

const PARAMETERS_BY_COST: { readonly [cost in Argon2Cost]: Argon2Parameters } = {
  strong: { memoryKiB: 256 * MIB, passes: 4, lanes: 4 },
  standard: { memoryKiB: 64 * MIB, passes: 3, lanes: 4 },
};

export function argon2Parameters(cost: Argon2Cost): Argon2Parameters {
  return PARAMETERS_BY_COST[cost];
}

/** What a reader accepts. Below, guessing is cheap; above, a hostile file could take the computer's memory or its hour. */
const LIMITS = {
  memoryKiB: { least: 19 * MIB, most: 1024 * MIB },
  passes: { least: 1, most: 16 },
  lanes: { least: 1, most: 8 },
  memoryTimesPassesKiB: 4 * 1024 * MIB,
};

/** Throws 'unsafe-parameters' unless the cost is one that a reader pays. Called before anything is allocated for it. */
export function assertSafeParameters(parameters: Argon2Parameters): void {
  for (const name of ['memoryKiB', 'passes', 'lanes'] as const) {
    const { least, most } = LIMITS[name];
    const value = parameters[name];
    if (!(value >= least && value <= most)) {
      throw new VaultError(
        'unsafe-parameters',
        `The vault asks for ${value} ${name}; accepted are ${least} to ${most}.`,
      );
    }
  }
  const product = parameters.memoryKiB * parameters.passes;
  if (product > LIMITS.memoryTimesPassesKiB) {
    throw new VaultError(
      'unsafe-parameters',
      `The vault asks for ${product} KiB of memory times passes; accepted are ${LIMITS.memoryTimesPassesKiB} at most.`,
    );
  }
}
