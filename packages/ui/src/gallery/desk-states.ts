import {
  createMemoryDeviceSettings,
  createMemoryKeychain,
  createMemoryLinks,
  createMemorySystemLock,
  createMemoryTimeSource,
} from '@halfminute/core/testing';
import { adasPassword, everydayCodes, freshCodes, lockedCodes, nothingYet } from './ada.ts';
import { click, press, see, typeInto, type Desk, type GalleryState, type GalleryStep, type Stage } from './state.ts';

/** A desktop where everything works. */
function wholeDesk(): Desk {
  return {
    keychain: createMemoryKeychain(),
    systemLock: createMemorySystemLock(),
    timeSource: createMemoryTimeSource({ offsetMs: 180, roundTripMs: 40 }),
    deviceSettings: createMemoryDeviceSettings(),
    links: createMemoryLinks(),
  };
}

/** Linux: nobody can keep its windows out of pictures. */
function linuxDesk(): Desk {
  return {
    ...wholeDesk(),
    deviceSettings: createMemoryDeviceSettings({
      settings: { autostart: true, closeHides: true },
      abilities: { captureProtection: false },
    }),
  };
}

function deskUnder(policy: Readonly<Record<string, unknown>>): () => Desk {
  return () => ({ ...wholeDesk(), policy: JSON.stringify(policy) });
}

const strictPolicy = {
  passwordMinLength: 20,
  keySlots: [],
  lockAfterIdleSecondsAtMost: 300,
  clipboardSecondsAtMost: 5,
  plainExport: false,
  screenCapture: false,
};

const inTheWindow = { keyboard: 'window' } as const;
const openSettings: readonly GalleryStep[] = [press('Control+,'), see('Lock when idle')];
const openThisComputer: readonly GalleryStep[] = [
  ...openSettings,
  click('switch', 'Unlock with this computer Keeps a key in the system’s keyring'),
  see('Switch on'),
];
const hotkeyButton = 'Quick palette: Ctrl + Alt + Space. Change the keys';

export const deskStates: readonly GalleryState[] = [
  {
    ...inTheWindow,
    id: 'settings-window',
    sheet: 'B3',
    title: 'In the window of a desktop',
    desk: wholeDesk,
    setup: everydayCodes,
    steps: openSettings,
    expects: 'Compare with a time server',
  },
  {
    ...inTheWindow,
    id: 'settings-window-linux',
    sheet: 'B3',
    title: 'Where the system cannot keep its windows out of pictures',
    desk: linuxDesk,
    setup: everydayCodes,
    steps: openSettings,
    expects: 'This system cannot do that',
  },
  {
    ...inTheWindow,
    id: 'settings-managed',
    sheet: 'B3',
    title: 'Under the policy of an organisation',
    desk: deskUnder(strictPolicy),
    setup: freshCodes,
    steps: openSettings,
    expects: 'Managed by your organisation',
  },
  {
    ...inTheWindow,
    id: 'settings-clock-right',
    sheet: 'B3',
    title: 'The clock is right',
    desk: wholeDesk,
    setup: everydayCodes,
    steps: [...openSettings, click('button', 'Compare now')],
    expects: 'The clock is right to within 1 s.',
  },
  {
    ...inTheWindow,
    id: 'settings-clock-wrong',
    sheet: 'C4',
    title: 'The clock is slow, seen in the settings',
    desk: slowClock,
    setup: everydayCodes,
    steps: [...openSettings, click('button', 'Compare now')],
    expects: 'The clock is 2 min 40 s slow.',
  },
  {
    ...inTheWindow,
    id: 'list-clock-wrong',
    sheet: 'C4',
    title: 'The clock is slow, told above the codes',
    desk: slowClock,
    setup: async (stage) => {
      await everydayCodes(stage);
      await stage.app.clock.measure();
    },
    steps: [],
    expects: 'Codes are corrected for it until you quit.',
  },
  {
    ...inTheWindow,
    id: 'settings-clock-unanswered',
    sheet: 'B3',
    title: 'No time server answers',
    desk: () => ({ ...wholeDesk(), timeSource: createMemoryTimeSource(null) }),
    setup: everydayCodes,
    steps: [...openSettings, click('button', 'Compare now')],
    expects: 'No time server answered.',
  },
  {
    ...inTheWindow,
    id: 'settings-hotkey-recording',
    sheet: null,
    title: 'Choosing the keys of the quick palette',
    desk: wholeDesk,
    setup: everydayCodes,
    steps: [...openSettings, click('button', hotkeyButton)],
    expects: 'Press the keys',
  },
  {
    ...inTheWindow,
    id: 'settings-hotkey-changed',
    sheet: null,
    title: 'Other keys are chosen',
    desk: wholeDesk,
    setup: everydayCodes,
    steps: [...openSettings, click('button', hotkeyButton), press('Control+Shift+K')],
    expects: 'Ctrl + Shift + K',
  },
  {
    ...inTheWindow,
    id: 'settings-hotkey-taken',
    sheet: null,
    title: 'Another program holds the keys',
    desk: () => {
      const deviceSettings = createMemoryDeviceSettings();
      deviceSettings.hotkeyTaken = 'Ctrl+Shift+K';
      return { ...wholeDesk(), deviceSettings };
    },
    setup: everydayCodes,
    steps: [...openSettings, click('button', hotkeyButton), press('Control+Shift+K')],
    expects: 'Another program holds these keys.',
  },
  {
    ...inTheWindow,
    id: 'settings-keyring-unanswered',
    sheet: null,
    title: 'The keyring does not take the key',
    desk: () => ({ ...wholeDesk(), keychain: keyringThat('no-answer') }),
    setup: everydayCodes,
    steps: [...openThisComputer, typeInto('Your password, once more', adasPassword), press('Enter')],
    expects: 'keyring did not answer. Nothing was changed.',
  },
  {
    ...inTheWindow,
    id: 'settings-this-computer',
    sheet: 'B3',
    title: 'Before this computer may unlock: the password',
    desk: wholeDesk,
    setup: everydayCodes,
    steps: openThisComputer,
    expects: 'Switch on',
  },
  {
    ...inTheWindow,
    id: 'unlock-this-computer',
    sheet: 'A3',
    title: 'Locked, with this computer as a way in',
    desk: wholeDesk,
    setup: lockedWithThisComputer,
    steps: [],
    expects: 'Unlock with this computer',
  },
  {
    ...inTheWindow,
    id: 'unlock-keyring-unanswered',
    sheet: 'A4',
    title: 'The keyring did not answer',
    desk: wholeDesk,
    setup: async (stage) => {
      await lockedWithThisComputer(stage);
      Object.assign(stage.platform.keychain ?? {}, { failure: 'no-answer' });
    },
    steps: [click('button', 'Unlock with this computer')],
    expects: 'keyring did not answer. Use the password.',
  },
  {
    ...inTheWindow,
    id: 'unlock-with-screen',
    sheet: 'A3',
    title: 'Locked together with the screen',
    desk: wholeDesk,
    setup: async (stage) => {
      await everydayCodes(stage);
      stage.app.session.lock('screen-locked');
    },
    steps: [],
    expects: 'Locked together with the screen.',
  },
  {
    ...inTheWindow,
    id: 'unlock-over-dialog',
    sheet: 'A3',
    title: 'Locked by its keys while a dialog was open',
    desk: wholeDesk,
    setup: everydayCodes,
    steps: [...openThisComputer, press('Control+l')],
    expects: 'Unlock your codes',
  },
  {
    ...inTheWindow,
    id: 'start-link-waits',
    sheet: 'A1',
    title: 'A link was handed over before there was a password',
    desk: () => ({ ...wholeDesk(), links: linksWith(link) }),
    setup: nothingYet,
    steps: [],
    expects: 'The account from the link comes next.',
  },
  {
    ...inTheWindow,
    id: 'unlock-link-waits',
    sheet: null,
    title: 'A link came while it was locked',
    desk: () => ({ ...wholeDesk(), links: linksWith(link) }),
    setup: lockedCodes,
    steps: [],
    expects: 'The account from the link waits until you unlock.',
  },
  {
    ...inTheWindow,
    id: 'add-from-link-elsewhere',
    sheet: 'B8',
    title: 'Another program handed over a link',
    desk: () => ({ ...wholeDesk(), links: linksWith(link) }),
    setup: everydayCodes,
    steps: [see('The code right now')],
    expects: 'Filled in from the link.',
  },
  {
    ...inTheWindow,
    id: 'import-from-link-elsewhere',
    sheet: 'C1',
    title: 'Another program handed over a transfer of Google Authenticator',
    desk: () => ({ ...wholeDesk(), links: linksWith(transfer) }),
    setup: everydayCodes,
    steps: [],
    expects: 'Check before importing',
  },
  {
    ...inTheWindow,
    id: 'add-from-broken-link',
    sheet: 'B8',
    title: 'Another program handed over a link that is broken',
    desk: () => ({ ...wholeDesk(), links: linksWith(brokenLink) }),
    setup: everydayCodes,
    steps: [],
    expects: 'The long code in this link has a “1”, which such codes never have.',
  },
  {
    ...inTheWindow,
    id: 'start-managed',
    sheet: 'A1',
    title: 'A password that is too short for the organisation',
    desk: deskUnder(strictPolicy),
    setup: nothingYet,
    steps: [typeInto('Password', adasPassword.slice(0, 12)), click('button', 'Continue')],
    expects: 'A password needs at least 20 characters here.',
  },
  {
    ...inTheWindow,
    id: 'unlock-managed',
    sheet: 'A3',
    title: 'Locked, where the organisation allows no recovery key',
    desk: deskUnder(strictPolicy),
    setup: lockedUnderPolicy,
    steps: [],
    expects: 'Unlock your codes',
  },
  {
    ...inTheWindow,
    id: 'export-managed',
    sheet: 'C7',
    title: 'Out again, where the organisation wants nothing in plain',
    setup: everydayCodes,
    desk: deskUnder({ plainExport: false }),
    steps: [
      ...openSettings,
      click('button', 'Export Encrypted files only. Managed by your organisation'),
      click('radio', 'Another program An encrypted file for Aegis, 2FAS or Bitwarden'),
    ],
    expects: 'Managed by your organisation',
  },
  {
    ...inTheWindow,
    id: 'policy-broken',
    sheet: 'B4',
    title: 'The policy of the organisation cannot be read',
    desk: () => ({ ...wholeDesk(), policy: '{\n  "passwordMinLength": 12,\n  "plainExprot": false\n}\n' }),
    setup: nothingYet,
    steps: [],
    expects: 'The policy of your organisation cannot be read',
  },
];

const brokenLink = 'otpauth://totp/Quayside:ada@firm.example?secret=1ZXW6YTBOI2TGNBVMZXW6YTBOI2TGNBV&issuer=Quayside';
const transfer =
  'otpauth-migration://offline?data=CkEKFFuApcrvFDleg6jN8hc8YYar0PUaEhlRdWF5c2lkZTphZGFAZmlybS5leGFtcGxlGghRdWF5c2lkZSABKAEwAgoyChS22wAlSm%2BUud4DKE1yl7zhBitQdRILSGFyYm91cjphZGEaB0hhcmJvdXIgASgBMAIQARgBIAAoCQ%3D%3D';
const link = 'otpauth://totp/Quayside:ada@firm.example?secret=MZXW6YTBOI2TGNBVMZXW6YTBOI2TGNBV&issuer=Quayside';

function slowClock(): Desk {
  return { ...wholeDesk(), timeSource: createMemoryTimeSource({ offsetMs: 160_000, roundTripMs: 40 }) };
}

function linksWith(...early: readonly string[]): ReturnType<typeof createMemoryLinks> {
  const links = createMemoryLinks();
  early.forEach((each) => links.open(each));
  return links;
}

function keyringThat(failure: 'no-answer'): ReturnType<typeof createMemoryKeychain> {
  const keychain = createMemoryKeychain();
  keychain.failure = failure;
  return keychain;
}

async function lockedWithThisComputer(stage: Stage): Promise<void> {
  await everydayCodes(stage);
  await stage.app.keys.addThisComputer({});
  stage.app.session.lock('by-user');
}

async function lockedUnderPolicy(stage: Stage): Promise<void> {
  await freshCodes(stage);
  stage.app.session.lock('by-user');
}
