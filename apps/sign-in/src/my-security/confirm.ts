import { goTo, showPage } from '../interactions/answer.ts';
import { codeErrorOf, recoveryErrorOf, showClosed, statusOf, verifyTyped } from '../interactions/second-factor.ts';
import type { Factor, Refused } from '../interactions/second-factor.ts';
import { sealCodes } from '../interactions/shown-codes.ts';
import { readAct } from './acts.ts';
import { beginAnother } from './add.ts';
import type { Act } from './acts.ts';
import { belongsTo, givePermit, pageOf, permitUntil } from './permit.ts';
import type { Permit } from './permit.ts';
import { ownForm, startPath, toFirstEnrolment } from './signed-in.ts';
import type { OwnVisit } from './signed-in.ts';

/** Sheet E2: before every change a code, for this one act (rule E4). */
export function showConfirm(visit: OwnVisit, name: string, id: string): Promise<Response> {
  return forAct(visit, { name, id }, (act) => showForm(visit, act, { factor: factorOf(visit), refused: null }));
}

/** The code, and with it the act: neither a session nor a password does it alone. Goes the one way that every code goes (rule G5, case C58). */
export function confirm(visit: OwnVisit, name: string, id: string): Promise<Response> {
  return forAct(visit, { name, id }, async (act) => {
    const { account, fields } = visit;
    const factor: Factor = fields.has('recovery') ? 'recovery' : 'code';
    const outcome = await verifyTyped(visit, {
      userId: account.userId,
      factor,
      typed: fields.get(factor),
      purpose: act.purpose,
    });
    if (outcome.result === 'too-many') {
      const { retryAfterSeconds } = outcome;
      return showPage(visit, { kind: 'too-many', retryAfterSeconds }, { status: 429, retryAfterSeconds });
    }
    return outcome.result === 'accepted'
      ? perform(visit, act, outcome.replacementCode)
      : showForm(visit, act, { factor, refused: outcome });
  });
}

async function forAct(
  visit: OwnVisit,
  { name, id }: { readonly name: string; readonly id: string },
  answer: (act: Act) => Promise<Response>,
): Promise<Response> {
  if (visit.record.authenticators.length === 0) {
    return withoutFactor(visit, name);
  }
  const act = readAct(visit, name, id);
  return act === null ? goTo(visit, startPath) : answer(act);
}

/** Nothing to ask a code of: a first authenticator comes by a whole sign-in, and the old password guards the new one. */
function withoutFactor(visit: OwnVisit, name: string): Response {
  switch (name) {
    case 'add':
      return toFirstEnrolment(visit);
    case 'change-password':
      return goTo(visit, `${startPath}/password`);
    default:
      return goTo(visit, startPath);
  }
}

async function showForm(
  visit: OwnVisit,
  act: Act,
  { factor, refused }: { readonly factor: Factor; readonly refused: Refused | null },
): Promise<Response> {
  const { account, services } = visit;
  const here = herePath(visit);
  const record = await services.mfa.read(account.userId);
  const closed = showClosed(visit, {
    record,
    clockUrl: `${startPath}/clock`,
    goOnUrl: here,
    somebodyElse: null,
    refused: refused !== null,
  });
  if (closed) {
    return closed;
  }
  const left = record.recovery?.codes.filter(({ usedAt }) => usedAt === null).length ?? 0;
  const other = factor === 'recovery' ? withQuery(here, 'code') : left > 0 ? withQuery(here, 'recovery') : null;
  return showPage(
    visit,
    {
      kind: 'confirm-it-is-you',
      form: await ownForm(visit, here),
      user: account.userName,
      act: act.name,
      about: act.about,
      factor,
      error: refused && (factor === 'code' ? codeErrorOf(refused) : recoveryErrorOf(refused)),
      otherWayUrl: other,
      backUrl: startPath,
    },
    refused === null ? {} : { status: statusOf(refused) },
  );
}

/** Done now, or begun by a permit; where a recovery code was used, the one in its place is shown before anything else. */
async function perform(visit: OwnVisit, act: Act, replacementCode: string | null): Promise<Response> {
  const { services, account, request } = visit;
  const { userId } = account;
  const to = { belongsTo: belongsTo(visit), userId };
  const { leadsTo } = act;
  if ('do' in leadsTo) {
    const answer = await leadsTo.do();
    if (replacementCode === null) {
      return answer;
    }
    const sealedCodes = await sealCodes(services, [replacementCode], to);
    await givePermit(visit, { use: 'permit', for: 'add', until: permitUntil(visit), sealedCodes, replacement: true });
    return goTo(visit, `${startPath}/replacement`);
  }
  const isNewSet = leadsTo.begin === 'recovery-codes';
  const codes = isNewSet
    ? await services.mfa.issueRecoveryCodes({ userId, context: request })
    : replacementCode === null
      ? []
      : [replacementCode];
  const permit: Permit = {
    use: 'permit',
    for: leadsTo.begin,
    until: permitUntil(visit),
    sealedCodes: codes.length === 0 ? null : await sealCodes(services, codes, to),
    replacement: !isNewSet && codes.length > 0,
  };
  const attemptId = await givePermit(visit, permit);
  if (permit.for === 'add' && !permit.replacement) {
    await beginAnother(visit, { attemptId, secret: 'same' });
  }
  return goTo(visit, permit.replacement ? `${startPath}/replacement` : pageOf(permit));
}

/** The address of this act, without what only says which field is on show. */
function herePath({ context }: OwnVisit): string {
  const url = new URL(context.req.url);
  url.searchParams.delete('with');
  return `${url.pathname}${url.search}`;
}

function withQuery(path: string, factor: Factor): string {
  return `${path}${path.includes('?') ? '&' : '?'}with=${factor}`;
}

function factorOf({ context }: OwnVisit): Factor {
  return context.req.query('with') === 'recovery' ? 'recovery' : 'code';
}
