import { createMemoryPictures, createMemoryScreen, memoryFrame } from '@halfminute/core/testing';
import { emptyCodes, everydayCodes } from './ada.ts';
import { click, press, see, type Desk, type GalleryState } from './state.ts';

const quill = 'otpauth://totp/Quill:ada@firm.example?secret=KBSWY3DPEHPK3PXPKBSWY3DPEHPK3PXP&issuer=Quill';
const cases = 'otpauth://totp/Cases:ada@firm.example?secret=R5XK2MQAW7DHV3LNT4ZCJ6PYBGE2OUSI&issuer=Cases';

/** A desktop on whose screen are these QR codes. */
function screenWith(...codes: readonly string[]): () => Desk {
  return () => ({
    pictures: createMemoryPictures(),
    screen: createMemoryScreen({ outcome: 'captured', frames: [memoryFrame(...codes)] }),
  });
}

/** One that shows nothing. */
function screenThatIs(outcome: 'not-permitted' | 'unsupported'): () => Desk {
  return () => ({ pictures: createMemoryPictures(), screen: createMemoryScreen({ outcome }) });
}

/** Somebody who is still choosing what to share. */
function screenThatWaits(): Desk {
  return { pictures: createMemoryPictures(), screen: { capture: () => new Promise(() => undefined) } };
}

const openAdd = press('Alt+n');
const scan = click('button', 'Scan the screen');

export const scanStates: readonly GalleryState[] = [
  {
    id: 'scan-empty',
    sheet: null,
    title: 'Nothing added yet, on a host that can look at its screen',
    desk: screenWith(),
    setup: emptyCodes,
    steps: [],
    expects: 'Finds the QR code of the sign-in page',
  },
  {
    id: 'scan-empty-nothing',
    sheet: 'B6',
    title: 'Nothing added yet, and no QR code on the screen',
    desk: screenWith(),
    setup: emptyCodes,
    steps: [click('button', 'Scan the screen Finds the QR code of the sign-in page')],
    expects: 'No QR code on this screen.',
  },
  {
    id: 'scan-add',
    sheet: null,
    title: 'The way from the Add form',
    desk: screenWith(),
    setup: everydayCodes,
    steps: [openAdd],
    expects: 'Scan the screen',
  },
  scanState('scan-one', 'One QR code on the screen', screenWith(quill), 'Filled in from the link.'),
  scanState('scan-two', 'Two QR codes, one of them already here', screenWith(quill, cases), 'Already here'),
  scanState('scan-nothing', 'No QR code on the screen', screenWith(), 'No QR code on this screen.'),
  scanState(
    'scan-something-else',
    'A QR code that is for something else',
    screenWith('https://cases.example'),
    'is for something else',
  ),
  scanState(
    'scan-unsupported',
    'A session that lets no program look',
    screenThatIs('unsupported'),
    'cannot be scanned in this session yet',
  ),
  scanState(
    'scan-not-permitted',
    'A system that does not allow it',
    screenThatIs('not-permitted'),
    'may not look at the screen',
  ),
  scanState('scan-looking', 'It takes a while', screenThatWaits, 'Looking at the screen'),
  {
    id: 'scan-import',
    sheet: null,
    title: 'The way in for those who neither drop nor paste, on a host that can look at its screen',
    desk: screenWith(),
    setup: everydayCodes,
    steps: [click('button', 'More'), click('menuitem', 'Import'), see('Choose files')],
    expects: 'Scan the screen',
  },
];

/** Scanned from the Add form. */
function scanState(id: string, title: string, desk: () => Desk, expects: string): GalleryState {
  return { id, sheet: 'B6', title, desk, setup: everydayCodes, steps: [openAdd, scan], expects };
}
