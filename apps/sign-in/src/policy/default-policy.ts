import { defaultMfaPolicy } from '@halfminute/mfa';
import type { Policy } from '../config/config.ts';

/** What SP 800-63B-4 and OWASP ASVS 5.0 ask for; `policyDeviations` names each setting that is looser. */
export const defaultPolicy: Policy = {
  mfa: defaultMfaPolicy,
  protectedEnrolment: false,
  rememberAdmins: false,
  twoAdminsForReset: false,
  sessionIdleSeconds: 3_600,
  sessionSeconds: 86_400,
  attemptSeconds: 600,
  passwordLeastAlone: 15,
  passwordLeastWithMfa: 8,
  budgetFactor: 1,
};
