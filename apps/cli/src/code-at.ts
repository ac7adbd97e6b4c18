import { createCodeGenerator, timeStep } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';

/** The code of an account that is in no vault; for a counter account, of its stored counter. */
export function codeAt(account: OtpAccount, unixSeconds: number): string {
  const generator = createCodeGenerator(account);
  try {
    return generator.codeForCounter(
      account.kind === 'hotp' ? account.counter : timeStep(unixSeconds, account.periodSeconds),
    );
  } finally {
    generator.wipe();
  }
}
