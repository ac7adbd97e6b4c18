import { everydayCodes, lockedCodes } from './ada.ts';
import { press, see, typeInto, type GalleryState } from './state.ts';

const inThePalette = { view: 'palette', keyboard: 'window', sheet: null } as const;

export const paletteStates: readonly GalleryState[] = [
  {
    ...inThePalette,
    id: 'palette',
    title: 'Just come up',
    setup: everydayCodes,
    steps: [see('Deedbox')],
    expects: 'Harbour Bank',
  },
  {
    ...inThePalette,
    id: 'palette-found',
    title: 'Two letters are enough',
    setup: everydayCodes,
    steps: [typeInto('Search your codes', 'la'), press('ArrowDown')],
    expects: 'Land Registry',
  },
  {
    ...inThePalette,
    id: 'palette-nothing',
    title: 'Nothing of that name',
    setup: everydayCodes,
    steps: [typeInto('Search your codes', 'zebra')],
    expects: 'Nothing is called “zebra”.',
  },
  {
    ...inThePalette,
    id: 'palette-copied-instead',
    title: 'The code could only be copied',
    setup: everydayCodes,
    steps: [typeInto('Search your codes', 'ca'), press('Control+Enter')],
    expects: 'so it is copied.',
  },
  {
    ...inThePalette,
    id: 'palette-hidden-codes',
    title: 'Codes are hidden until asked',
    setup: async (stage) => {
      await everydayCodes(stage);
      await stage.app.changeSettings({ hideCodes: true });
    },
    steps: [see('Deedbox')],
    expects: 'Cases',
  },
  {
    ...inThePalette,
    id: 'palette-locked',
    title: 'Locked in between',
    setup: lockedCodes,
    steps: [],
    expects: 'Your codes are locked.',
  },
];
