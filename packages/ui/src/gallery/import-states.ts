import { emptyCodes, everydayCodes, lockedCodes } from './ada.ts';
import {
  hungryFile,
  knownList,
  listFile,
  lockedFile,
  unknownFile,
  lonelyMaFile,
  manyLinks,
  mixedList,
  pinList,
} from './import-files.ts';
import { click, drag, drop, press, see, typeInto, type GalleryState, type Stage } from './state.ts';

export const importStates: readonly GalleryState[] = [
  {
    id: 'import-drop-overlay',
    sheet: null,
    title: 'Something is held over the window',
    setup: everydayCodes,
    steps: [drag(listFile(mixedList))],
    expects: 'Drop it here',
  },
  {
    id: 'import-start',
    sheet: null,
    title: 'The way in for those who neither drop nor paste',
    setup: everydayCodes,
    steps: [click('button', 'More'), click('menuitem', 'Import')],
    expects: 'Choose files',
  },
  {
    id: 'import-refused',
    sheet: null,
    title: 'Files that no authenticator writes',
    setup: everydayCodes,
    steps: [
      drop({
        files: [
          { name: 'shopping.txt', text: 'Bread, milk' },
          { name: 'holiday.png', base64: 'iVBORw0KGgoAAAAN' },
        ],
      }),
    ],
    expects: 'Nothing was imported.',
  },
  {
    id: 'import-waits',
    sheet: 'A3',
    title: 'Dropped while it is locked',
    setup: lockedCodes,
    steps: [drop(listFile(mixedList))],
    expects: 'What you dropped waits until you unlock.',
  },
  {
    id: 'import-password',
    sheet: 'C1',
    title: 'The file has a password',
    setup: everydayCodes,
    steps: [drop(lockedFile)],
    expects: 'This file has a password',
  },
  {
    id: 'import-guess',
    sheet: null,
    title: 'Bytes that may be encrypted, or anything else',
    setup: everydayCodes,
    steps: [drop(unknownFile)],
    expects: 'Is this file encrypted?',
  },
  {
    id: 'import-stranger',
    sheet: null,
    title: 'Files of other kinds, each called what it is',
    setup: everydayCodes,
    steps: [
      drop({
        files: [
          { name: 'letter.pdf', text: '%PDF-1.7' },
          { name: 'old-phone.7z', base64: 'N3q8ryccAAQ=' },
          { name: 'tokens.xml', text: "<?xml version='1.0'?><map><string name='x'>" },
        ],
      }),
    ],
    expects: 'This is an archive (7z)',
  },
  {
    id: 'import-wrong-password',
    sheet: 'C1',
    title: 'Not its password',
    setup: everydayCodes,
    steps: [drop(lockedFile), typeInto('Password of the file', 'new phone'), press('Enter')],
    expects: 'Wrong password, or the file is damaged.',
  },
  {
    id: 'import-may-want',
    sheet: null,
    title: 'Not its password, or something else is missing that the format does not tell',
    setup: everydayCodes,
    steps: [drop(lonelyMaFile), typeInto('Password of the file', 'old phone'), press('Enter')],
    expects: 'choose its manifest.json with it.',
  },
  {
    id: 'import-consent',
    sheet: null,
    title: 'Opening the file takes more memory than is usual',
    setup: everydayCodes,
    steps: [drop(hungryFile), typeInto('Password of the file', 'old phone'), press('Enter')],
    expects: 'Opening this file takes 512 MiB of memory',
  },
  {
    id: 'import-found',
    sheet: 'C1',
    title: 'Unlocked: all of it is new',
    setup: everydayCodes,
    steps: [drop(lockedFile), typeInto('Password of the file', 'old phone'), press('Enter')],
    expects: 'Check before importing',
  },
  {
    id: 'import-mixed',
    sheet: 'C1',
    title: 'Every verdict',
    setup: everydayCodes,
    steps: [drop(listFile(mixedList))],
    expects: 'Check before importing',
  },
  {
    id: 'import-pin',
    sheet: 'C1',
    title: 'Accounts whose PIN the file does not hold',
    setup: everydayCodes,
    steps: [drop(listFile(pinList))],
    expects: 'Use PIN',
  },
  {
    id: 'import-pin-given',
    sheet: 'C1',
    title: 'One PIN given, the next one refused',
    setup: everydayCodes,
    steps: [
      drop(listFile(pinList)),
      typeInto('PIN of Fence, ada', '1234'),
      click('button', 'Use PIN'),
      see('PIN of Gate, kai'),
      click('button', 'Use PIN'),
    ],
    expects: 'Type the PIN that makes its codes.',
  },
  {
    id: 'import-left-out',
    sheet: 'C2',
    title: 'One left out by the user, a duplicate taken all the same',
    setup: everydayCodes,
    steps: [
      drop(listFile(mixedList)),
      see('Check before importing'),
      click('checkbox', 'Allotment, ada@home.example'),
      click('checkbox', 'Deeds, ada. Already here as Deedbox, ada@firm.example'),
    ],
    expects: 'Left out by you',
  },
  {
    id: 'import-all-duplicates',
    sheet: 'C1',
    title: 'Everything is here already',
    setup: everydayCodes,
    steps: [drop(listFile(knownList))],
    expects: 'Already here: same code',
  },
  {
    id: 'import-large',
    sheet: 'C1',
    title: 'Two thousand accounts',
    setup: everydayCodes,
    steps: [drop(listFile(manyLinks(2000)))],
    expects: '2000 found',
  },
  {
    id: 'import-result',
    sheet: 'C1',
    title: 'What was imported, and what was not and why',
    setup: everydayCodes,
    steps: [drop(listFile(mixedList)), click('button', 'Import 3')],
    expects: 'What was not imported',
  },
  {
    id: 'import-undone',
    sheet: 'C1',
    title: 'Taken back',
    setup: everydayCodes,
    steps: [drop(listFile(mixedList)), click('button', 'Import 3'), click('button', 'Undo the import')],
    expects: '3 accounts of the import are in the trash for 30 days.',
  },
  {
    id: 'import-history',
    sheet: 'B4',
    title: 'Imports of the past, one of them taken back',
    setup: twoImports,
    steps: [click('button', 'More'), click('menuitem', 'Settings'), see('taken back')],
    expects: 'taken back',
  },
  {
    id: 'import-empty',
    sheet: null,
    title: 'From the empty list',
    setup: emptyCodes,
    steps: [click('button', 'Paste or drop anything A code, a link, a picture, a backup file')],
    expects: 'Choose files',
  },
];

async function twoImports(stage: Stage): Promise<void> {
  await everydayCodes(stage);
  for (const text of [mixedList, manyLinks(12)]) {
    // oxlint-disable-next-line no-await-in-loop -- one import after the other
    const reading = await stage.app.imports.read({ text });
    if (reading.outcome !== 'found') {
      throw new Error(`The sample import cannot be read: ${reading.outcome}.`);
    }
    const { entries } = reading.found;
    // oxlint-disable-next-line no-await-in-loop
    await reading.found.accept(new Set(entries.filter((entry) => entry.isTickedAtFirst).map(({ key }) => key)));
    stage.platform.clock.advance(60_000);
  }
  const [newest] = stage.app.getState().open?.imports ?? [];
  if (newest !== undefined) {
    await stage.app.imports.undo(newest.id);
  }
}
