import { kindsByTopic } from '../audit/entry-kinds.ts';
import { showPage } from '../interactions/answer.ts';
import type { ActivityEntry } from '../pages/page.ts';
import { signedInUser, startPath } from './signed-in.ts';
import type { OwnVisit } from './signed-in.ts';

/** What its user is told of an account. The rest of the log (a secret shown again, a policy changed) says nothing to anybody but IT. */
const shownKinds = [
  'signed-in',
  'signed-out',
  'password-wrong',
  'password-set',
  'password-reset',
  'password-reset-asked',
  'password-changed',
  'code-wrong',
  'code-replayed',
  'attempt-in-wait',
  'attempt-while-disabled',
  'factors-disabled',
  'factors-enabled',
  'authenticator-added',
  'authenticator-imported',
  'authenticator-renamed',
  'authenticator-removed',
  'posted-secret-ignored',
  'recovery-codes-issued',
  'recovery-codes-kept',
  'recovery-code-used',
  'device-remembered',
  'device-forgotten',
  'device-stolen',
  'mfa-reset',
  'frozen',
  'unfrozen',
  'mfa-required',
  'mfa-not-required',
  'invited',
  'ticket-issued',
  'sessions-ended',
  'address-changed',
  'account-changed',
  'account-created',
] as const;

const refusedKinds: ReadonlySet<string> = new Set(kindsByTopic.refused);

const entriesPerPage = 50;

export async function readActivity(
  { services, account }: OwnVisit,
  { limit, before }: { readonly limit: number; readonly before?: number },
): Promise<{ readonly entries: readonly ActivityEntry[]; readonly olderThan: number | null }> {
  const rows = await services.audit.entries({
    userId: account.userId,
    kinds: shownKinds,
    limit: limit + 1,
    ...(before !== undefined && { before }),
  });
  const shown = rows.slice(0, limit);
  return {
    entries: shown.map(({ at, kind, detail, context }) => ({
      at,
      kind,
      detail,
      from: context.source.place ?? context.source.address,
      refused: refusedKinds.has(kind),
    })),
    olderThan: rows.length > limit ? (shown.at(-1)?.at ?? null) : null,
  };
}

export async function showActivity(visit: OwnVisit): Promise<Response> {
  const asked = Number(visit.context.req.query('before') ?? Number.NaN);
  const { entries, olderThan } = await readActivity(visit, {
    limit: entriesPerPage,
    ...(Number.isFinite(asked) && { before: asked }),
  });
  return showPage(visit, {
    kind: 'activity',
    user: signedInUser(visit),
    entries,
    backUrl: startPath,
    olderUrl: olderThan === null ? null : `${startPath}/activity?before=${olderThan}`,
  });
}
