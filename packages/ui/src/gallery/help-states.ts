import type { App } from '@halfminute/core';
import { everydayCodes } from './ada.ts';
import { click, press, type GalleryState } from './state.ts';

export const helpStates: readonly GalleryState[] = [
  {
    id: 'all-keys',
    sheet: 'B5',
    title: 'All keys',
    setup: everydayCodes,
    steps: [press('?')],
    expects: 'Larger or smaller',
  },
  {
    id: 'what-where',
    sheet: 'B7',
    title: 'What do I enter where?',
    setup: everydayCodes,
    steps: [press('Alt+n'), click('button', 'What do I enter where?')],
    expects: 'It shows three things:',
  },
  {
    id: 'step-by-step',
    sheet: 'B7',
    title: 'Setting up MFA for an account',
    setup: everydayCodes,
    steps: [click('button', 'More'), click('menuitem', 'Setting up MFA, step by step')],
    expects: 'Bring the one-time code back',
  },
  {
    id: 'about',
    sheet: 'B4',
    title: 'Version, licence and report',
    setup: everydayCodes,
    steps: [click('button', 'More'), click('menuitem', 'About Halfminute')],
    expects: 'Copy the report',
  },
  {
    id: 'broken',
    sheet: null,
    title: 'A screen threw',
    setup: everydayCodes,
    steps: [],
    expects: 'Your codes are untouched.',
    expectsComplaint: 'RangeError',
    sabotage: (app: App) => ({
      ...app,
      codes: {
        ...app.codes,
        watch: () => {
          throw new RangeError('a screen that breaks');
        },
      },
    }),
  },
];
