import { nothingYet } from './ada.ts';
import { click, press, typeInto, type GalleryState } from './state.ts';

export const startStates: readonly GalleryState[] = [
  {
    id: 'start',
    sheet: 'A1',
    title: 'The first screen of all',
    setup: nothingYet,
    steps: [],
    expects: 'Choose a password',
  },
  {
    id: 'start-too-short',
    sheet: 'A1',
    title: 'A password that is too short, sent all the same',
    setup: nothingYet,
    steps: [typeInto('Password', 'cat'), click('button', 'Continue')],
    expects: 'Too short: 5 more characters.',
  },
  {
    id: 'start-weak',
    sheet: 'A1',
    title: 'A password that everybody has',
    setup: nothingYet,
    steps: [typeInto('Password', 'password123')],
    expects: 'Weak. It is a common password.',
  },
  {
    id: 'start-strong',
    sheet: 'A1',
    title: 'A strong password, shown',
    setup: nothingYet,
    steps: [typeInto('Password', 'lighthouse violet ferry 88'), click('button', 'Show the password')],
    expects: 'Strong.',
  },
  {
    id: 'start-differ',
    sheet: 'A1',
    title: 'The two passwords differ',
    setup: nothingYet,
    steps: [
      typeInto('Password', 'lighthouse violet ferry'),
      typeInto('Password again', 'lighthouse violet fery'),
      press('Enter'),
    ],
    expects: 'The two passwords differ.',
  },
  {
    id: 'start-open-backup',
    sheet: 'A1',
    title: 'Open your codes or a backup instead',
    setup: nothingYet,
    steps: [click('button', 'Open your codes or a backup instead')],
    expects: 'Open your codes or a backup',
  },
  {
    id: 'starting',
    sheet: null,
    title: 'The file is being read',
    setup: () => Promise.resolve(),
    steps: [],
    expects: '',
  },
];
