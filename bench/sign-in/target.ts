/** What the load script drives: one small adapter a target, all walking the same way (authorize, password, code, token). */
export interface Target {
  readonly name: string;
  /** Starts it with this many users, each with a password and a confirmed authenticator. */
  start(options: { readonly accounts: number; readonly hash: HashCost }): Promise<RunningTarget>;
}

/** Argon2id of the passwords; `nearlyFree` shows what the rest of a sign-in costs. */
export interface HashCost {
  readonly name: string;
  readonly memoryKiB: number;
  readonly passes: number;
}

export const hashCosts = {
  /** The default of Keycloak 26 (argon2id 7 MiB, 5 passes, 1 lane). */
  peer: { name: 'argon2id 7 MiB, 5 passes', memoryKiB: 7168, passes: 5 },
  /** Our default. */
  ours: { name: 'argon2id 19 MiB, 2 passes', memoryKiB: 19_456, passes: 2 },
  nearlyFree: { name: 'a nearly free hash', memoryKiB: 8, passes: 1 },
} as const satisfies Record<string, HashCost>;

export interface RunningTarget {
  /** From the start of the process to the first answer of its readiness; null where somebody else started it. */
  readonly readySeconds: number | null;
  /** A complete sign-in of the user with this number; throws at any answer that was not expected. */
  signIn(user: number): Promise<void>;
  /** Every process that does the work, the database's included. */
  processIds(): readonly number[];
  stop(): Promise<void>;
}
