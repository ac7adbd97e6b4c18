import type { MfaRecord } from '@halfminute/mfa';
import type { AuditEntry } from '@halfminute/mfa-sql';
import type { Account } from '../../accounts/account.ts';
import { columns } from '../columns.ts';
import type { Answer, CommandContext } from '../command.ts';
import { findAccount } from '../find-account.ts';
import { utc, utcOr } from '../times.ts';

/** What ever happened to an authenticator (SP 800-63B-4 section 4.1). */
const bindings = [
  'authenticator-added',
  'authenticator-imported',
  'authenticator-renamed',
  'authenticator-removed',
  'recovery-codes-issued',
  'recovery-codes-removed',
  'recovery-code-used',
  'device-remembered',
  'device-forgotten',
  'device-stolen',
  'mfa-reset',
];

const MOST_EVENTS = 10_000;

/** `users show`: the account, its factors, and the record of every authenticator that was ever bound to it. */
export async function usersShow({ operands, services }: CommandContext): Promise<Answer> {
  const { accounts, mfa, audit, clock, ...open } = await services();
  const account = await findAccount({ accounts }, operands[0]);
  const record = await mfa.read(account.userId);
  const required = await accounts.mfaRequiredFrom(account);
  const events = await audit.entries({ userId: account.userId, kinds: bindings, limit: MOST_EVENTS });
  const now = clock();
  const { cap } = open.config.policy.mfa;
  return {
    lines: [
      ...accountLines(account, required),
      ...factorLines(record, { now, cap }),
      '',
      'Every authenticator ever bound, newest first:',
      ...(events.length === 0
        ? ['  None yet.']
        : columns(
            ['Time (UTC)', 'What', 'Which', 'Who', 'From'],
            events.map((entry) => [
              utc(entry.at),
              entry.kind,
              whichOf(entry),
              entry.context.actor.kind === 'admin' ? entry.context.actor.name : entry.context.actor.kind,
              entry.context.source.address ?? '-',
            ]),
          )),
    ],
    json: {
      ...withoutSecrets(account),
      mfaRequiredFrom: required,
      ...factorsJson(record),
      events: events.map(({ at, kind, detail, context }) => ({ at, kind, detail, ...context })),
    },
  };
}

function whichOf({ detail }: AuditEntry): string {
  const { name, authenticatorId, deviceId } = detail;
  const id = authenticatorId ?? deviceId;
  return [typeof name === 'string' ? `"${name}"` : null, typeof id === 'string' ? id : null]
    .filter((part) => part !== null)
    .join(' ');
}

function accountLines(account: Account, required: number | null): readonly string[] {
  const { userName, name, mail, otherMails, groups, admin, passwordHash, frozenAt, frozenReference } = account;
  return [
    `${userName}${name === userName ? '' : `, ${name}`}${admin ? ' (administrator)' : ''}`,
    `  Id: ${account.userId}`,
    `  Mail: ${[mail, ...otherMails].join(', ')}`,
    `  Groups: ${groups.join(', ') || 'none'}`,
    `  Password: ${passwordHash === null ? 'none yet' : 'set'}`,
    `  MFA required: ${required === null ? 'no' : `from ${utc(required)}`}`,
    `  Made: ${utc(account.createdAt)}. Last sign-in: ${utcOr(account.lastSignInAt, 'never')}`,
    ...(frozenAt === null ? [] : [`  Frozen since ${utc(frozenAt)}, reference ${frozenReference ?? 'none'}`]),
  ];
}

function factorLines(
  { authenticators, recovery, devices, consecutiveFailures, waitUntil, disabledAt, enrolmentNeeds }: MfaRecord,
  { now, cap }: { readonly now: number; readonly cap: number },
): readonly string[] {
  const left = recovery?.codes.filter(({ usedAt }) => usedAt === null).length ?? 0;
  return [
    ...(authenticators.length === 0 ? ['  Authenticators: none'] : []),
    ...authenticators.map(
      ({ id, name, addedAt, lastUsedAt }) =>
        `  Authenticator "${name}" (${id}): added ${utc(addedAt)}, used ${utcOr(lastUsedAt, 'not yet')}`,
    ),
    recovery === null
      ? '  Recovery codes: none'
      : `  Recovery codes: ${left} of ${recovery.codes.length} left, ${recovery.keptAt === null ? 'not yet shown to be kept' : 'shown to be kept'}`,
    ...devices
      .filter(({ expiresAt }) => expiresAt > now)
      .map(
        ({ name, place, expiresAt }) =>
          `  Remembered device "${name}"${place === null ? '' : ` (${place})`}: until ${utc(expiresAt)}`,
      ),
    ...(consecutiveFailures === 0 ? [] : [`  Wrong codes in a row: ${consecutiveFailures} of ${cap}`]),
    ...(waitUntil === null || waitUntil <= now ? [] : [`  Takes no code until ${utc(waitUntil)}`]),
    ...(disabledAt === null ? [] : [`  One-time codes switched off since ${utc(disabledAt)}; "unlock" makes a ticket`]),
    ...(enrolmentNeeds === 'nothing'
      ? []
      : [`  The next set-up needs a ${enrolmentNeeds === 'link' ? 'mailed link or a ticket' : 'ticket'}`]),
  ];
}

function withoutSecrets({ passwordHash, passwordLength, ...rest }: Account): object {
  return { ...rest, hasPassword: passwordHash !== null, passwordIsOurs: passwordLength !== null };
}

/** No sealed seed, no hash. */
function factorsJson(record: MfaRecord): object {
  const { authenticators, recovery, devices } = record;
  const { consecutiveFailures, waitUntil, disabledAt, enrolmentNeeds } = record;
  return {
    authenticators: authenticators.map(({ id, name, profile, addedAt, lastUsedAt }) => ({
      id,
      name,
      ...profile,
      addedAt,
      lastUsedAt,
    })),
    recoveryCodes:
      recovery === null
        ? null
        : {
            createdAt: recovery.createdAt,
            keptAt: recovery.keptAt,
            of: recovery.codes.length,
            left: recovery.codes.filter(({ usedAt }) => usedAt === null).length,
          },
    devices: devices.map(({ id, name, place, firstUsedAt, lastUsedAt, expiresAt }) => ({
      id,
      name,
      place,
      firstUsedAt,
      lastUsedAt,
      expiresAt,
    })),
    consecutiveFailures,
    waitUntil,
    disabledAt,
    enrolmentNeeds,
  };
}
