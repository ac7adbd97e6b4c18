import { goTo, showPage } from '../interactions/answer.ts';
import type { Attempt } from '../interactions/attempt.ts';
import { downloadName, oneOf, openCodes, sealCodes } from '../interactions/shown-codes.ts';
import { beginAnother } from './add.ts';
import { belongsTo, endPermit, findPermit, pageOf, permitsOf } from './permit.ts';
import type { Permit } from './permit.ts';
import { backToStart, ownForm, startPath } from './signed-in.ts';
import type { OwnVisit } from './signed-in.ts';

/** A new set of recovery codes, until one of them was typed back (rule R6). */
export function showNewCodes(visit: OwnVisit): Promise<Response> {
  return withCodes(visit, 'new-set', (permit) => showCodes(visit, permit, null));
}

export function keepNewCodes(visit: OwnVisit): Promise<Response> {
  return withCodes(visit, 'new-set', async (permit) => {
    const { services, account, request, fields } = visit;
    const { userId } = account;
    const shown = oneOf(await codesOf(visit, permit), fields.get('typedBack'));
    if (shown === null) {
      return showCodes(visit, permit, 'not-one-of-them');
    }
    if ((await services.mfa.confirmRecoveryCodesKept({ userId, context: request, typed: shown })) === 'other-set') {
      return showOthers(visit, permit);
    }
    await services.database.transaction((transaction) => endPermit(visit, transaction, permit));
    return backToStart(visit, 'codes-renewed');
  });
}

/** Another window has shown a later set: what was shown here is worth nothing, and there are new ones. */
async function showOthers(visit: OwnVisit, permit: Attempt<Permit>): Promise<Response> {
  const { services, account, request } = visit;
  const { userId } = account;
  const codes = await services.mfa.issueRecoveryCodes({ userId, context: request });
  const sealedCodes = await sealCodes(services, codes, { belongsTo: belongsTo(visit), userId });
  await services.database.transaction((transaction) =>
    permitsOf(visit).keep(transaction, { before: permit, state: { ...permit.state, sealedCodes } }),
  );
  return goTo(visit, `${startPath}/recovery-codes`);
}

/** The one in place of a recovery code that was used here (rule R4). */
export function showReplacement(visit: OwnVisit): Promise<Response> {
  return withCodes(visit, 'replacement', async (permit) => {
    const [code = ''] = await codesOf(visit, permit);
    const { recovery } = visit.record;
    return showPage(visit, {
      kind: 'replacement-code',
      form: await ownForm(visit, `${startPath}/replacement`),
      code,
      left: recovery?.codes.filter(({ usedAt }) => usedAt === null).length ?? 0,
    });
  });
}

/** On to what the recovery code was given for, or to a new authenticator. */
export function leaveReplacement(visit: OwnVisit): Promise<Response> {
  return withCodes(visit, 'replacement', async (permit) => {
    const { services, fields, now } = visit;
    const wantsAdd = fields.get('again') === 'yes';
    const { state } = permit;
    const next: Permit = { ...state, for: wantsAdd ? 'add' : state.for, sealedCodes: null, replacement: false };
    if (next.until <= now || (next.for === 'add' && !wantsAdd)) {
      await services.database.transaction((transaction) => endPermit(visit, transaction, permit));
      return goTo(visit, wantsAdd ? `${startPath}/confirm/add` : startPath);
    }
    await services.database.transaction((transaction) =>
      permitsOf(visit).keep(transaction, { before: permit, state: next }),
    );
    if (next.for === 'add') {
      await beginAnother(visit, { attemptId: permit.id, secret: 'same' });
    }
    return goTo(visit, pageOf(next));
  });
}

async function showCodes(visit: OwnVisit, permit: Attempt<Permit>, error: 'not-one-of-them' | null): Promise<Response> {
  const { name } = visit.services.config.platform;
  return showPage(
    visit,
    {
      kind: 'recovery-codes',
      form: await ownForm(visit, `${startPath}/recovery-codes`),
      codes: await codesOf(visit, permit),
      downloadName: downloadName(name),
      error,
      continueTo: name,
    },
    { status: error === null ? 200 : 403 },
  );
}

function codesOf(visit: OwnVisit, { state }: Attempt<Permit>): Promise<readonly string[]> {
  return openCodes(visit.services, state.sealedCodes, {
    belongsTo: belongsTo(visit),
    userId: visit.account.userId,
  });
}

async function withCodes(
  visit: OwnVisit,
  what: 'new-set' | 'replacement',
  answer: (permit: Attempt<Permit>) => Promise<Response>,
): Promise<Response> {
  const permit = await findPermit(visit);
  const isIt = permit?.state.replacement === (what === 'replacement') && permit.state.sealedCodes !== null;
  return permit && isIt ? answer(permit) : goTo(visit, startPath);
}
