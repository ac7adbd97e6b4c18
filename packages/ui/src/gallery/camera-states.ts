import { createMemoryCamera, createMemoryPictures } from '@halfminute/core/testing';
import { emptyCodes, everydayCodes } from './ada.ts';
import { cameraPicture } from './camera-picture.ts';
import { click, press, see, type Desk, type GalleryState } from './state.ts';

const quill = 'otpauth://totp/Quill:ada@firm.example?secret=KBSWY3DPEHPK3PXPKBSWY3DPEHPK3PXP&issuer=Quill';

/** The first of two QR codes of a transfer from a telephone, with one account. */
const transferPart = `otpauth-migration://offline?data=${encodeURIComponent('Cg4KCjAxMjM0NTY3ODkSABABGAIgACgH')}`;

/** A camera before which these QR codes are held. */
function cameraThatSees(...codes: readonly string[]): () => Desk {
  return () => ({
    camera: createMemoryCamera(cameraPicture()),
    pictures: { ...createMemoryPictures(), readFrame: () => Promise.resolve(codes.map((text) => ({ text }))) },
  });
}

/** One that is not there, or not for us; without anything it waits for its user's consent. */
function cameraThatIs(why?: 'no-camera' | 'not-permitted' | 'ended'): () => Desk {
  return () => ({ camera: createMemoryCamera(why), pictures: createMemoryPictures() });
}

/** As most browsers are. */
function withScreen(): Desk {
  return { ...cameraThatIs()(), screen: { capture: () => Promise.resolve({ outcome: 'cancelled' }) } };
}

const openAdd = press('Alt+n');
const use = click('button', 'Use the camera');

export const cameraStates: readonly GalleryState[] = [
  {
    id: 'camera-empty',
    sheet: null,
    title: 'Nothing added yet, on a host that can look at its screen and has a camera',
    desk: withScreen,
    setup: emptyCodes,
    steps: [],
    expects: 'Either will do.',
  },
  cameraState('camera-waiting', 'The browser asks whether it may', cameraThatIs(), 'Waiting for the camera.'),
  cameraState('camera-watching', 'It is on', cameraThatSees(), 'Looking for a QR code'),
  cameraState(
    'camera-something-else',
    'A QR code that is for something else',
    cameraThatSees('https://cases.example'),
    'That QR code is for something else.',
  ),
  cameraState('camera-part', 'One of the two QR codes of a transfer', cameraThatSees(transferPart), '1 of 2'),
  cameraState('camera-one', 'One QR code was seen', cameraThatSees(quill), 'Filled in from the link.'),
  cameraState(
    'camera-not-permitted',
    'The browser forbids it',
    cameraThatIs('not-permitted'),
    'did not allow the camera',
  ),
  cameraState('camera-none', 'There is none', cameraThatIs('no-camera'), 'No camera was found.'),
  cameraState('camera-ended', 'Another program has it', cameraThatIs('ended'), 'The camera stopped.'),
  {
    id: 'camera-import',
    sheet: null,
    title: 'The way in for those who neither drop nor paste, on a host that can look at its screen and has a camera',
    desk: withScreen,
    setup: everydayCodes,
    steps: [click('button', 'More'), click('menuitem', 'Import'), see('Choose files')],
    expects: 'Use the camera',
  },
];

/** From the Add form. */
function cameraState(id: string, title: string, desk: () => Desk, expects: string): GalleryState {
  return { id, sheet: null, title, desk, setup: everydayCodes, steps: [openAdd, use], expects };
}
