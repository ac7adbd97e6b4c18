import type { MfaPolicy } from '@halfminute/mfa';

/** All that the service is told from outside: environment, files, or a test. Read once by `readConfig`. */
export interface SignInConfig {
  readonly mode: 'production' | 'development';
  /** `https://…` without a path; in development `http://localhost:6238`. */
  readonly issuer: string;
  readonly listen: { readonly host: string; readonly port: number };
  /** `sqlite:/var/lib/…/sign-in.db` or `postgres://…`. */
  readonly database: string;
  /** The key file; in development made if absent. */
  readonly keyFile: string;
  /** This node's name in the audit log. */
  readonly node: string;
  /** Addresses or networks of reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed. */
  readonly proxies: readonly string[];
  readonly smtp: { readonly url: string; readonly from: string } | null;
  readonly platform: Platform;
  readonly support: Support;
  readonly clients: readonly ClientConfig[];
  readonly policy: Policy;
  readonly hashing: {
    readonly memoryKiB: number;
    readonly passes: number;
    readonly lanes: number;
    readonly threads: number;
    readonly queue: number;
  };
  /** Where `GET /metrics` may be read from; null: loopback only. */
  readonly metricsToken: string | null;
}

/** The platform that people sign in to; its name and colour stand at the head of each page. */
interface Platform {
  /** "Cases". */
  readonly name: string;
  /** "the cases of Hartwell Moss". */
  readonly longName: string;
  readonly url: string;
  /** The platform's page about setting up an authenticator, "Step by step" on the set-up page; left out, that link leads to whom to ask. */
  readonly guideUrl?: string;
}

/** Whom to ask; at the end of every page and mail. Each may be missing, not all. */
interface Support {
  readonly name: string;
  readonly mail: string | null;
  readonly telephone: string | null;
  readonly link: string | null;
}

export interface ClientConfig {
  readonly id: string;
  readonly name: string;
  /** Null for a public client. */
  readonly secret: string | null;
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  readonly backchannelLogoutUri: string | null;
  readonly initiateLoginUri: string | null;
  readonly defaultAcrValues: readonly string[];
  /** `no-pkce`: for clients that cannot; printed as a deviation at each start. */
  readonly legacy: 'no-pkce' | null;
  /** Whether a remembered device ever counts for this client. */
  readonly rememberedDevices: boolean;
}

export interface Policy {
  readonly mfa: MfaPolicy;
  /** First enrolment only through a mailed link or a ticket. */
  readonly protectedEnrolment: boolean;
  readonly rememberAdmins: boolean;
  readonly twoAdminsForReset: boolean;
  readonly sessionIdleSeconds: number;
  readonly sessionSeconds: number;
  /** How long a password that was given holds while the code is looked up. */
  readonly attemptSeconds: number;
  readonly passwordLeastAlone: number;
  readonly passwordLeastWithMfa: number;
  /** All budgets by address, subnet and in all times this; 1 where absent. */
  readonly budgetFactor?: number;
}
