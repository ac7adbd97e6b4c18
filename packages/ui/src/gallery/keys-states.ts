import { adasPassword, everydayCodes, freshCodes, keepSheet } from './ada.ts';
import { click, press, see, typeInto, type GalleryState, type GalleryStep, type Stage } from './state.ts';

const openSettings: readonly GalleryStep[] = [press('Control+,'), see('Lock when idle')];
const openChange: readonly GalleryStep[] = [...openSettings, click('button', 'Change the password')];
const openReplace: readonly GalleryStep[] = [...openChange, click('button', 'Somebody may know it')];
const newPassword: readonly GalleryStep[] = [
  typeInto('Password now', adasPassword),
  typeInto('New password', 'harbour copper meadow 5'),
  typeInto('New password again', 'harbour copper meadow 5'),
];
const openSheet: readonly GalleryStep[] = [...openSettings, click('button', 'Recovery sheet None yet')];
const openKeptSheet: readonly GalleryStep[] = [
  ...openSettings,
  click('button', 'Recovery sheet Made 25 November 2026'),
];

export const keysStates: readonly GalleryState[] = [
  {
    id: 'change-password',
    sheet: null,
    title: 'Change the password',
    setup: everydayCodes,
    steps: openChange,
    expects: 'Older copies and backups still open with what opened them.',
  },
  {
    id: 'change-password-wrong',
    sheet: null,
    title: 'Not the password of now',
    setup: everydayCodes,
    steps: [...openChange, ...newPassword, typeInto('Password now', 'guess'), press('Enter')],
    expects: 'That is not the password.',
  },
  {
    id: 'change-password-done',
    sheet: null,
    title: 'Changed, and the older copies',
    setup: everydayCodes,
    steps: [...openChange, ...newPassword, press('Enter')],
    expects: 'The password is changed',
  },
  {
    id: 'change-password-versions-deleted',
    sheet: null,
    title: 'Changed, and the earlier versions are deleted',
    setup: everydayCodes,
    steps: [...openChange, ...newPassword, press('Enter'), click('button', 'Delete the 10 earlier versions')],
    expects: 'Backups elsewhere are yours to delete.',
  },
  {
    id: 'replace-keys',
    sheet: null,
    title: 'Somebody may know it',
    setup: everydayCodes,
    steps: openReplace,
    expects: 'Make fresh keys',
  },
  {
    id: 'replace-keys-done',
    sheet: null,
    title: 'Fresh keys, and a new sheet is due',
    setup: everydayCodes,
    steps: [...openReplace, ...newPassword, press('Enter')],
    expects: 'Fresh keys are made',
  },
  {
    id: 'recovery-sheet',
    sheet: 'A2',
    title: 'The key, shown once',
    setup: freshCodes,
    steps: openSheet,
    expects: 'Type the last group to show that you have it',
  },
  {
    id: 'recovery-sheet-differs',
    sheet: 'A2',
    title: 'The last group reads otherwise',
    setup: freshCodes,
    steps: [...openSheet, typeInto('Type the last group to show that you have it', 'm5z'), press('Enter')],
    expects: 'The last group reads otherwise.',
  },
  {
    id: 'recovery-sheet-earlier-void',
    sheet: 'A2',
    title: 'A new key, since the earlier sheet was never confirmed',
    setup: async (stage) => {
      await freshCodes(stage);
      await stage.app.keys.makeRecoverySheet({});
    },
    steps: [
      ...openSettings,
      click('button', 'Recovery sheet Made 25 November 2026, its last group not typed back'),
      click('button', 'Make a new one'),
    ],
    expects: 'The earlier sheet is void.',
  },
  {
    id: 'recovery-sheet-kept',
    sheet: 'A2',
    title: 'There is one already',
    setup: everydayCodes,
    steps: openKeptSheet,
    expects: 'You made one on 25 November 2026.',
  },
  {
    id: 'recovery-sheet-used',
    sheet: null,
    title: 'The sheet was used, so a new one is due',
    setup: usedSheet,
    steps: [click('button', 'Make it now')],
    expects: 'You opened your codes with the one you have.',
  },
  {
    id: 'recovery-sheet-wrong-password',
    sheet: 'A2',
    title: 'A new one, with a wrong password',
    setup: everydayCodes,
    steps: [...openKeptSheet, typeInto('Your password, once more', 'guess'), press('Enter')],
    expects: 'That is not the password.',
  },
  {
    id: 'recovery-sheet-printed',
    sheet: 'C6',
    title: 'On paper',
    setup: freshCodes,
    steps: openSheet,
    expects: 'Halfminute recovery sheet',
    medium: 'print',
  },
];

/** The password was forgotten, and the sheet opened the codes. */
async function usedSheet(stage: Stage): Promise<void> {
  const { app } = stage;
  await freshCodes(stage);
  const recoveryKey = await keepSheet(app);
  app.session.lock('by-user');
  await app.session.unlockWithRecoveryKey({ recoveryKey });
  await app.keys.setPasswordAfterRecovery({ next: adasPassword });
}
