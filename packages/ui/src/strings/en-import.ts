import type { RefusedFile } from '@halfminute/core';
import { count } from './durations.ts';

const whys: Readonly<Record<string, string | undefined>> = {
  'not-an-otp-code': 'it is no link to a code',
  'secret-missing': 'it has no code',
  'unsupported-kind': 'a kind of code that cannot be made here',
  'proprietary-push': 'a code that only its own program can make',
  'needs-pin': 'its codes need a PIN that the file does not hold',
  'encrypted-entry': 'it is still encrypted inside the file',
};

/** C1, and what leads to it and follows it. */
export const importWords = {
  title: 'Import',
  text: 'A backup of another authenticator, a picture of a QR code, a link, a list of links or a code. What it is, the program sees by itself.',
  choose: 'Choose files',
  dropHere: (paste: string) => `Or drop or paste (${paste}) anything in this window.`,
  tooLarge: (file: string) => `${file} is larger than 64 MB and was not read.`,
  tooMany: (n: string) => `At most ${n} files can be read at a time.`,
  unreadable: (file: string) => `${file} cannot be read.`,
  nothingFound: 'Nothing was imported.',
  waitsForCodes: 'What you dropped waits until your codes are open.',

  overlayTitle: 'Drop it here',
  overlayText: 'A backup, a picture, a link or a code',

  pinOf: (account: string) => `PIN of ${account}`,
  pinHint: (waiting: number) =>
    waiting === 1
      ? 'The file does not hold it. Without it this account stays behind.'
      : `The file does not hold it. ${waiting} accounts stay behind without theirs.`,
  pinMissing: 'Type the PIN that makes its codes.',
  usePin: 'Use PIN',
  pins: 'Missing PINs',

  reading: 'Reading',
  lockedTitle: 'This file has a password',
  guessTitle: 'Is this file encrypted?',
  guessText: (file: string) =>
    `${file === '' ? 'This' : file} is of no kind that is known here. It may be an encrypted backup of andOTP or Authenticator Plus, which leave no mark: then type its password. Otherwise leave it out, and choose another file.`,
  lockedText: (file: string, program: string) =>
    file === '' ? `This ${program} backup has a password.` : `${file}, ${aBackupOf(program)}, has a password.`,
  lockedPartly: 'Some of its accounts can be read without.',
  filePassword: 'Password of the file',
  filePasswordHint: 'The one that was set in the other program.',
  filePasswordMissing: 'Type the password of the file.',
  wrongPassword: 'That is not its password.',
  wrongOrDamaged: 'Wrong password, or the file is damaged.',
  mayWant: {
    'key-file':
      'If it opens with a key file or a security key too, save a copy of it in KeePass that opens with a password alone.',
    'steam-manifest': 'If it is a maFile of Steam, choose its manifest.json with it.',
  },
  wantsMemory: (mebibytes: number) =>
    `Opening this file takes ${mebibytes} MiB of memory, which is much. Press Unlock once more if that is all right.`,
  unlock: 'Unlock',
  skipFile: 'Go on without it',
  unlocking: 'Unlocking. This takes a second or two.',

  checkTitle: 'Check before importing',
  checkText: (what: { files: readonly string[]; programs: readonly string[]; n: number }) =>
    `${whatItIs(what)} with ${count(what.n, 'account', 'accounts')}. Compare a few codes with the other program: they must be the same.`,
  filters: { all: 'All', new: 'New', here: 'Here', not: 'Not imported' },
  filtersLabel: 'Show',
  tickAll: 'Tick all',
  tickNone: 'Tick none',
  listLabel: 'What was found',
  keysHint: 'Up and Down move, Space ticks.',
  showMore: (n: number) => `Show ${n} more`,
  noneInGroup: 'There are none.',
  verdicts: {
    sameHere: 'Already here: same code',
    sameTrash: 'In your trash: same code',
    sameImport: 'Twice in this import: same code',
    otherHere: (name: string) => `Already here as ${name}`,
    otherTrash: (name: string) => `In your trash as ${name}`,
    otherImport: (name: string) => `Twice in this import, before as ${name}`,
    unsupported: 'Not supported:',
    damaged: 'Damaged:',
    leftOut: 'Left out by you',
    wasTrashed: 'Deleted in the other program: it goes into your trash',
  },
  /** By the reason; what has no entry here says it in the reader's own sentence. */
  whys,
  /** An entry without a name is known by its place: "Line 9". */
  place: (where: string) => `${where.charAt(0).toUpperCase()}${where.slice(1)}`,
  counter: (n: number) => `counter ${n}`,
  digits: (n: number) => `${n} digits`,
  sum: (sum: {
    found: number;
    chosen: number;
    leftOut: number;
    here: number;
    trashed: number;
    unsupported: number;
    damaged: number;
  }) => {
    const parts = [
      `${sum.chosen} chosen`,
      ...(sum.leftOut > 0 ? [`${sum.leftOut} left out by you`] : []),
      ...(sum.here > 0 ? [`${sum.here} already here`] : []),
      ...(sum.trashed > 0 ? [`${sum.trashed} deleted in the other program`] : []),
      ...(sum.unsupported > 0 ? [`${sum.unsupported} not supported`] : []),
      ...(sum.damaged > 0 ? [`${sum.damaged} damaged`] : []),
    ];
    return `${sum.found} found: ${parts.join(', ')}.`;
  },
  undoesLater: 'One click undoes all of it later.',
  accept: (n: number) => `Import ${n}`,
  nothingChosen: 'Tick at least one account first.',
  importing: 'Importing',

  resultTitle: (n: number, m: number) => `${n} of ${m} imported`,
  resultAll: (n: number) => `${count(n, 'account is', 'accounts are')} among your codes now.`,
  resultTrash: (n: number) => `${count(n, 'account went', 'accounts went')} into your trash, as in the other program.`,
  resultLeft: 'What was not imported',
  andMore: (n: number) => `And ${n} more.`,
  resultNotSaved: (problem: string) => `They are kept while this window is open, but not saved yet. ${problem}`,
  resultKeep: 'Keep the other program until you have used a code or two from here.',
  imported: (accounts: string) => `${accounts} imported.`,
  undo: 'Undo the import',
  undone: (accounts: string) =>
    `${accounts} of the import ${accounts.startsWith('1 ') ? 'is' : 'are'} in the trash for 30 days.`,
  putBack: 'Put back',
  putBackDone: (accounts: string) => `${accounts} ${accounts.startsWith('1 ') ? 'is' : 'are'} back among your codes.`,

  historyHeading: 'Imports',
  historyRow: (accounts: string, programs: readonly string[]) =>
    `${accounts} from ${programs.map(sourceName).join(' and ')}`,
  historyLive: (when: string, n: number, all: number) => (n === all ? when : `${when} · ${n} still here`),
  historyUndone: (when: string, n: number) => `${when} · taken back, ${n} in the trash`,
  historyUndo: 'Undo',
  historySpoken: (act: string, row: string) => `${act}: ${row}`,
  settingsRow: 'Import',
  settingsHint: 'Any program, link or picture',

  refused: (file: RefusedFile) =>
    saidByReader.has(file.reason) && file.message !== '' ? file.message : refusals[file.reason],
};

/** What a reader knows better: which file it is, and what to do instead. */
const saidByReader: ReadonlySet<RefusedFile['reason']> = new Set(['not-recognised', 'damaged', 'unsupported-file']);

const refusals: Readonly<Record<RefusedFile['reason'], string>> = {
  'not-recognised': 'No authenticator that is known here writes such a file.',
  'too-large': 'It is larger than any backup, and was not read.',
  'too-many-entries': 'It holds more than 20000 accounts. Export a part of them at a time.',
  damaged: 'The file is damaged, so nothing of it can be read. Export it again.',
  'unsupported-file':
    'This kind of file cannot be read. Choose another export in the other program, such as JSON without encryption.',
  'unsafe-parameters': 'It asks for more memory or time than is safe, and was not opened.',
  'no-code-in-picture': 'There is no QR code of an authenticator in this picture.',
  'pictures-unsupported': 'Pictures cannot be read yet. Use the long code under “Trouble scanning?”.',
  'password-not-given': 'It was left out, since it has a password.',
  'own-file-among-others': 'This is a backup of Halfminute itself. Open it by itself.',
};

/** As a person calls it: "an Aegis backup", "a list of links". */
function aBackupOf(program: string): string {
  const own = sources[program];
  if (own !== undefined) {
    return own.one;
  }
  return `${/^[AEIOU]/iu.test(program) ? 'an' : 'a'} ${program} backup`;
}

function sourceName(program: string): string {
  return sources[program]?.name ?? program;
}

/** What is no program's backup. */
const sources: Readonly<Record<string, { readonly one: string; readonly name: string }>> = {
  'otpauth list': { one: 'a list of links', name: 'a list of links' },
  'QR codes': { one: 'a picture of QR codes', name: 'QR codes' },
};

function whatItIs({
  files,
  programs,
}: {
  readonly files: readonly string[];
  readonly programs: readonly string[];
}): string {
  const [file = ''] = files;
  if (files.length > 1) {
    return `${files.length} files, from ${programs.map(sourceName).join(' and ')},`;
  }
  const one = programs.map(aBackupOf).join(' and ');
  return file === '' ? `${one.charAt(0).toUpperCase()}${one.slice(1)}` : `${file}, ${one}`;
}
