import type { CommandModule } from './invocation.ts';
import type { OptionName } from './option-table.ts';
import { vaultOptions } from './option-table.ts';

/** One command: what help, completion and the parser know of it. */
export interface CommandSpec {
  /** What follows the name, as help shows it. */
  readonly operands: string;
  readonly fewestOperands: number;
  readonly mostOperands: number;
  /** What a shell offers for an operand. */
  readonly completes?: 'file' | 'command' | readonly string[];
  readonly summary: string;
  /** Paragraphs below the summary. */
  readonly details: readonly string[];
  readonly options: readonly OptionName[];
  /** Not shown: a part of another command. */
  readonly internal?: true;
  /** Loads the command's module, and with it whatever only this command needs. */
  load(): Promise<CommandModule>;
}

const queryDetails =
  'QUERY is any part of service, user or tag; several words must all be found. If several accounts match they are listed and the exit code is 3, unless one of them is called exactly so. An id from "list --json" is a query too.';

/** The one source for dispatch, help and completion, in the order in which help shows them. */
const commandTable = {
  init: {
    operands: '',
    fewestOperands: 0,
    mostOperands: 0,
    summary: 'Choose a password and make the vault.',
    details: ['Nobody can reset the password for you. Keep a recovery sheet as well: halfminute recover --new-sheet'],
    options: vaultOptions,
    load: () => import('./commands/init.ts'),
  },
  add: {
    operands: '',
    fewestOperands: 0,
    mostOperands: 0,
    summary: 'Add an account, and show its code.',
    details: [
      'The long code is asked for, or read from --code-file FILE, or from a pipe: after the password, where --password-stdin is given. It is never an argument, since other programs can see those. Spaces, hyphens and small letters are fine, and so is a whole otpauth:// link. The PIN of --kind motp and yandex is asked for, or read from --pin-file FILE.',
    ],
    options: [
      'service',
      'user',
      'code-file',
      'kind',
      'pin-file',
      'algorithm',
      'digits',
      'period',
      'counter',
      'tag',
      'note',
      'favourite',
      'allow-duplicate',
      ...vaultOptions,
    ],
    load: () => import('./commands/add.ts'),
  },
  list: {
    operands: '[QUERY]',
    fewestOperands: 0,
    mostOperands: Infinity,
    summary: 'List the accounts.',
    details: ['A counter account is listed without a code: its next one is used up when it is shown.'],
    options: ['codes', 'trash', 'show-secrets', ...vaultOptions],
    load: () => import('./commands/list.ts'),
  },
  code: {
    operands: 'QUERY',
    fewestOperands: 1,
    mostOperands: Infinity,
    summary: 'Print the one-time code of one account, the digits alone.',
    details: [
      queryDetails,
      'A counter account moves on by one each time, and is saved before anything is printed or copied; --watch never moves it on.',
      'A copied code is cleared from the clipboard after the time set in the program (20 s unless you changed it), by a small process left behind, and only if the clipboard still holds that code. Where the clipboard cannot be read back it is not cleared, and --copy says so.',
    ],
    options: ['copy', 'watch', 'show-secrets', ...vaultOptions],
    load: () => import('./commands/code.ts'),
  },
  edit: {
    operands: 'QUERY',
    fewestOperands: 1,
    mostOperands: Infinity,
    summary: 'Change an account.',
    details: [queryDetails, 'Only what is given is changed.'],
    options: [
      'service',
      'user',
      'code-file',
      'ask-code',
      'kind',
      'pin-file',
      'algorithm',
      'digits',
      'period',
      'counter',
      'tag',
      'untag',
      'note',
      'favourite',
      'no-favourite',
      ...vaultOptions,
    ],
    load: () => import('./commands/edit.ts'),
  },
  remove: {
    operands: 'QUERY',
    fewestOperands: 1,
    mostOperands: Infinity,
    summary: 'Move an account to the trash.',
    details: [
      queryDetails,
      'It stays in the trash for 30 days, and --put-back takes it out again. MFA stays on at the service: switch it off there first.',
    ],
    options: ['put-back', ...vaultOptions],
    load: () => import('./commands/remove.ts'),
  },
  passwd: {
    operands: '',
    fewestOperands: 0,
    mostOperands: 0,
    summary: 'Change the password.',
    details: [
      'From the standard input the current password is the first line and the new one the second.',
      'Older copies and backups still open with what opened them before.',
    ],
    options: ['somebody-knows', 'delete-copies', ...vaultOptions],
    load: () => import('./commands/passwd.ts'),
  },
  recover: {
    operands: '',
    fewestOperands: 0,
    mostOperands: 0,
    summary: 'Open the vault with the recovery key and choose a new password.',
    details: [
      'From the standard input the recovery key is the first line and the new password the second.',
      'With --new-sheet the vault is opened with its password, and a new recovery key is printed once, to be kept on paper.',
    ],
    options: ['new-sheet', ...vaultOptions],
    load: () => import('./commands/recover.ts'),
  },
  backup: {
    operands: 'FILE',
    fewestOperands: 1,
    mostOperands: 1,
    completes: 'file',
    summary: 'Save the encrypted vault as a file to keep.',
    details: [
      'It opens with today\'s password, so none is asked for. FILE may be a folder, or "-" for the standard output.',
    ],
    options: ['force', 'vault'],
    load: () => import('./commands/backup.ts'),
  },
  restore: {
    operands: '[FILE]',
    fewestOperands: 0,
    mostOperands: 1,
    completes: 'file',
    summary: 'Put a backup, or an earlier copy, in the place of the vault.',
    details: [
      'The password is that of the backup. What was there before is kept as an earlier copy beside the vault.',
      'Ten earlier copies are kept: --list shows them, and --kept N puts one back.',
    ],
    options: ['list', 'kept', 'recovery-key', ...vaultOptions],
    load: () => import('./commands/restore.ts'),
  },
  export: {
    operands: '[QUERY]',
    fewestOperands: 0,
    mostOperands: Infinity,
    summary: 'Write the accounts for another program, a phone or a printer.',
    details: [
      'Whoever reads a file that is not encrypted can make all the codes in it, so such a file is written only with --plain. For a backup of your own there is "halfminute backup".',
      'aegis, aegis-encrypted: Aegis. 2fas, 2fas-encrypted: 2FAS. bitwarden, bitwarden-encrypted, bitwarden-csv: Bitwarden. google: transfer links, which Google Authenticator scans as QR codes. paper: a page to print, with QR codes and long codes. links: a list of otpauth links, which most programs read.',
      'The password of an encrypted file is asked for; from the standard input it is the second line, after that of the vault.',
      'What the other program cannot hold is left out and named; nothing is changed to fit. With QUERY only that account is written.',
    ],
    options: ['format', 'plain', 'qr', 'output', 'force', ...vaultOptions],
    load: () => import('./commands/export.ts'),
  },
  import: {
    operands: 'FILE…',
    fewestOperands: 0,
    mostOperands: Infinity,
    completes: 'file',
    summary: 'Take over the accounts of another program from its backup.',
    details: [
      'What the file is, is seen from its content. Each entry is told with what becomes of it and with its code, to be compared with the other program; what is there already is left out; where only its name or its counter differs, both are told, and --include-duplicates takes it over. Left out is also what lay in the bin of the other program, unless you say --include-deleted.',
      'In pictures (PNG, JPEG, GIF, BMP) the QR codes are read; several pictures at once make one import.',
      'FILE may be "-", the standard input, or a pipe.',
      'With --dry-run nothing is written, and no vault is needed. Where --password-stdin is given as well, it tells what is there already.',
      'The password of an encrypted file is asked for, or is the first line of the standard input with --file-password-stdin: the second, where --password-stdin is given too.',
      'Mobile-OTP and Yandex make their codes with a PIN, which some backups do not hold. --pin-file FILE gives it: one line with the PIN of all such accounts, or for each a line with its name (SERVICE, or SERVICE:USER), a tab and its PIN.',
      'A file that asks for more than 256 MiB of memory, as those of Ente Auth may, is opened only with --allow-memory.',
      'An import can be taken back later, as a whole: --imports lists what there was, "--undo [ID]" moves what one of them brought into the trash, and "--put-back [ID]" takes that back.',
    ],
    options: [
      'dry-run',
      'include-deleted',
      'include-duplicates',
      'file-password-stdin',
      'allow-memory',
      'pin-file',
      'at',
      'show-secrets',
      'imports',
      'undo',
      'put-back',
      ...vaultOptions,
    ],
    load: () => import('./commands/import.ts'),
  },
  read: {
    operands: '[-]',
    fewestOperands: 0,
    mostOperands: 1,
    summary: 'Print the code of a link or a long code, without any vault.',
    details: [
      'Reads what a person would paste from the standard input: an otpauth:// link, a long code, or a text with a link in it. As an argument it works too, but there other programs can see it.',
      'A link of Mobile-OTP or Yandex without its PIN is refused as needs-pin: --pin-file FILE gives the PIN, in a line of its own.',
    ],
    options: ['pin-file', 'at', 'show-secrets'],
    load: () => import('./commands/read.ts'),
  },
  completion: {
    operands: 'SHELL',
    fewestOperands: 1,
    mostOperands: 1,
    completes: ['bash', 'zsh', 'fish'],
    summary: 'Print the completion script for bash, zsh or fish.',
    details: [],
    options: [],
    load: () => import('./commands/completion.ts'),
  },
  help: {
    operands: '[COMMAND]',
    fewestOperands: 0,
    mostOperands: 1,
    completes: 'command',
    summary: 'Show what a command does.',
    details: [],
    options: [],
    load: () => import('./commands/help.ts'),
  },
  version: {
    operands: '',
    fewestOperands: 0,
    mostOperands: 0,
    summary: 'Show the version.',
    details: [],
    options: [],
    load: () => import('./commands/version.ts'),
  },
  'clear-clipboard': {
    operands: '',
    fewestOperands: 0,
    mostOperands: 0,
    summary: 'Left behind by "code --copy".',
    details: [],
    options: [],
    internal: true,
    load: () => import('./commands/clear-clipboard.ts'),
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof commandTable;

export const commandNames: readonly CommandName[] = Object.keys(commandTable).filter(isCommandName);

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commandTable, name);
}

export function commandSpec(name: CommandName): CommandSpec {
  return commandTable[name];
}
