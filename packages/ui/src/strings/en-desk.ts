/** What only a program at home on a desktop has to say, and what its organisation decided. */

export const managedWords = {
  managed: 'Managed by your organisation',
  on: 'On',
  off: 'Off',
  passwordTooShort: (least: number) =>
    `A password needs at least ${least} characters here. Managed by your organisation.`,
};

/** B4: the policy is there and cannot be read. */
export const policyBrokenWords = {
  title: 'Your codes stay closed',
  text: 'The policy of your organisation cannot be read, so nothing is opened.',
  /** The path of the file comes between the two. */
  tell: 'Tell your IT team:',
  atLine: (line: number | null) => (line === null ? '.' : `, line ${line}.`),
  unchanged: 'Your codes are where they were. Nothing was changed.',
  thenAgain: 'Once it is mended, quit and start Halfminute again.',
  tryAgain: 'Try again',
  quit: 'Quit',
};

/** The rows of the settings that belong to this computer. */
export const thisComputerWords = {
  heading: 'This computer',
  unlock: 'Unlock with this computer',
  unlockHint: 'Keeps a key in the system’s keyring',
  unlockOn: 'Switch on',
  keyringUnanswered: 'This computer’s keyring did not answer. Nothing was changed.',
  lockWithScreen: 'Lock when the screen locks',
  closeHides: 'Closing the window keeps it in the tray',
  autostart: 'Start with the computer',
  startHidden: 'Start without a window',
  startHiddenHint: 'The tray and the quick palette are there',
  alwaysOnTop: 'Stay above other windows',
  captureProtection: 'Hide from pictures of the screen',
  captureWanted: 'Not here',
  captureImpossible: 'This system cannot do that: other programs see the window.',
  hotkey: 'Quick palette',
  hotkeyHint: 'Finds and copies a code from any program',
  hotkeyNone: 'No keys',
  hotkeyRecording: 'Press the keys',
  hotkeyRecordingHint: 'Ctrl, Alt or Shift with another key. Delete takes them away, Esc leaves them as they are.',
  hotkeySpoken: (keys: string) => `Quick palette: ${keys}. Change the keys`,
  hotkeyTaken: 'Another program holds these keys. Choose others.',
  notChanged: 'This computer did not accept the setting. It is as before.',
};

/** B3, C4 */
export const clockWords = {
  heading: 'Clock',
  compare: 'Compare with a time server',
  compareHint: 'Asks once, only when you press',
  compareNow: 'Compare now',
  comparing: 'Asking',
  right: (seconds: number) => `The clock is right to within ${seconds} s.`,
  wrong: (duration: string, isSlow: boolean) => `The clock is ${duration} ${isSlow ? 'slow' : 'fast'}.`,
  corrected: 'Codes are corrected for it until you quit.',
  notCorrected: 'If a service refuses your codes, set the clock first.',
  set: 'Set the clock',
  notAnswered: 'No time server answered. Is this computer online?',
};

/** The small window that a hotkey opens over any program. */
export const paletteWords = {
  title: 'Quick palette',
  search: 'Search your codes',
  locked: 'Your codes are locked. Open the window to unlock them.',
  nothing: (text: string) => `Nothing is called “${text}”.`,
  empty: 'There is no account yet.',
  copies: 'copies',
  types: 'types it',
  closes: 'closes',
  copied: 'Copied.',
  copiedInstead: 'It cannot be typed into other programs here, so it is copied.',
  failed: 'That did not work. Try again.',
  results: 'Accounts found',
};
