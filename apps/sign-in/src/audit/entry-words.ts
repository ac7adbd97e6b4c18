import type { AuditEntry } from '@halfminute/mfa-sql';

/** One entry of the audit log in a sentence, for who looks after the service; their users read other ones on "My security". */
export function entryToText({ kind, detail }: Pick<AuditEntry, 'kind' | 'detail'>): string {
  const words = Object.hasOwn(sentences, kind) ? sentences[kind] : undefined;
  return words === undefined ? withFacts(kind, detail) : words(detail);
}

type Detail = AuditEntry['detail'];

/** Texts in a detail may be hostile; whoever prints them makes them harmless. */
const sentences: Readonly<Record<string, (detail: Detail) => string>> = {
  'signed-in': ({ with: factor, client }) =>
    `Signed in${client === null || client === undefined ? '' : ` to ${text(client)}`}: ${factor === 'password' ? 'password' : `password, ${factorWords(factor)}`}`,
  'signed-out': () => 'Signed out',
  'signed-out-everywhere': () => 'Signed out everywhere',
  'password-wrong': () => 'Refused: wrong password',
  'password-set': () => 'First password chosen',
  'password-changed': () => 'Password changed',
  'password-reset': () => 'Password chosen anew, by a mailed link',
  'password-reset-asked': () => 'A link for a new password was asked for',
  'code-accepted': ({ factor, purpose }) => `Accepted: ${factorWords(factor)}${purposeWords(purpose)}`,
  'code-wrong': ({ factor, failures, purpose }) =>
    `Refused: right password, ${ordinal(failures)} wrong ${factorWords(factor)} in a row${purposeWords(purpose)}`,
  'code-replayed': ({ purpose }) => `Refused: a one-time code that was used already${purposeWords(purpose)}`,
  'attempt-in-wait': () => 'Refused: a code during the wait, not looked at',
  'attempt-while-disabled': () => 'Refused: a code while codes are switched off, not looked at',
  'factors-disabled': ({ failures }) => `Codes switched off, after ${text(failures)} wrong ones in a row`,
  'factors-enabled': () => 'Codes switched on again, by a ticket',
  'enrolment-begun': () => 'Set-up of an authenticator begun',
  'enrolment-expired': () => 'Set-up of an authenticator given up',
  'enrolment-link-sent': () => 'A link to set up an authenticator was mailed',
  'enrolment-link-used': ({ presented }) =>
    `A ${presented === 'ticket' ? 'ticket' : 'link'} to set up an authenticator was used`,
  'authenticator-added': ({ name }) => `Authenticator ${quoted(name)} added`,
  'authenticator-imported': ({ name }) => `Authenticator ${quoted(name)} taken over`,
  'authenticator-renamed': ({ before, name }) => `Authenticator ${quoted(before)} renamed to ${quoted(name)}`,
  'authenticator-removed': ({ name }) => `Authenticator ${quoted(name)} removed`,
  'posted-secret-ignored': () => 'Refused: a secret sent along by the browser, ignored',
  'relay-suspected': ({ origin }) => `A code was typed on a page at ${quoted(origin)}, which is not ours`,
  'recovery-codes-issued': ({ codes }) => `Recovery codes made: ${text(codes)}`,
  'recovery-codes-kept': () => 'Showed that the recovery codes are kept',
  'recovery-codes-removed': () => 'Recovery codes taken away',
  'recovery-code-used': ({ left }) => `A recovery code was used, ${text(left)} left`,
  'device-remembered': ({ name }) => `Device ${quoted(name)} remembered`,
  'device-used': ({ name }) => `Remembered device ${quoted(name)} used`,
  'device-forgotten': ({ name }) => `Device ${quoted(name)} forgotten`,
  'device-stolen': ({ name }) => `Refused: a copy of the remembered device ${quoted(name)}; it is forgotten`,
  frozen: ({ by, reason }) =>
    by === 'mail' || by === 'my-security'
      ? `"This was not me", ${by === 'mail' ? 'from the mail' : 'on "My security"'}: account frozen`
      : `Account frozen${because(reason)}`,
  unfrozen: ({ reason }) => `Account opened again${because(reason)}`,
  'account-created': ({ userName }) => `Account ${quoted(userName)} made`,
  'account-imported': ({ userName }) => `Account ${quoted(userName)} taken over`,
  'account-changed': ({ changes, reason }) => `Account changed: ${text(changes)}${because(reason)}`,
  'address-changed': ({ before, after, reason }) =>
    `Addresses changed from ${text(before)} to ${text(after)}${because(reason)}`,
  invited: ({ mailed }) => `Invitation ${mailed === false ? 'printed' : 'mailed'}`,
  reminded: () => 'Reminded by mail',
  'mfa-required': ({ from, of, accounts }) =>
    `Required MFA from ${date(from)} of ${text(of)} (${text(accounts)} accounts)`,
  'mfa-not-required': ({ of }) => `MFA no longer required of ${text(of)}`,
  'mfa-reset': ({ reason }) => `MFA reset${because(reason)}`,
  'reset-asked': ({ reason }) => `Asked for a reset of MFA, a second administrator has to confirm${because(reason)}`,
  'ticket-issued': ({ ticket, reason }) =>
    `Ticket made to ${ticket === 'enable-again' ? 'switch codes on again' : 'set up an authenticator'}${because(reason)}`,
  'sessions-ended': ({ sessions, reason }) => `Sessions ended: ${text(sessions)}${because(reason)}`,
  'policy-changed': ({ setting, from, to }) =>
    `Policy: ${text(setting)} from ${text(from ?? 'default')} to ${text(to ?? 'default')}`,
  'keys-rotated': ({ key, users }) => `Seeds of ${text(users)} users sealed with the key ${text(key)}`,
  'key-added': ({ key }) => `Key ${text(key)} added`,
  'key-removed': ({ key }) => `Key ${text(key)} removed`,
  'signing-keys-added': ({ keys }) => `Signing keys added: ${text(keys)}`,
  'clock-went-back': () => 'The clock went back: nobody is let in',
  'clock-confirmed': () => 'The clock was confirmed',
  'backup-made': ({ withKeys }) => `Backup made${withKeys === true ? ', with the keys' : ''}`,
  'backup-restored': ({ madeBefore }) => `Backup restored; newest entry in it ${date(madeBefore)}`,
  'mail-refused': ({ mail }) => `A mail (${text(mail)}) was refused by its receiver`,
  'mail-given-up': ({ mail, reason }) => `A mail (${text(mail)}) was given up${because(reason)}`,
};

const factors = new Map<Detail[string] | undefined, string>([
  ['code', 'one-time code'],
  ['recovery', 'recovery code'],
  ['remembered', 'remembered device'],
]);

function factorWords(factor: Detail[string] | undefined): string {
  return factors.get(factor) ?? text(factor);
}

function purposeWords(purpose: Detail[string] | undefined): string {
  return purpose === undefined || purpose === null || purpose === 'sign-in' ? '' : `, for "${text(purpose)}"`;
}

function ordinal(number: Detail[string] | undefined): string {
  const value = Number(number);
  const lastTwo = value % 100;
  const suffix = lastTwo >= 11 && lastTwo <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${text(number)}${suffix}`;
}

function because(reason: Detail[string] | undefined): string {
  return reason === undefined || reason === null || reason === '' ? '' : `: ${quoted(reason)}`;
}

function quoted(value: Detail[string] | undefined): string {
  return `"${text(value)}"`;
}

function date(seconds: Detail[string] | undefined): string {
  return typeof seconds === 'number' ? new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ') : 'a date';
}

function text(value: Detail[string] | undefined): string {
  return value === undefined || value === null ? '-' : String(value);
}

/** For a kind of a later version: its name, and what it says. */
function withFacts(kind: string, detail: Detail): string {
  const facts = Object.entries(detail).filter(([, value]) => value !== null);
  return [kind, ...facts.map(([name, value]) => `${name}=${String(value)}`)].join(' ');
}
