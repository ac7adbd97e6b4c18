import type { RequestContext } from '@halfminute/mfa';
import type { AuditInput } from '@halfminute/mfa-sql';

/** One act of an administrator, as it stands in the log. */
export function adminAct(
  context: RequestContext,
  act: {
    readonly kind: string;
    readonly userId?: string | null;
    readonly at: number;
    readonly detail?: AuditInput['detail'];
  },
): AuditInput {
  const { kind, userId = null, at, detail = {} } = act;
  return { kind, userId, at, context, detail };
}
