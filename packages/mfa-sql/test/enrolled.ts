import { createMfa, type KeyRing, type Mfa, type RequestContext } from '@halfminute/mfa';
import { createMemoryHost, type MemoryHost } from '@halfminute/mfa/testing';
import { createCodeGenerator, timeStep } from '@halfminute/otp';
import type { MfaStore } from '@halfminute/mfa';

export const context: RequestContext = {
  actor: { kind: 'user' },
  source: { address: '192.0.2.7', agent: 'Firefox', place: 'London' },
};

export interface Enrolled {
  readonly mfa: Mfa;
  readonly host: MemoryHost;
  /** The long code, as the user's authenticator holds it. */
  readonly secret: Uint8Array;
  /** The code of so many steps after the present one. */
  code(stepsLater?: number): string;
}

/** A user with one authenticator, one step after its confirmation. */
export async function enrol(
  store: MfaStore,
  {
    userId = 'ada',
    keyRing,
    seed = 1,
  }: { readonly userId?: string; readonly keyRing?: KeyRing; readonly seed?: number } = {},
): Promise<Enrolled> {
  const host = createMemoryHost({ store, seed, ...(keyRing !== undefined && { keyRing }) });
  const mfa = createMfa(host);
  const shown = await mfa.begin({ userId, attemptId: 'a', startAgain: false, presented: 'nothing', context });
  if (shown.result !== 'pending') {
    throw new Error(`Nothing was shown: ${shown.result}`);
  }
  const { secret, profile } = shown;
  const generator = createCodeGenerator({ kind: 'totp', secret, ...profile });
  const code = (stepsLater = 0) => generator.codeForCounter(timeStep(host.now, profile.periodSeconds) + stepsLater);
  const confirmed = await mfa.confirm({ userId, attemptId: 'a', typed: code(), name: 'Desk', context });
  if (confirmed.result !== 'confirmed') {
    throw new Error(`Not confirmed: ${confirmed.result}`);
  }
  host.now += profile.periodSeconds;
  return { mfa, host, secret: Uint8Array.from(secret.reveal()), code };
}
