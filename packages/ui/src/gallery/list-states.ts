import type { App } from '@halfminute/core';
import { addAll, emptyCodes, everydayCodes, freshCodes, keepSheet } from './ada.ts';
import { advance, click, hover, press, see, type GalleryState, type Stage } from './state.ts';

export const listStates: readonly GalleryState[] = [
  {
    id: 'list-empty',
    sheet: 'A5',
    title: 'Nothing added yet',
    setup: emptyCodes,
    steps: [],
    expects: 'Add your first account',
  },
  {
    id: 'list',
    sheet: 'A5',
    title: 'Accounts of every kind',
    setup: everydayCodes,
    steps: [],
    expects: 'Land Registry',
  },
  {
    id: 'list-last-seconds',
    sheet: 'A5',
    title: 'The last four seconds, with the next codes',
    atSecond: 26,
    setup: everydayCodes,
    steps: [],
    expects: 'next',
  },
  {
    id: 'list-copied',
    sheet: 'A5',
    title: 'Just copied',
    setup: everydayCodes,
    steps: [press('ArrowDown'), press('Enter')],
    expects: 'Copied. The clipboard keeps it 20 s.',
  },
  {
    id: 'list-copied-in-a-tab',
    sheet: 'A5',
    title: 'Just copied, where nobody can clear the clipboard later',
    host: { clipboard: 'keeps' },
    setup: everydayCodes,
    steps: [press('ArrowDown'), press('Enter')],
    expects: 'Copied',
  },
  {
    id: 'list-counter-shown',
    sheet: 'A5',
    title: 'A counter code on show',
    setup: everydayCodes,
    steps: [click('button', 'Next. New code for VPN, office')],
    expects: 'VPN, office',
  },
  {
    id: 'list-hidden',
    sheet: 'A6',
    title: 'Codes hidden until asked',
    setup: hidingCodes,
    steps: [],
    expects: 'shows',
  },
  {
    id: 'list-hidden-one-shown',
    sheet: 'A6',
    title: 'One hidden code shown',
    setup: hidingCodes,
    steps: [press('ArrowDown'), press('Space')],
    expects: 'Deedbox',
  },
  {
    id: 'list-search',
    sheet: 'A7',
    title: 'Matches marked in name and user',
    setup: everydayCodes,
    steps: [press('a'), press('d'), press('a')],
    expects: 'copies',
  },
  {
    id: 'list-search-tag',
    sheet: 'A7',
    title: 'A match in a tag',
    setup: everydayCodes,
    steps: [press('c'), press('l'), press('i')],
    expects: 'Cli',
  },
  {
    id: 'list-search-long-tag',
    sheet: 'A7',
    title: 'A match far in a long tag',
    setup: async (stage) => {
      await everydayCodes(stage);
      await stage.app.accounts.edit(firstId(stage.app), { tags: ['Clients of the northern region'] });
    },
    steps: [press('n'), press('o'), press('r'), press('t'), press('h'), press('e')],
    expects: 'northe',
  },
  {
    id: 'list-search-nothing',
    sheet: 'A7',
    title: 'Nothing is called that',
    setup: everydayCodes,
    steps: [press('z'), press('q')],
    expects: 'Nothing is called “zq”.',
  },
  {
    id: 'list-row-menu',
    sheet: 'A8',
    title: 'The menu of a row',
    setup: everydayCodes,
    steps: [hover('button', 'Cases'), click('button', 'More for Cases'), see('Copy the next code')],
    expects: 'Remove from favourites',
  },
  {
    id: 'list-more-menu',
    sheet: 'A5',
    title: 'The menu of the bar',
    setup: everydayCodes,
    steps: [click('button', 'More')],
    expects: 'Setting up MFA, step by step',
  },
  {
    id: 'list-deleted',
    sheet: 'A9',
    title: 'Deleted, with undo',
    setup: everydayCodes,
    steps: [hover('button', 'Payroll'), click('button', 'More for Payroll'), click('menuitem', 'Delete')],
    expects: 'MFA stays on at Payroll: switch it off there first.',
  },
  {
    id: 'list-same-device',
    sheet: 'A1',
    title: 'The same-device sentence, once',
    setup: async ({ app }) => {
      await app.start();
      await app.session.create({ password: 'lighthouse violet ferry' });
    },
    steps: [],
    expects: 'Add your first account',
  },
  {
    id: 'list-sheet-due',
    sheet: null,
    title: 'The recovery sheet is due, after the first copy',
    setup: async (stage) => {
      await freshCodes(stage);
      await stage.app.backups.saveBackup();
    },
    steps: [press('ArrowDown'), press('Enter')],
    expects: 'You have no recovery sheet yet.',
  },
  {
    id: 'list-no-backup',
    sheet: null,
    title: 'There is no backup yet',
    setup: async (stage) => {
      await freshCodes(stage);
      await keepSheet(stage.app);
    },
    steps: [],
    expects: 'There is no backup yet.',
  },
  {
    id: 'list-browser-may-erase',
    sheet: null,
    title: 'The browser may erase the codes',
    host: { clipboard: 'keeps', storage: { persistent: false, agrees: false } },
    setup: async (stage) => {
      await freshCodes(stage);
      await keepSheet(stage.app);
    },
    steps: [],
    expects: 'This browser may erase your codes',
  },
  {
    id: 'list-clock-jumped',
    sheet: 'C5',
    title: 'The clock of the computer went back',
    setup: async (stage) => {
      await everydayCodes(stage);
      stage.platform.clock.setWallForward(-3 * 3_600_000);
    },
    steps: [advance(10_000)],
    expects: 'clock went back 3 hours',
  },
  {
    id: 'list-save-failed',
    sheet: 'C4',
    title: 'The disk is full',
    setup: async (stage) => {
      await everydayCodes(stage);
      stage.platform.disk.failure = 'disk-full';
      await stage.app.changeSettings({ showNextCode: false });
    },
    steps: [],
    expects: 'Your last change is not saved.',
  },
  {
    id: 'list-everything-at-once',
    sheet: 'C4',
    title: 'Every notice there is, at once',
    host: { clipboard: 'keeps', storage: { persistent: false, agrees: false } },
    setup: async (stage) => {
      await freshCodes(stage);
      await stage.app.copyCode(firstId(stage.app), 'current');
      stage.platform.clock.setWallForward(-90_000);
      stage.platform.disk.failure = 'not-permitted';
      await stage.app.changeSettings({ showNextCode: false });
    },
    steps: [advance(10_000)],
    expects: 'Your last change is not saved.',
  },
  {
    id: 'list-strange-names',
    sheet: null,
    title: 'Long, right-to-left, pictorial and missing names; ten digits and Steam',
    setup: strangeNames,
    steps: [],
    expects: 'مكتب',
  },
];

async function hidingCodes(stage: Stage): Promise<void> {
  await everydayCodes(stage);
  await stage.app.changeSettings({ hideCodes: true });
}

async function strangeNames(stage: Stage): Promise<void> {
  await emptyCodes(stage);
  const secret = 'secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
  const labels = [
    'Association%20for%20the%20Preservation%20of%20Very%20Long%20Names:ada.lovelace.byron%40department.firm.example',
    'Donaudampfschifffahrtselektrizit%C3%A4tenhauptbetriebswerkbauunterbeamtengesellschaft:ada',
    '%D9%85%D9%83%D8%AA%D8%A8%20%D8%A7%D9%84%D8%B3%D8%AC%D9%84:%D8%A2%D8%AF%D8%A7',
    '%F0%9F%8F%A6%20Bank:%F0%9F%91%A9%E2%80%8D%F0%9F%92%BB%20Ada',
  ];
  await addAll(stage.app, [
    ...labels.map((label, index) => ({
      link: `otpauth://totp/${label}?${secret}&digits=${[6, 8, 7, 6][index] ?? 6}&period=30`,
    })),
    { link: `otpauth://totp/Ten%20digits:ada@firm.example?${secret}&digits=10&period=60` },
    { link: `otpauth://steam/Steam:ada?${secret}` },
    { link: 'motp://Fence%20VPN:ada?secret=9a093b4ac8779d7a', pin: '1234' },
    { link: 'otpauth://yaotp/ada?secret=GPB5LJN72IIGV7IX5NRO45TZRM', pin: '5239' },
    { link: `otpauth://totp/?${secret}&period=15` },
  ]);
  await keepSheet(stage.app);
  await stage.app.backups.saveBackup();
}

function firstId(app: App): NonNullable<ReturnType<App['getState']>['open']>['accounts'][number]['id'] {
  const id = app.getState().open?.accounts[0]?.id;
  if (id === undefined) {
    throw new Error('There is no account.');
  }
  return id;
}
