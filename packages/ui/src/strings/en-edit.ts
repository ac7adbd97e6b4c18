/** B1 */
export const editWords = {
  title: 'Edit account',
  delete: 'Delete',
  tags: 'Tags',
  addTag: 'Add a tag',
  removeTag: (tag: string) => `Remove the tag ${tag}`,
  note: 'Note',
  noteTooLong: (count: number, limit: number) => `This note has ${count} characters; ${limit} is the most.`,
  longCode: 'Long code',
  show: 'Show code and QR',
  showSubmit: 'Show it',
  hide: 'Hide',
  hidesIn: (seconds: number) => `Hides in ${seconds} s`,
  whoSees:
    'Whoever sees this can make your codes from now on. To add the account to a phone, scan it there with an authenticator.',
  qrSpoken: 'QR code of this account',
  copied: 'The long code is copied. Clear the clipboard when it is where it should be.',
  copyFailed: 'The long code could not be copied. Type it from here.',
  newLongCode: 'New long code',
  newLongCodeHint: 'Only if the service gave you a new one. Empty keeps the one that is there.',
  newPin: 'New PIN',
  newPinHint: 'Only if you changed it at the service. Empty keeps the one that is there.',
  wrongPassword: 'That is not the password.',
  gone: 'This account is not here any more.',
  saveFailed: (problem: string) => `The change is kept while this window is open, but not saved yet. ${problem}`,
};

/** B2 */
export const trashWords = {
  title: 'Trash',
  text: 'Accounts stay here for 30 days. Deleting one here does not turn MFA off at its service.',
  deletedToday: (day: string) => `Deleted today, goes on ${day}`,
  goes: (day: string) => `Goes on ${day}`,
  putBack: 'Put back',
  putBackSpoken: (service: string) => `Put back: ${service}`,
  putBackDone: (service: string) => `${service} is back among your codes.`,
  empty: 'Empty the trash',
  isEmpty: 'The trash is empty.',
  asks: (accounts: string) => `Delete ${accounts} for ever?`,
  consequence: 'Their codes cannot be made again without the services’ help.',
  forEver: 'Delete for ever',
  emptied: 'The trash is empty.',
};
