import type { MfaRecord } from '@halfminute/mfa';
import { showPage } from './answer.ts';
import { finish, moveOn } from './finish.ts';
import { formTo } from './interaction.ts';
import type { InteractionVisit, Standing } from './interaction.ts';
import { downloadName, oneOf, openCodes, sealCodes } from './shown-codes.ts';

/** There is none (an imported authenticator brings none), or nobody proved to have kept it. */
export function needsRecoveryCodes({ recovery }: Pick<MfaRecord, 'recovery'>): boolean {
  return recovery === null || recovery.keptAt === null;
}

/** A new set, and the page that shows it until one of it was typed back (rule R6). */
export async function beginRecoveryCodes(visit: InteractionVisit, standing: Standing): Promise<Response> {
  const { services, uid } = visit;
  const { userId } = standing.account;
  const codes = await services.mfa.issueRecoveryCodes({ userId, context: visit.request });
  const sealedCodes = await sealCodes(services, codes, { belongsTo: uid, userId });
  return moveOn(visit, standing, { stage: 'recovery-codes', sealedCodes });
}

/** Sheet D5. */
export async function showRecoveryCodes(
  visit: InteractionVisit,
  standing: Standing,
  error: 'not-one-of-them' | null = null,
): Promise<Response> {
  const { client, services } = visit;
  return showPage(
    visit,
    {
      kind: 'recovery-codes',
      form: await formTo(visit, 'recovery-codes'),
      codes: await codesOnShow(visit, standing),
      downloadName: downloadName(services.config.platform.name),
      error,
      continueTo: client?.name ?? services.config.platform.name,
    },
    { status: error === null ? 200 : 403 },
  );
}

/** "Type any one of them back": it stays valid. Then straight to the platform, with no second sign-in. */
export async function keepRecoveryCodes(visit: InteractionVisit, standing: Standing): Promise<Response> {
  const { services, fields, request } = visit;
  const { userId } = standing.account;
  const shown = oneOf(await codesOnShow(visit, standing), fields.get('typedBack'));
  if (shown === null) {
    return showRecoveryCodes(visit, standing, 'not-one-of-them');
  }
  // Another window may have shown a later set: then these are worth nothing, and there are new ones here.
  return (await services.mfa.confirmRecoveryCodesKept({ userId, context: request, typed: shown })) === 'kept'
    ? finish(visit, standing)
    : beginRecoveryCodes(visit, standing);
}

function codesOnShow({ services, uid }: InteractionVisit, { account, state }: Standing): Promise<readonly string[]> {
  return openCodes(services, state.sealedCodes, { belongsTo: uid, userId: account.userId });
}
