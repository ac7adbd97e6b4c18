import { adasPassword, emptyCodes, everydayCodes, freshCodes } from './ada.ts';
import { click, press, see, typeInto, type GalleryState, type GalleryStep } from './state.ts';

const openSettings: readonly GalleryStep[] = [press('Control+,'), see('Lock when idle')];
const openExport: readonly GalleryStep[] = [
  ...openSettings,
  click('button', 'Export A backup, or a list for another program'),
];

export const settingsStates: readonly GalleryState[] = [
  {
    id: 'settings',
    sheet: 'B3',
    title: 'On a host that can clear its clipboard',
    setup: everydayCodes,
    steps: openSettings,
    expects: 'Clipboard keeps a code',
  },
  {
    id: 'settings-browser',
    sheet: 'B4',
    title: 'In a browser that may erase',
    host: { clipboard: 'keeps', storage: { persistent: false, agrees: false } },
    setup: freshCodes,
    steps: openSettings,
    expects: 'The browser may erase your codes',
  },
  {
    id: 'settings-browser-persistent',
    sheet: 'B4',
    title: 'In a browser that promised not to',
    host: { clipboard: 'keeps', storage: { persistent: false, agrees: true } },
    setup: freshCodes,
    steps: openSettings,
    expects: 'The browser keeps your codes',
  },
  {
    id: 'settings-choosing',
    sheet: 'B3',
    title: 'Choosing when to lock',
    setup: everydayCodes,
    steps: [...openSettings, click('button', 'After 5 min Lock when idle')],
    expects: 'After 30 min',
  },
  {
    id: 'settings-backup-saved',
    sheet: 'B4',
    title: 'The backup is saved',
    setup: everydayCodes,
    steps: [...openSettings, click('button', 'Save a backup file')],
    expects: 'The backup is saved.',
  },
  {
    id: 'generations',
    sheet: null,
    title: 'Ten versions kept',
    setup: everydayCodes,
    steps: [...openSettings, click('button', 'Earlier versions 10 kept beside your codes')],
    expects: 'Go back to it',
  },
  {
    id: 'generations-go-back',
    sheet: null,
    title: 'Before going back to one of them',
    setup: everydayCodes,
    steps: [
      ...openSettings,
      click('button', 'Earlier versions 10 kept beside your codes'),
      click('button', 'Go back to it: today, 08:12:12'),
    ],
    expects: 'What you have now stays as an earlier version.',
  },
  {
    id: 'generations-delete',
    sheet: null,
    title: 'Before deleting them all',
    setup: everydayCodes,
    steps: [
      ...openSettings,
      click('button', 'Earlier versions 10 kept beside your codes'),
      click('button', 'Delete them all'),
    ],
    expects: 'Delete 10 earlier versions for ever?',
  },
  {
    id: 'generations-none',
    sheet: null,
    title: 'No version kept',
    setup: async (stage) => {
      await emptyCodes(stage);
      await stage.app.backups.deleteGenerations();
    },
    steps: [...openSettings, click('button', 'Earlier versions None kept yet')],
    expects: 'No earlier version is kept yet.',
  },
  {
    id: 'export',
    sheet: 'C7',
    title: 'An encrypted backup',
    setup: everydayCodes,
    steps: openExport,
    expects: 'Save the backup',
  },
  {
    id: 'export-plain',
    sheet: 'C7',
    title: 'A plain list, and what that means',
    setup: everydayCodes,
    steps: [...openExport, click('radio', 'A list of otpauth links Plain text, read by most programs')],
    expects: 'This file is not encrypted.',
  },
  {
    id: 'export-wrong-password',
    sheet: 'C7',
    title: 'Not the password',
    setup: everydayCodes,
    steps: [
      ...openExport,
      click('radio', 'A list of otpauth links Plain text, read by most programs'),
      typeInto('Your password, once more', `${adasPassword}?`),
      press('Enter'),
    ],
    expects: 'That is not the password.',
  },
];
