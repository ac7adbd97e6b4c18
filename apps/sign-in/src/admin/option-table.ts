/** One option. The same name means the same in every command that has it. */
export interface OptionSpec {
  /** What stands for the value in help. Absent: the option has no value. */
  readonly value?: string;
  readonly help: string;
  /** May be given more than once. */
  readonly repeats?: true;
}

/** Every option there is; the commands name the ones they have. */
export const optionTable = {
  help: { help: 'Show what the command does.' },
  json: { help: 'Answer in JSON, errors too.' },
  admin: { value: 'NAME', help: 'Who does this, for the audit log (otherwise $USER).' },

  name: { value: 'TEXT', help: "The person's name." },
  mail: { value: 'ADDRESS', help: 'The mail address.' },
  'other-mail': {
    value: 'ADDRESS',
    repeats: true,
    help: 'A further address that every notice goes to (may be given more than once).',
  },
  'no-other-mail': { help: 'Take all further addresses away.' },
  group: { value: 'GROUP', repeats: true, help: 'A group (may be given more than once).' },
  'as-admin': {
    help: 'The account is an administrator: its devices are not remembered, and it is told of frozen accounts.',
  },
  'not-admin': { help: 'The account is no administrator any more.' },
  'leave-group': { value: 'GROUP', repeats: true, help: 'A group to leave (may be given more than once).' },
  language: { value: 'TAG', help: 'Language of the mails: en, de, fr, nl or es.' },
  'password-stdin': { help: 'Read the first password from the standard input instead of mailing an invitation.' },
  'no-mail': { help: 'Write no mail.' },
  print: { help: 'Print the link instead of mailing it.' },
  'dry-run': { help: 'Say what would happen, and change nothing.' },
  csv: { help: 'Answer as CSV, fit for a spreadsheet.' },
  limit: { value: 'N', help: 'How many at most (usually 100).' },

  from: {
    value: 'DATE',
    help: 'From when: "2026-12-01", "2026-12-01T08:00Z" or "now". A date alone begins at midnight UTC.',
  },
  lift: { help: 'Require it no longer.' },
  all: { help: 'Everybody whom it concerns.' },
  again: { help: 'Those as well who got one within the last day.' },
  reason: { value: 'TEXT', help: 'Why, and how you made sure who asks. Kept in the audit log.' },
  confirm: { help: 'Confirm, as a second administrator, what another one asked for.' },
  'code-stdin': { help: 'Read your own one-time code from the standard input.' },

  user: { value: 'NAME', help: 'Only what concerns this account.' },
  kind: { value: 'KIND', repeats: true, help: 'Only entries of this kind (may be given more than once).' },
  only: { value: 'WHAT', help: 'Only what was "refused", what an "admin" did, or what happened to "factors".' },
  since: { value: 'DATE', help: 'Not before this.' },
  before: { value: 'DATE', help: 'Before this only.' },
  'kept-outside': {
    value: 'HASH',
    help: 'A head that you wrote down elsewhere: then a log that was rewritten as a whole is seen, too.',
  },

  'with-keys': { help: 'Copy the key file as well, beside the backup. Whoever has both can make all codes.' },
  force: { help: 'Replace a file that is there.' },
  restored: {
    help: 'The database was put back by other means (pg_restore): only end what must not come back with it.',
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export type OptionName = keyof typeof optionTable;

export function optionSpec(name: OptionName): OptionSpec {
  return optionTable[name];
}

/** Every command has these. */
export const universalOptions: readonly OptionName[] = ['help', 'json'];
