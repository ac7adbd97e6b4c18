/** One option. The same name means the same in every command that has it. */
export interface OptionSpec {
  /** One letter, without its hyphen. */
  readonly short?: string;
  /** What stands for the value in help. Absent: the option has no value. */
  readonly value?: string;
  readonly help: string;
  /** May be given more than once. */
  readonly repeats?: true;
  /** What a shell offers for the value. */
  readonly completes?: 'file' | readonly string[];
}

/** Every option there is; the commands name the ones they have. */
export const optionTable = {
  help: { short: 'h', help: 'Show what the command does.' },
  version: { short: 'V', help: 'Show the version.' },
  json: { help: 'Answer in JSON, errors too.' },
  vault: {
    value: 'FILE',
    completes: 'file',
    help: 'The vault file (otherwise $HALFMINUTE_VAULT, or the usual place).',
  },
  'password-stdin': { help: 'Read the password from the first line of the standard input.' },
  'password-fd': { value: 'N', help: 'Read the password from the first line of the open file descriptor N.' },

  service: { value: 'TEXT', help: 'Name of the site or program.' },
  user: { value: 'TEXT', help: 'The name you sign in with.' },
  'code-file': { value: 'FILE', completes: 'file', help: 'Read the long code from FILE ("-": the standard input).' },
  'pin-file': {
    value: 'FILE',
    completes: 'file',
    help: 'Read the PIN of Mobile-OTP and Yandex accounts from FILE.',
  },
  'ask-code': { help: 'Ask for a new long code.' },
  kind: {
    value: 'KIND',
    completes: ['totp', 'hotp', 'steam', 'motp', 'yandex'],
    help: 'totp (usual), hotp (counts instead of keeping time), steam, motp or yandex.',
  },
  algorithm: { value: 'NAME', completes: ['SHA1', 'SHA256', 'SHA512'], help: 'SHA1 (usual), SHA256 or SHA512.' },
  digits: { value: 'N', help: 'Length of the one-time code, 4 to 10 (usually 6).' },
  period: { value: 'SECONDS', help: 'How long a one-time code is good, 1 to 86400 (usually 30).' },
  counter: { value: 'N', help: 'Counter of the next code of an hotp account.' },
  tag: { value: 'TEXT', repeats: true, help: 'Add a tag (may be given more than once).' },
  untag: { value: 'TEXT', repeats: true, help: 'Take a tag away (may be given more than once).' },
  note: { value: 'TEXT', help: 'A note of your own.' },
  favourite: { help: 'Make it a favourite.' },
  'no-favourite': { help: 'Make it no favourite.' },
  'allow-duplicate': { help: 'Add it although the same code is there already.' },

  codes: { help: 'Show the one-time codes too.' },
  trash: { help: 'Show what is in the trash instead.' },
  copy: { short: 'c', help: 'Copy the one-time code instead of printing it.' },
  watch: { short: 'w', help: 'Keep showing the code with the seconds it has left, until Ctrl+C.' },
  'show-secrets': { help: 'With --json: print the long codes too.' },
  at: { value: 'SECONDS', help: 'The code at this time, in seconds since 1970-01-01 UTC.' },

  'dry-run': { help: 'Tell what would be done, and write nothing.' },
  'include-deleted': { help: 'Take over what the other program had deleted, too: into the trash.' },
  'include-duplicates': {
    help: 'Take over what has the code of another account, too, where its name or counter differs.',
  },
  'file-password-stdin': { help: 'Read the password of the file from the standard input.' },
  'allow-memory': { value: 'MIB', help: 'Let the file take so much memory, in MiB, to be opened.' },

  imports: { help: 'List the imports of the past.' },
  undo: { help: 'Move what an import brought into the trash: the one with this ID, or else the newest.' },

  'put-back': { help: 'Take it out of the trash again.' },
  'somebody-knows': { help: 'Somebody may know the password: make new keys, not only a new password.' },
  'delete-copies': { help: 'Delete the earlier copies that are kept beside the vault.' },
  'new-sheet': { help: 'Make a new recovery key for the sheet. The earlier one dies.' },
  'recovery-key': { help: 'Open it with the recovery key instead of the password.' },
  force: { help: 'Replace a file that is there; never the vault, nor what belongs to it.' },
  list: { help: 'List the earlier copies that are kept beside the vault.' },
  kept: { value: 'N', help: 'Put the kept copy number N (see --list) in the place of the vault.' },
  format: {
    value: 'FORMAT',
    completes: [
      'links',
      'aegis',
      'aegis-encrypted',
      '2fas',
      '2fas-encrypted',
      'bitwarden',
      'bitwarden-encrypted',
      'bitwarden-csv',
      'google',
      'paper',
    ],
    help: 'What to write: links (usual), aegis, aegis-encrypted, 2fas, 2fas-encrypted, bitwarden, bitwarden-encrypted, bitwarden-csv, google or paper.',
  },
  plain: { help: 'Write it although it is not encrypted: whoever reads it can make all the codes in it.' },
  qr: { help: 'Draw QR codes in the terminal, for a phone to scan (formats links and google).' },
  output: { short: 'o', value: 'FILE', completes: 'file', help: 'Write to FILE instead of the standard output.' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export type OptionName = keyof typeof optionTable;

export function optionSpec(name: OptionName): OptionSpec {
  return optionTable[name];
}

export function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(optionTable, name);
}

/** The option with this one-letter name. */
export function optionOfLetter(letter: string): OptionName | undefined {
  return Object.keys(optionTable)
    .filter(isOptionName)
    .find((name) => optionSpec(name).short === letter);
}

/** Every command has these. */
export const universalOptions: readonly OptionName[] = ['help', 'json'];

/** Every command that opens the vault has these besides. */
export const vaultOptions: readonly OptionName[] = ['vault', 'password-stdin', 'password-fd'];
