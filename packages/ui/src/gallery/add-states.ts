import { everydayCodes } from './ada.ts';
import { click, press, typeInto, type GalleryState, type GalleryStep } from './state.ts';

const longCode = 'jbsw y3dp-ehpk 3pxp kbsw y3dp ehpk 3pxp';
const openAdd: GalleryStep = press('Alt+n');

export const addStates: readonly GalleryState[] = [
  addState('add', 'The three fields, empty', [], 'Three fields, as your service shows them.'),
  addState(
    'add-live-code',
    'The code right now, before saving',
    [typeInto('Service', 'Quill'), typeInto('User', 'ada@firm.example'), typeInto('Code', longCode)],
    'Type it into the sign-in page to finish.',
  ),
  addState(
    'add-nothing-typed',
    'Sent with nothing in it',
    [click('button', 'Save and copy')],
    'The long code is missing.',
  ),
  addState(
    'add-wrong-character',
    'A character that is not used in such codes',
    [typeInto('Service', 'Quill'), typeInto('Code', 'JBSW Y3DP EHPK 3PX1 JBSW'), press('Tab')],
    'is not used in such codes.',
  ),
  addState(
    'add-too-short',
    'A code that is too short',
    [typeInto('Service', 'Quill'), typeInto('Code', 'JBSWY3DP'), press('Tab')],
    'This code is too short',
  ),
  addState(
    'add-web-address',
    'A web address in place of the code',
    [typeInto('Code', 'https://cases.example/mfa'), press('Tab')],
    'This is a web address, not a code.',
  ),
  addState(
    'add-one-time-code',
    'Six figures in place of the long code',
    [typeInto('Code', '307 615'), press('Tab')],
    'Six figures are a one-time code.',
  ),
  addState(
    'add-duplicate',
    'You have this one already',
    [
      typeInto('Service', 'Deedbox'),
      typeInto('Code', 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'),
      click('button', 'Save and copy'),
    ],
    'You have this one already',
  ),
  addState(
    'add-link',
    'A whole link in the Code field',
    [typeInto('Code', 'otpauth://totp/Quill:ada@firm.example?secret=KBSWY3DPEHPK3PXP&issuer=Quill&digits=8')],
    'Filled in from the link.',
  ),
  addState('add-advanced', 'Advanced', [typeInto('Code', longCode), click('button', 'Advanced')], 'Algorithm'),
];

function addState(id: string, title: string, steps: readonly GalleryStep[], expects: string): GalleryState {
  return { id, sheet: 'B8', title, setup: everydayCodes, steps: [openAdd, ...steps], expects };
}
