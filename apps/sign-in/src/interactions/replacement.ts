import { goTo, showPage } from './answer.ts';
import { finish, keepOn, moveOn } from './finish.ts';
import { beginFor } from './first-enrolment.ts';
import { formTo, pathOf } from './interaction.ts';
import type { InteractionVisit, Standing } from './interaction.ts';
import { openCodes, sealCodes } from './shown-codes.ts';

/** After a recovery code: the page with the one that takes its place, and the offer to set up an authenticator again (rule R4). */
export async function beginReplacement(
  visit: InteractionVisit,
  standing: Standing,
  code: string | null,
): Promise<Response> {
  const to = { belongsTo: visit.uid, userId: standing.account.userId };
  const sealedCodes = await sealCodes(visit.services, code === null ? [] : [code], to);
  return moveOn(visit, standing, { stage: 'replacement', sealedCodes });
}

export async function showReplacement(visit: InteractionVisit, { account, state }: Standing): Promise<Response> {
  const { services, uid } = visit;
  const { userId } = account;
  const [code = ''] = await openCodes(services, state.sealedCodes, { belongsTo: uid, userId });
  const { recovery } = await services.mfa.read(userId);
  return showPage(visit, {
    kind: 'replacement-code',
    form: await formTo(visit, 'replacement'),
    code,
    left: recovery?.codes.filter(({ usedAt }) => usedAt === null).length ?? 0,
  });
}

/** `again` = yes: password and recovery code were given a moment ago, which is what a new authenticator needs (rule E4). */
export async function leaveReplacement(visit: InteractionVisit, standing: Standing): Promise<Response> {
  const { account, state, attempt } = standing;
  if (visit.fields.get('again') !== 'yes' || state.stepUp || attempt === null) {
    return finish(visit, standing);
  }
  if ((await keepOn(visit, standing, { stage: 'enrol', sealedCodes: null })) === 'kept') {
    await beginFor(visit, { account, state, attemptId: attempt.id, secret: 'same' });
  }
  return goTo(visit, pathOf(visit));
}
