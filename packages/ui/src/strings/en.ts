import type { AccountForm, UnlockFailure, VaultProblem } from '@halfminute/core';
import { count, spokenDuration } from './durations.ts';
import { cameraWords } from './en-camera.ts';
import { clockWords, managedWords, paletteWords, policyBrokenWords, thisComputerWords } from './en-desk.ts';
import { editWords, trashWords } from './en-edit.ts';
import { importWords } from './en-import.ts';
import { aboutWords, allKeysWords, brokenWords, stepByStepWords, whatWhereWords } from './en-help.ts';
import { changePasswordWords, keysChangedWords, recoverySheetWords, replaceKeysWords } from './en-keys.ts';
import { exportWords } from './en-export.ts';
import { scanWords } from './en-scan.ts';
import { generationsWords, settingsWords } from './en-settings.ts';

/**
 * Everything the screens say, in English, by area. Functions fill in what is told of this computer or this account.
 * Sentence case, no exclamation mark, a full stop only after sentences.
 */
export const en = {
  common: {
    productName: 'Halfminute',
    cancel: 'Cancel',
    done: 'Done',
    save: 'Save',
    back: 'Back',
    copy: 'Copy',
    undo: 'Undo',
    putAway: 'Put away',
    password: 'Password',
    showPassword: 'Show the password',
    hidePassword: 'Hide the password',
    passwordOnceMore: 'Your password, once more',
    pleaseWait: 'Please wait',
    messages: 'Messages',
    accounts: (n: number) => count(n, 'account', 'accounts'),
  },

  /** A1 */
  choosePassword: {
    linkWaits: (links: number) =>
      links === 1 ? 'The account from the link comes next.' : `What ${links} links hold comes next.`,
    title: 'Choose a password',
    text: 'It locks the codes on this computer. Nobody can reset it for you; after your first code we make you a recovery sheet.',
    again: 'Password again',
    continue: 'Continue',
    openInstead: 'Open your codes or a backup instead',
    once: 'A code on the same computer is weaker than one on another device, so lock this program, and your screen, when you leave.',
    /** Spoken name of the four bars under the field. */
    strength: 'Strength',
    tooShort: (missing: number) => `Too short: ${count(missing, 'more character', 'more characters')}.`,
    weakCommon: 'Weak. It is a common password.',
    weakGuessed: 'Weak. It is easy to guess.',
    fair: 'Fair. Two more words would help.',
    good: 'Good. One or two more words would make it strong.',
    strong: 'Strong.',
    differ: 'The two passwords differ.',
    creating: 'Making your codes safe. This takes a second or two.',
    appearedMeanwhile: 'Codes have appeared on this computer meanwhile. Nothing was overwritten: open them instead.',
  },

  /** A3, A4 */
  unlock: {
    title: 'Unlock your codes',
    unlock: 'Unlock',
    useThisComputer: 'Unlock with this computer',
    useRecoveryKey: 'Use the recovery key',
    usePassword: 'Use the password',
    recoveryKey: 'Recovery key',
    recoveryKeyHint: 'The 32 characters of your recovery sheet. Capitals and spaces do not matter.',
    recoveryKeyMissing: (missing: number) => `The recovery key has 32 characters; ${missing} are missing.`,
    passwordMissing: 'Type the password.',
    capsLock: 'Caps Lock is on.',
    foot: (file: string, when: string) => `${file} · last saved ${when}`,
    deriving: 'Opening. This takes a second or two.',
    droppedHalfDone: 'What was half typed was thrown away when it locked.',
    holdsUnsaved: 'Your last change is not saved yet. Unlock before you close this window.',
    waits: 'What you dropped waits until you unlock.',
    linkWaits: (links: number) =>
      links === 1
        ? 'The account from the link waits until you unlock.'
        : `What ${links} links hold waits until you unlock.`,
    lockedBecause: {
      'by-user': null,
      idle: 'Locked because nobody used it for a while.',
      'changed-elsewhere': 'The keys were changed elsewhere.',
      system: null,
      'screen-locked': 'Locked together with the screen.',
      suspending: 'Locked because the computer went to sleep.',
      'session-left': 'Locked because somebody else used this computer.',
    },
    failures: {
      'wrong-password': 'That is not the password.',
      'wrong-recovery-key': 'That is not the recovery key of these codes.',
      'recovery-key-slip': 'The recovery key has a slip. Compare it with the sheet, group by group.',
      'no-recovery-slot': 'These codes have no recovery key. Use the password.',
      'recovery-key-not-allowed': 'The recovery key opens nothing here. Managed by your organisation.',
      'keychain-unanswered': 'This computer’s keyring did not answer. Use the password.',
      'keychain-without-key': 'This computer’s keyring has no key for these codes. Use the password.',
    } satisfies Record<UnlockFailure, string>,
  },

  /** After the recovery key: nothing else is offered before a new password is chosen. */
  newPasswordDue: {
    title: 'Choose a new password',
    text: 'You came in with the recovery key. From now on the new password opens your codes; then print a new recovery sheet.',
    again: 'New password again',
    field: 'New password',
    failed: 'The new password could not be saved. Nothing was changed.',
  },

  /** "Open your codes or a backup instead" */
  openBackup: {
    title: 'Open your codes or a backup',
    text: 'Choose the file that ends in .halfminute: your codes from another computer, or a backup of them.',
    choose: 'Choose the file',
    chooseOther: 'Choose another file',
    dropHere: 'Or drop it here.',
    chosen: (file: string) => file,
    open: 'Open',
    fileMissing: 'Choose the file first.',
    replaces: 'What is open now stays among the earlier versions.',
    tooLarge: 'This file is larger than 64 MB and was not read.',
    unreadable: 'This file cannot be read.',
  },

  /** A4, file errors */
  fileProblems: {
    empty: 'The vault file is empty. Open a backup.',
    damaged: 'The vault file was changed or damaged and was not opened.',
    'not-a-vault': 'This is not a vault file of Halfminute.',
    'newer-version': 'This vault file comes from a newer Halfminute. Nothing was changed.',
    'unsafe-parameters': 'This vault file asks for more memory or time than is safe and was not opened.',
    'is-a-directory': 'A folder stands where the vault file should be.',
    'not-permitted': 'This program may not read or write the vault file.',
    io: 'The disk did not answer.',
    'disk-full': 'The disk is full.',
  } satisfies Record<VaultProblem | 'disk-full', string>,

  /** Why a file could not be kept where the user chose. */
  keepingProblems: {
    'belongs-to-vault': 'That file holds codes of yours, or belongs to one that does. Choose another name.',
    'is-a-directory': 'A folder has that name. Choose another one.',
    'not-permitted': 'This program may not write there. Choose another folder.',
    'disk-full': 'The disk is full.',
    unsupported: 'That is a device or a pipe, and no file can take its place. Choose another name.',
    io: 'The disk did not answer.',
  },

  /** The window was to close with a change that is in memory alone. */
  closing: {
    title: 'Your last change is not saved',
    whileOpen:
      'If Halfminute ends now, the change is lost. The list says why it could not be saved, and offers a backup.',
    whileLocked: 'If Halfminute ends now, the change is lost. Unlock, so that it can be saved.',
    close: 'End and lose the change',
    stay: 'Stay',
  },

  /** A file is there but cannot be opened. */
  unreadable: {
    title: 'Your codes cannot be opened',
    text: (file: string) => `${file} was left as it is.`,
    holdsUnsaved:
      'Your last change is not saved yet. It is added once your codes open again; until then leave this window open.',
    tryAgain: 'Try again',
    openBackup: 'Open a backup',
    saveCopy: 'Save a copy of the file',
    noStoreTitle: 'This browser keeps nothing here',
    noStoreText: 'Halfminute keeps your codes, encrypted, in the store that the browser has for each page.',
    noStoreHow:
      'In the settings of the browser, let this address save data on the device (cookies and site data), then try again.',
    saved: 'The copy is saved.',
    notSaved: (problem: string) => `The copy could not be saved. ${problem}`,
  },

  /** Nothing added yet */
  empty: {
    title: 'Add your first account',
    textWithScan: 'The sign-in page shows a QR code and, under “Trouble scanning?”, a long code. Either will do.',
    text: 'On the sign-in page, press “Trouble scanning?” beside the QR code, and copy the long code that it shows.',
    paste: 'Paste or drop anything',
    pasteHint: 'A code, a link, a picture, a backup file',
    type: 'Type it in',
    typeHint: 'Service, User, Code',
  },

  /** A5 to A9 */
  list: {
    title: 'Your codes',
    search: (n: number) => `Search ${count(n, 'account', 'accounts')}`,
    searchNarrow: (n: number) => `Search ${n}`,
    lock: 'Lock',
    more: 'More',
    add: 'Add account',
    clearSearch: 'Clear the search',
    footCopies: 'copies',
    footShows: 'shows',
    footCopiesService: (service: string) => `copies ${service}`,
    footClears: 'clears',
    footFound: (n: number, m: number) => `${n} of ${m}`,
    locksIn: (duration: string) => `Locks in ${duration}`,
    nothing: (text: string, keys: string) => `Nothing is called “${text}”. Add it with ${keys}, or look in the trash.`,
    next: (code: string) => `next ${code}`,
    copied: (seconds: number | null) => (seconds === null ? 'Copied' : `Copied. The clipboard keeps it ${seconds} s.`),
    nextButton: 'Next',
    /** Begins with what is to be read on the button, for those who speak to it (WCAG 2.5.3). */
    nextSpoken: (service: string) => `Next. New code for ${service}`,
    favourite: 'Favourite',
    spoken: (row: { names: string; code: string; secondsLeft: number }) =>
      `${row.names}, ${row.code}, ${count(row.secondsLeft, 'second', 'seconds')} left`,
    spokenCounter: (row: { names: string; code: string | null }) =>
      row.code === null ? `${row.names}, no code yet` : `${row.names}, ${row.code}`,
    spokenHidden: (names: string) => `${names}, code hidden`,
    rowMenu: (service: string) => `More for ${service}`,
    accounts: 'Accounts',
    moreMenu: {
      settings: 'Settings',
      trash: 'Trash',
      import: 'Import',
      saveBackup: 'Save a backup',
      stepByStep: 'Setting up MFA, step by step',
      allKeys: 'All keys',
      about: 'About Halfminute',
    },
    menu: {
      copy: 'Copy the code',
      copyNext: 'Copy the next code',
      nextCounter: 'Next code',
      addFavourite: 'Add to favourites',
      removeFavourite: 'Remove from favourites',
      edit: 'Edit',
      showCode: 'Show code and QR',
      show: 'Show the code',
      hide: 'Hide the code',
      delete: 'Delete',
    },
    deleted: (service: string) => `${service} is in the trash for 30 days.`,
    deletedDetail: (service: string) => `MFA stays on at ${service}: switch it off there first.`,
    undone: (service: string) => `${service} is back as it was.`,
    nothingToUndo: 'There is nothing to undo.',
    copyFailed: {
      'no-clipboard': 'This browser gives no clipboard here. Type the code instead.',
      'not-permitted': 'The browser did not allow copying. Allow the clipboard for this page, or type the code.',
      'no-code': (service: string) => `${service} has no code yet. Press Next first.`,
    },
    counterNotSaved: 'The counter could not be saved, so no new code is shown.',
    counterExhausted: 'This counter is at its end: the service must give you a new long code.',
    tag: 'tag',
    unnamed: 'Unnamed',
  },

  /** B8 */
  add: {
    title: 'Add account',
    text: 'Three fields, as your service shows them.',
    whatWhere: 'What do I enter where?',
    service: 'Service',
    user: 'User',
    code: 'Code',
    advanced: 'Advanced',
    advancedSummary: (form: Pick<AccountForm, 'kind' | 'algorithm' | 'digits' | 'periodSeconds' | 'counter'>) =>
      advancedSummary(form),
    kind: 'Kind',
    kinds: { totp: 'Changes with time', hotp: 'Counter', steam: 'Steam', motp: 'Mobile-OTP', yandex: 'Yandex' },
    pin: 'PIN',
    pinHint: 'The one you chose at the service. These codes are made with it.',
    algorithm: 'Algorithm',
    algorithms: { SHA1: 'SHA-1', SHA256: 'SHA-256', SHA512: 'SHA-512' },
    digits: 'Digits',
    period: 'Seconds a code is good for',
    counter: 'Counter',
    liveTitle: 'The code right now',
    liveText: 'Type it into the sign-in page to finish.',
    check: (check: string) => `Its check on a paper sheet: ${check}`,
    liveCounter: 'Its first code comes when you press Next in the list.',
    saveAndCopy: 'Save and copy',
    saving: 'Saving',
    duplicate: (service: string, user: string) =>
      `You have this one already: ${user === '' ? service : `${service}, ${user}`}.`,
    openIt: 'Open it',
    inTrash: 'It is in the trash.',
    addAnyway: 'Add anyway',
    fromLink: 'Filled in from the link.',
    notUnderstood: 'That is no code, link or backup file, so nothing was added.',
    notSaved: (problem: string) => `The account is added but not saved yet. ${problem}`,
  },

  /** What is wrong with a form, by the code of the problem; what has no entry here is said by the problem itself. */
  formProblems: {
    pinMissing: 'The PIN is missing. These codes are made with it.',
    codeMissing: 'The long code is missing. It is under “Trouble scanning?” on the sign-in page.',
    serviceMissing: 'Write the name of the service.',
    character: (at: number, character: string, suggestions: readonly string[]) =>
      `Character ${at}, “${character}”, is not used in such codes.${suggestions.length === 0 ? '' : ` Did you mean ${suggestions.join(' or ')}?`}`,
    characterInLink: (character: string) =>
      `The long code in this link has a “${character}”, which such codes never have. Copy the link again.`,
    tooShort: (n: number) => `This code is too short: ${count(n, 'character', 'characters')}, at least 16 are usual.`,
    webAddress: 'This is a web address, not a code.',
    digits: 'A code has 4 to 10 digits, mostly 6.',
    period: 'A code is good for 1 second to 86400 seconds (a day), mostly 30.',
    counter: 'A counter is a whole number from 0 to 9007199254740991.',
    oneTimeCode: 'Six figures are a one-time code. The long code is under “Trouble scanning?”.',
  },

  /** C4, C5 */
  notices: {
    clockJumped: (seconds: number, at: string) =>
      `This computer’s clock went ${seconds < 0 ? 'back' : 'forward'} ${spokenDuration(Math.abs(seconds))} at ${at}.`,
    clockAdvice: 'If a service refuses your codes, set the clock first.',
    clockHow: 'How',
    recoverySheetDue: 'You have no recovery sheet yet.',
    recoverySheetWhy: 'If you forget the password, nobody can open your codes without it.',
    recoverySheetUsed: 'Your recovery sheet was used.',
    recoverySheetUsedWhy: 'Its key still opens your codes. Make a new sheet, and the paper that you have is void.',
    recoverySheetAct: 'Make it now',
    recoverySheetMark: 'Recovery sheet is due',
    storageNotPersistent: 'This browser may erase your codes',
    storageWhy: 'when the disk runs full or you clear its data. Keep a backup file elsewhere.',
    saveBackup: 'Save a backup',
    noBackupYet: 'There is no backup yet.',
    noBackupWhy: 'A backup file brings your codes to a new computer.',
    saveFailed: 'Your last change is not saved.',
    saveFailedWhy: (problem: string) =>
      `${problem} It is kept while this window is open and tried again at the next change.`,
    fromNewer: (n: number) => `${count(n, 'account comes', 'accounts come')} from a newer Halfminute.`,
    fromNewerWhy: 'Nothing of it is lost, but it is not shown here.',
    merged: 'Somebody else changed your codes at the same time.',
    mergedWhy: 'Both changes are in.',
  } satisfies Record<string, string | ((...values: never[]) => string)>,

  /** B5, in the order of the All keys screen */
  shortcuts: {
    areas: { find: 'Find', use: 'Use', change: 'Change', window: 'Window' },
    search: 'Search',
    typeAnything: 'Type anything',
    'clear-search': 'Clear the search',
    move: 'Move',
    'copy-code': 'Copy the code',
    'copy-next-code': 'Copy the next code',
    'show-hidden': 'Show a hidden code',
    'next-counter-code': 'Next counter code',
    add: 'Add an account',
    paste: 'Paste anything',
    edit: 'Edit',
    favourite: 'Favourite',
    'show-long-code': 'Show code and QR',
    delete: 'Delete',
    undo: 'Undo',
    lock: 'Lock',
    settings: 'Settings',
    zoom: 'Larger or smaller',
    'all-keys': 'All keys',
  },

  managed: managedWords,
  policyBroken: policyBrokenWords,
  thisComputer: thisComputerWords,
  clock: clockWords,
  palette: paletteWords,
  edit: editWords,
  trash: trashWords,
  settings: settingsWords,
  generations: generationsWords,
  export: exportWords,
  import: importWords,
  scan: scanWords,
  camera: cameraWords,
  changePassword: changePasswordWords,
  replaceKeys: replaceKeysWords,
  keysChanged: keysChangedWords,
  recoverySheet: recoverySheetWords,
  allKeys: allKeysWords,
  whatWhere: whatWhereWords,
  stepByStep: stepByStepWords,
  about: aboutWords,
  broken: brokenWords,
} as const;

export type Words = typeof en;

/** "6 digits, every 30 s, SHA-1" */
function advancedSummary(
  form: Pick<AccountForm, 'kind' | 'algorithm' | 'digits' | 'periodSeconds' | 'counter'>,
): string {
  if (form.kind === 'steam') {
    return 'Steam';
  }
  if (form.kind === 'motp' || form.kind === 'yandex') {
    return form.kind === 'motp' ? 'Mobile-OTP' : 'Yandex';
  }
  const algorithm = { SHA1: 'SHA-1', SHA256: 'SHA-256', SHA512: 'SHA-512' }[form.algorithm];
  const rhythm = form.kind === 'totp' ? `every ${form.periodSeconds} s` : `counter ${form.counter}`;
  return `${form.digits} digits, ${rhythm}, ${algorithm}`;
}
