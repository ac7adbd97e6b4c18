import { createCodeGenerator, timeStep } from '@halfminute/otp';
import type { Secret } from '@halfminute/otp';
import { createMfa } from '@halfminute/mfa';
import type {
  CodeProfile,
  Mfa,
  MfaEventKind,
  MfaRecord,
  Purpose,
  RequestContext,
  VerifyOutcome,
} from '@halfminute/mfa';
import { createMemoryHost, createMemoryStore } from '@halfminute/mfa/testing';
import type { MemoryHost, MemoryHostOptions, MemoryStore } from '@halfminute/mfa/testing';

export const context: RequestContext = {
  actor: { kind: 'user' },
  source: { address: '192.0.2.7', agent: 'Firefox', place: 'London' },
};

const admin: RequestContext = { ...context, actor: { kind: 'admin', name: 'r.moss' } };

/** What an authenticator holds. */
export interface Shown {
  readonly secret: Secret;
  readonly profile: CodeProfile;
}

/** The code of a step of some authenticator. */
export function codeOfStep({ secret, profile }: Shown, step: number): string {
  return createCodeGenerator({ kind: 'totp', secret, ...profile }).codeForCounter(step);
}

/** One user of a service, with all that a test asks of both. */
export class Ada {
  readonly userId: string;
  readonly store: MemoryStore;
  readonly host: MemoryHost;
  readonly mfa: Mfa;
  /** The authenticator of the last enrolment. */
  held: Shown | null = null;

  constructor(
    options: Omit<MemoryHostOptions, 'store'> & { readonly store?: MemoryStore; readonly userId?: string } = {},
  ) {
    this.userId = options.userId ?? 'ada';
    this.store = options.store ?? createMemoryStore();
    this.host = createMemoryHost({ ...options, store: this.store });
    this.mfa = createMfa(this.host);
  }

  get act(): { readonly userId: string; readonly context: RequestContext } {
    return { userId: this.userId, context };
  }

  get byAdmin(): { readonly userId: string; readonly context: RequestContext } {
    return { userId: this.userId, context: admin };
  }

  later(seconds: number): void {
    this.host.now += seconds;
  }

  /** The code of `steps` after the present one, of the authenticator enrolled last or of `shown`. */
  code(steps = 0, shown: Shown | null = this.held): string {
    if (shown === null) {
      throw new Error('Ada has no authenticator yet.');
    }
    return codeOfStep(shown, timeStep(this.host.now, shown.profile.periodSeconds) + steps);
  }

  /** A code that belongs to no step near the present one, of any authenticator given. */
  wrongCode(...shown: readonly Shown[]): string {
    const holders = shown.length > 0 ? shown : this.held === null ? [] : [this.held];
    const near = new Set(
      holders.flatMap((holder) => Array.from({ length: 71 }, (_, index) => this.code(index - 25, holder))),
    );
    for (let guess = Number('1'.repeat(holders[0]?.profile.digits ?? 6)); ; guess++) {
      if (!near.has(String(guess))) {
        return String(guess);
      }
    }
  }

  async begin(attemptId = 'attempt', presented: 'nothing' | 'link' | 'ticket' = 'nothing'): Promise<Shown> {
    const begun = await this.mfa.begin({ ...this.act, attemptId, startAgain: false, presented });
    if (begun.result !== 'pending') {
      throw new Error(`Nothing is shown: ${begun.result}.`);
    }
    return begun;
  }

  /** Shows a secret, confirms it with the present code and goes one step on, so that the next code is a new one. */
  async enrol({ attemptId = 'attempt', name = '' } = {}): Promise<Shown> {
    const shown = await this.begin(attemptId);
    const confirmed = await this.mfa.confirm({ ...this.act, attemptId, typed: this.code(0, shown), name });
    if (confirmed.result !== 'confirmed') {
      throw new Error(`Not confirmed: ${confirmed.result}.`);
    }
    this.held = shown;
    this.later(shown.profile.periodSeconds);
    return shown;
  }

  verify(typed: string, purpose: Purpose = 'sign-in'): Promise<VerifyOutcome> {
    return this.mfa.verify({ ...this.act, typed, factor: 'code', purpose });
  }

  recover(typed: string, purpose: Purpose = 'sign-in'): Promise<VerifyOutcome> {
    return this.mfa.verify({ ...this.act, typed, factor: 'recovery', purpose });
  }

  /** So many wrong codes in a row, each after the wait before it. Answers how they ended. */
  async miss(times: number): Promise<readonly VerifyOutcome['result'][]> {
    const results: VerifyOutcome['result'][] = [];
    for (let time = 0; time < times; time++) {
      const { waitUntil } = await this.record();
      this.host.now = Math.max(this.host.now, waitUntil ?? 0);
      results.push((await this.verify(this.wrongCode())).result);
    }
    return results;
  }

  record(): Promise<MfaRecord> {
    return this.mfa.read(this.userId);
  }

  /** The kinds of all events so far, or of those after `from`. */
  events(from = 0): readonly MfaEventKind[] {
    return this.store.events.slice(from).map(({ kind }) => kind);
  }

  countOf(kind: MfaEventKind): number {
    return this.store.events.filter((event) => event.kind === kind).length;
  }

  notices(): readonly string[] {
    return this.store.notices.map(({ kind }) => kind);
  }
}

/** An account with a confirmed authenticator, one step after its confirmation. */
export async function enrolledAda(options: ConstructorParameters<typeof Ada>[0] = {}): Promise<Ada> {
  const ada = new Ada(options);
  await ada.enrol();
  return ada;
}
