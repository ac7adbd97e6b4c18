import { everydayCodes } from './ada.ts';
import { click, press, see, typeInto, type GalleryState, type GalleryStep } from './state.ts';

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
  addState(
    'add-link-needs-pin',
    'A link whose codes need a PIN that it does not say',
    [typeInto('Code', 'motp://Fence%20VPN:ada?secret=9a093b4ac8779d7a'), see('PIN'), click('button', 'Save and copy')],
    'The PIN is missing.',
  ),
  addState(
    'add-mobile-otp',
    'Mobile-OTP, with its PIN',
    [typeInto('Code', 'motp://Fence%20VPN:ada?secret=9a093b4ac8779d7a'), typeInto('PIN', '1234')],
    'The code right now',
  ),
  addState(
    'add-yandex',
    'Yandex, with Advanced open',
    [
      typeInto('Code', 'otpauth://yaotp/ada?secret=GPB5LJN72IIGV7IX5NRO45TZRM'),
      typeInto('PIN', '5239'),
      click('button', 'Advanced'),
    ],
    'Yandex',
  ),
  addState(
    'add-yandex-checksum',
    'A code of Yandex with a slip',
    [
      typeInto('Code', 'otpauth://yaotp/ada?secret=GPB5LJN72IIGV7IX5NRO45TZRM'),
      typeInto('Code', 'G246SNGCFUJKDFJBH5W6JOTMHUAAAAAAAAQUGZJWFU'),
      press('Tab'),
    ],
    'The checksum of this code does not fit',
  ),
  addState('add-advanced', 'Advanced', [typeInto('Code', longCode), click('button', 'Advanced')], 'Algorithm'),
];

function addState(id: string, title: string, steps: readonly GalleryStep[], expects: string): GalleryState {
  return { id, sheet: 'B8', title, setup: everydayCodes, steps: [openAdd, ...steps], expects };
}
