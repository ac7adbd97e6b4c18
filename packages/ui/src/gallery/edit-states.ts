import { adasPassword, addAll, emptyCodes, everydayCodes, keepSheet } from './ada.ts';
import { click, press, see, typeInto, type GalleryState, type GalleryStep, type Stage } from './state.ts';

const openEdit: readonly GalleryStep[] = [press('ArrowDown'), press('F2'), see('Edit account')];
const askForCode: readonly GalleryStep[] = [...openEdit, click('button', 'Show code and QR')];

export const editStates: readonly GalleryState[] = [
  {
    id: 'edit',
    sheet: 'B1',
    title: 'An account with tags, its long code hidden',
    setup: everydayCodes,
    steps: openEdit,
    expects: 'Show code and QR',
  },
  {
    id: 'edit-asks-password',
    sheet: 'B1',
    title: 'The password, once more',
    setup: everydayCodes,
    steps: askForCode,
    expects: 'Your password, once more',
  },
  {
    id: 'edit-wrong-password',
    sheet: 'B1',
    title: 'Not the password',
    setup: everydayCodes,
    steps: [...askForCode, typeInto('Your password, once more', 'guess'), press('Enter')],
    expects: 'That is not the password.',
  },
  {
    id: 'edit-code-shown',
    sheet: 'B1',
    title: 'The long code on show, for half a minute',
    setup: everydayCodes,
    steps: [...askForCode, typeInto('Your password, once more', adasPassword), press('Enter')],
    expects: 'Hides in',
  },
  {
    id: 'edit-advanced',
    sheet: 'B1',
    title: 'Advanced, with room for a new long code',
    setup: everydayCodes,
    steps: [...openEdit, click('button', 'Advanced')],
    expects: 'New long code',
  },
  {
    id: 'edit-pin',
    sheet: 'B1',
    title: 'An account with a PIN, Advanced open',
    setup: async (stage) => {
      await emptyCodes(stage);
      await addAll(stage.app, [{ link: 'motp://Fence%20VPN:ada@firm.example?secret=9a093b4ac8779d7a', pin: '1234' }]);
      await keepSheet(stage.app);
    },
    steps: [...openEdit, click('button', 'Advanced')],
    expects: 'New PIN',
  },
  {
    id: 'edit-advanced-wrong',
    sheet: 'B1',
    title: 'Digits that no code has',
    setup: everydayCodes,
    steps: [...openEdit, click('button', 'Advanced'), typeInto('Digits', '12'), click('button', 'Save')],
    expects: 'Digits',
  },
  {
    id: 'edit-long-note',
    sheet: 'B1',
    title: 'A note of 10,000 characters, many tags, right-to-left names',
    setup: longNote,
    steps: [press('ArrowDown'), press('F2')],
    expects: 'Edit account',
  },
  {
    id: 'trash',
    sheet: 'B2',
    title: 'Deleted accounts',
    setup: threeDeleted,
    steps: [click('button', 'More'), click('menuitem', 'Trash')],
    expects: 'Empty the trash',
  },
  {
    id: 'trash-strange-names',
    sheet: 'B2',
    title: 'Deleted: a right-to-left name, and one without a service',
    setup: async (stage) => {
      await everydayCodes(stage);
      const ids = await addAll(stage.app, [
        {
          link: 'otpauth://totp/%D9%85%D9%83%D8%AA%D8%A8%20%D8%A7%D9%84%D8%B3%D8%AC%D9%84:%D8%A2%D8%AF%D8%A7?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXQ',
        },
        { link: 'otpauth://totp/ada@firm.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJR' },
      ]);
      await Promise.all(ids.map((id) => stage.app.accounts.remove(id)));
    },
    steps: [click('button', 'More'), click('menuitem', 'Trash')],
    expects: 'ada@firm.example',
  },
  {
    id: 'trash-asks',
    sheet: 'B2',
    title: 'Before what cannot be undone',
    setup: threeDeleted,
    steps: [click('button', 'More'), click('menuitem', 'Trash'), click('button', 'Empty the trash')],
    expects: 'Delete 3 accounts for ever?',
  },
  {
    id: 'trash-empty',
    sheet: 'B2',
    title: 'Nothing in the trash',
    setup: everydayCodes,
    steps: [click('button', 'More'), click('menuitem', 'Trash')],
    expects: 'The trash is empty.',
  },
];

async function threeDeleted(stage: Stage): Promise<void> {
  await everydayCodes(stage);
  const accounts = stage.app.getState().open?.accounts ?? [];
  const [first, second, third] = accounts.slice(4);
  if (first === undefined || second === undefined || third === undefined) {
    throw new Error('There are not enough accounts to delete three.');
  }
  await stage.app.accounts.remove(first.id);
  stage.platform.clock.advance(3 * 86_400_000);
  await stage.app.session.unlock({ password: adasPassword });
  await stage.app.accounts.remove(second.id);
  await stage.app.accounts.remove(third.id);
}

async function longNote(stage: Stage): Promise<void> {
  await emptyCodes(stage);
  const [id] = await addAll(stage.app, [
    {
      link: 'otpauth://totp/%D9%85%D9%83%D8%AA%D8%A8%20%D8%A7%D9%84%D8%B3%D8%AC%D9%84:%D8%A2%D8%AF%D8%A7?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSWY3DP',
      tags: ['Work', 'Clients', 'A tag that is rather longer than most', 'العمل', '🏦', 'Archive', 'Taxes', 'Family'],
    },
  ]);
  if (id === undefined) {
    throw new Error('The account was not added.');
  }
  await stage.app.accounts.edit(id, { note: 'Ask the clerk for the second key. '.repeat(300).slice(0, 10_000) });
  await keepSheet(stage.app);
  await stage.app.backups.saveBackup();
}
