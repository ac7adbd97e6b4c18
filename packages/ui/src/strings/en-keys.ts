/** "Change the password" and "Somebody may know it" */
export const changePasswordWords = {
  title: 'Change the password',
  text: 'From now on the new password opens your codes.',
  now: 'Password now',
  next: 'New password',
  again: 'New password again',
  change: 'Change the password',
  changing: 'Please wait',
  missing: 'Type the password of now.',
  wrong: 'That is not the password.',
  differ: 'The two passwords differ.',
  olderCopies: 'Older copies and backups still open with what opened them.',
  somebodyMayKnow: 'Somebody may know it',
  failed: (problem: string) => `The password is as it was. ${problem}`,
};

export const replaceKeysWords = {
  title: 'Somebody may know it',
  text: 'Your codes get a new password and fresh keys. The recovery sheet dies with the old ones, so a new sheet is due.',
  change: 'Make fresh keys',
  alsoThere:
    'Older copies and backups still open with what opened them: whoever has one and the old password can make your codes. At a service that matters, set MFA up afresh.',
};

/** After either of them. */
export const keysChangedWords = {
  changedTitle: 'The password is changed',
  replacedTitle: 'Fresh keys are made',
  changed: 'The new password opens your codes from now on.',
  replaced: 'Only the new password opens your codes from now on. A recovery sheet made before is void.',
  olderCopies: 'Older copies and backups still open with what opened them.',
  generations: (n: number) =>
    n === 1 ? 'One of them is kept beside your codes.' : `${n} of them are kept beside your codes.`,
  deleteGenerations: (n: number) => (n === 1 ? 'Delete the earlier version' : `Delete the ${n} earlier versions`),
  deleted: 'The earlier versions beside your codes are deleted. Backups elsewhere are yours to delete.',
  deleteFailed: (problem: string) => `The earlier versions are still there. ${problem}`,
  newSheet: 'Make a new recovery sheet',
};

/** A2 and C6 */
export const recoverySheetWords = {
  title: 'Keep a recovery sheet',
  text: 'If you forget the password, this key opens your codes. Without either of them nobody can, and that includes us.',
  note: 'Shown once. The last character checks the others, so a slip in typing is found at once.',
  making: 'Please wait',
  keyName: 'Recovery key',
  lastGroup: 'Type the last group to show that you have it',
  lastGroupMissing: 'Type the last group of the sheet, four characters.',
  differs: 'The last group reads otherwise. Look at the sheet, not at this window.',
  print: 'Print',
  saveFile: 'Save as a file',
  saved: 'The sheet is saved. Whoever holds it and your codes can read every code.',
  saveFailed: (problem: string) => `The sheet could not be saved. ${problem}`,
  remindTomorrow: 'Remind me tomorrow',
  confirmed: 'The recovery sheet is yours to keep.',
  earlierVoid: 'The earlier sheet is void.',
  earlierVoidMeaning:
    'Its key opens your codes no more. Destroy that paper; older copies and backups still open with it.',
  madeTitle: 'Your recovery sheet',
  made: (date: string) => `You made one on ${date}. Its key is not shown again.`,
  used: 'You opened your codes with the one you have.',
  madeLost: 'Lost it, or somebody may have seen it?',
  makeNew: 'Make a new one',
  makeNewText: 'The new sheet gets fresh keys, and the earlier paper is void from then on.',
  passwordMissing: 'Type the password.',
  wrongPassword: 'That is not the password.',
  failed: (problem: string) => `No new sheet was made. ${problem}`,
  fileName: 'halfminute-recovery-sheet.txt',
  paper: {
    title: 'Halfminute recovery sheet',
    opens: (file: string, date: string, time: string) => `Opens ${file}, made ${date}, ${time}`,
    steps: [
      'Open Halfminute and choose Use the recovery key.',
      'Type the 32 characters. Capitals and spaces do not matter.',
      'Choose a new password, then print a new sheet.',
    ],
    end: 'Keep this where you keep your passport, not beside the computer. Whoever holds it and the file can read every code.',
  },
};
