import { adasPassword, addAll, emptyCodes, everydayCodes, freshCodes } from './ada.ts';
import { click, press, see, typeInto, type GalleryState, type GalleryStep, type Stage } from './state.ts';

const openSettings: readonly GalleryStep[] = [press('Control+,'), see('Lock when idle')];
const openExport: readonly GalleryStep[] = [
  ...openSettings,
  click('button', 'Export A backup, another program, a phone or paper'),
];

const makeSheet: readonly GalleryStep[] = [
  ...openExport,
  click('radio', 'Paper QR and code of each account'),
  typeInto('Your password, once more', adasPassword),
  press('Enter'),
  see('The sheet is made'),
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
    id: 'settings-backup-over-vault',
    sheet: null,
    title: 'A backup that would take the place of the codes',
    setup: async (stage) => {
      await everydayCodes(stage);
      stage.platform.keepingFailure = 'belongs-to-vault';
    },
    steps: [...openSettings, click('button', 'Save a backup file')],
    expects: 'That file holds codes of yours',
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
  {
    id: 'export-program',
    sheet: 'C7',
    title: 'For another program, with a password of its own',
    setup: everydayCodes,
    steps: [...openExport, click('radio', 'Another program A file for Aegis, 2FAS or Bitwarden')],
    expects: 'A password for the file',
  },
  {
    id: 'export-program-chosen',
    sheet: 'C7',
    title: 'Another program, not encrypted',
    setup: everydayCodes,
    steps: [
      ...openExport,
      click('radio', 'Another program A file for Aegis, 2FAS or Bitwarden'),
      click('radio', 'Bitwarden, csv Not encrypted'),
    ],
    expects: 'This file is not encrypted.',
  },
  {
    id: 'export-losses',
    sheet: null,
    title: 'What another program cannot hold',
    setup: everydayCodes,
    steps: [
      ...openExport,
      click('radio', 'Another program A file for Aegis, 2FAS or Bitwarden'),
      click('radio', 'Bitwarden, json Not encrypted'),
      typeInto('Your password, once more', adasPassword),
      press('Enter'),
    ],
    expects: 'Not everything came along',
  },
  {
    id: 'export-transfer-asks',
    sheet: 'C7',
    title: 'QR codes for a phone, and what that means',
    setup: everydayCodes,
    steps: [...openExport, click('radio', 'QR codes for a phone In the manner of Google Authenticator')],
    expects: 'These pictures are not encrypted.',
  },
  {
    id: 'export-transfer',
    sheet: null,
    title: 'The second QR code for a phone',
    setup: manyCodes,
    steps: [
      ...openExport,
      click('radio', 'QR codes for a phone In the manner of Google Authenticator'),
      typeInto('Your password, once more', adasPassword),
      press('Enter'),
      click('button', 'Next'),
    ],
    expects: 'Picture 2 of',
  },
  {
    id: 'export-paper',
    sheet: 'C7',
    title: 'A sheet of paper, and what that means',
    setup: everydayCodes,
    steps: [...openExport, click('radio', 'Paper QR and code of each account')],
    expects: 'This sheet is not encrypted.',
  },
  {
    id: 'export-paper-made',
    sheet: null,
    title: 'The sheet, to print or to save',
    setup: everydayCodes,
    steps: makeSheet,
    expects: 'The sheet is made',
  },
  {
    id: 'export-paper-printed',
    sheet: null,
    title: 'Codes on paper',
    setup: everydayCodes,
    steps: makeSheet,
    expects: 'Whoever reads this sheet can make all these codes.',
    medium: 'print',
  },
];

/** More than one picture holds. */
async function manyCodes(stage: Stage): Promise<void> {
  await everydayCodes(stage);
  const names = Array.from({ length: 12 }, (_, at) => `Service ${at + 1}`);
  await addAll(
    stage.app,
    names.map((name, at) => ({
      link: `otpauth://totp/${encodeURIComponent(name)}:ada@firm.example?issuer=${encodeURIComponent(name)}&secret=JBSWY3DPEHPK3PXP${'ABCDEFGHIJKL'[at] ?? 'M'}BSWY3DPEHPK3PXP`,
    })),
  );
}
