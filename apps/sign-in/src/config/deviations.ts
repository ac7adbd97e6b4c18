import { policyDeviations } from '@halfminute/mfa';
import { defaultPolicy } from '../policy/default-policy.ts';
import type { Policy, SignInConfig } from './config.ts';

/** OWASP's least for Argon2id: 19 MiB with two passes, or as much work in another proportion. */
const LEAST_MEMORY_KIB = 19_456;
const LEAST_KIB_PASSES = 2 * LEAST_MEMORY_KIB;
/** OWASP's other pairs go down to 7 MiB with five passes. */
const LEAST_MEMORY_AT_ALL_KIB = 7_168;

/** One line for each setting that is looser than the standards ask for, printed at each start. Empty when all are strict. */
export function deviations(config: Pick<SignInConfig, 'policy' | 'clients' | 'hashing'>): string[] {
  return [
    ...policyDeviations(config.policy.mfa),
    ...ownDeviations(config.policy),
    ...hashingDeviations(config.hashing),
    ...config.clients
      .filter(({ legacy }) => legacy === 'no-pkce')
      .map(
        ({ id }) =>
          `Deviation: the client ${JSON.stringify(id)} signs in without PKCE. RFC 9700 section 2.1.1 asks it of every client.`,
      ),
  ];
}

function ownDeviations(policy: Policy): string[] {
  const lines: (string | false)[] = [
    policy.rememberAdmins &&
      policy.mfa.rememberDays > 0 &&
      'Deviation: devices of administrators are remembered. The default asks them for a code each time.',
    policy.sessionIdleSeconds > defaultPolicy.sessionIdleSeconds &&
      `Deviation: a session may rest for ${minutes(policy.sessionIdleSeconds)}. The default is ${minutes(defaultPolicy.sessionIdleSeconds)} (SP 800-63B-4 section 2.2.3).`,
    policy.sessionSeconds > defaultPolicy.sessionSeconds &&
      `Deviation: a session lives for ${minutes(policy.sessionSeconds)}. The default is ${minutes(defaultPolicy.sessionSeconds)} (SP 800-63B-4 section 2.2.3).`,
    policy.attemptSeconds > defaultPolicy.attemptSeconds &&
      `Deviation: a password that was given holds for ${minutes(policy.attemptSeconds)} while the code is looked up. The default is ${minutes(defaultPolicy.attemptSeconds)}.`,
    policy.passwordLeastAlone < defaultPolicy.passwordLeastAlone &&
      `Deviation: a password that sometimes opens alone may have ${policy.passwordLeastAlone} characters. The default is ${defaultPolicy.passwordLeastAlone} (SP 800-63B-4 section 3.1.1.2).`,
    (policy.budgetFactor ?? 1) > 1 &&
      `Deviation: all budgets by address, subnet and in all are ${policy.budgetFactor} times the default.`,
  ];
  return lines.filter((line) => line !== false);
}

function hashingDeviations({ memoryKiB, passes }: SignInConfig['hashing']): string[] {
  return memoryKiB < LEAST_MEMORY_AT_ALL_KIB ||
    memoryKiB * passes < Math.min(LEAST_KIB_PASSES, 5 * LEAST_MEMORY_AT_ALL_KIB)
    ? [
        `Deviation: passwords are hashed with ${memoryKiB} KiB and ${passes} ${passes === 1 ? 'pass' : 'passes'}. The least is ${LEAST_MEMORY_KIB} KiB and 2 passes (OWASP).`,
      ]
    : [];
}

function minutes(seconds: number): string {
  return `${Math.round(seconds / 6) / 10} minutes`;
}
