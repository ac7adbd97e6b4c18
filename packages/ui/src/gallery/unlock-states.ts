import { adasPassword, everydayCodes, freshCodes, lockedCodes } from './ada.ts';
import { advance, click, typeInto, type GalleryState, type Stage } from './state.ts';

export const unlockStates: readonly GalleryState[] = [
  {
    id: 'unlock',
    sheet: 'A3',
    title: 'Locked',
    setup: lockedCodes,
    steps: [],
    expects: 'Unlock your codes',
  },
  {
    id: 'unlock-wrong-password',
    sheet: 'A4',
    title: 'That is not the password',
    setup: lockedCodes,
    steps: [typeInto('Password', 'lighthouse'), click('button', 'Unlock')],
    expects: 'That is not the password.',
  },
  {
    id: 'unlock-idle',
    sheet: 'A3',
    title: 'Locked because nobody used it',
    setup: everydayCodes,
    steps: [advance(600_000)],
    expects: 'Locked because nobody used it for a while.',
  },
  {
    id: 'unlock-closing',
    sheet: null,
    title: 'The window was to close, and a change is not saved',
    closing: true,
    setup: lockedUnsaved,
    steps: [],
    expects: 'End and lose the change',
  },
  {
    id: 'unlock-unsaved',
    sheet: 'A3',
    title: 'Locked with a change that could not be saved',
    setup: lockedUnsaved,
    steps: [],
    expects: 'Unlock before you close this window.',
  },
  {
    id: 'unlock-opening',
    sheet: 'A3',
    title: 'The password is being tried, which takes a second or two in a browser',
    setup: neverDeriving,
    steps: [typeInto('Password', adasPassword), click('button', 'Unlock')],
    expects: 'Opening. This takes a second or two.',
  },
  {
    id: 'unlock-recovery-key',
    sheet: 'A3',
    title: 'With the key of the recovery sheet',
    setup: lockedCodes,
    steps: [click('button', 'Use the recovery key')],
    expects: 'Recovery key',
  },
  {
    id: 'unlock-recovery-slip',
    sheet: 'A4',
    title: 'A recovery key with a slip',
    setup: lockedCodes,
    steps: [
      click('button', 'Use the recovery key'),
      typeInto('Recovery key', 'K7QM 4RXT 9WBC H2FN VD6P 3YJA 8GSE M5ZZ'),
      click('button', 'Unlock'),
    ],
    expects: 'The recovery key has a slip.',
  },
  {
    id: 'unlock-no-recovery-key',
    sheet: 'A4',
    title: 'A recovery key, where none was ever made',
    setup: async (stage) => {
      await freshCodes(stage);
      stage.app.session.lock('by-user');
    },
    // The check character of this key is right: it was made for other codes.
    steps: [
      click('button', 'Use the recovery key'),
      typeInto('Recovery key', '2222 2222 2222 2222 2222 2222 2222 2222'),
      click('button', 'Unlock'),
    ],
    expects: 'These codes have no recovery key. Use the password.',
  },
  {
    id: 'new-password-due',
    sheet: null,
    title: 'After the recovery key, before a new password',
    setup: unlockedByRecoveryKey,
    steps: [],
    expects: 'Choose a new password',
  },
  {
    id: 'unreadable-unsaved',
    sheet: null,
    title: 'Somebody else’s file, and a change that is not saved',
    setup: unreadableUnsaved,
    steps: [],
    expects: 'It is added once your codes open again',
  },
  unreadable('empty', 'An empty file', 'The vault file is empty.', () => new Uint8Array(0)),
  unreadable('damaged', 'A damaged file', 'The vault file was changed or damaged', (good) =>
    good.map((byte, index) => (index === good.length - 40 ? byte ^ 1 : byte)),
  ),
  unreadable('not-a-vault', 'Somebody else’s file', 'This is not a vault file', () =>
    new TextEncoder().encode('{"accounts": []}'),
  ),
  unreadable('newer-version', 'A file of a newer Halfminute', 'comes from a newer Halfminute', ofNextVersion),
  {
    id: 'unreadable-folder',
    sheet: 'A4',
    title: 'A folder in place of the file',
    setup: async (stage) => {
      stage.platform.disk.failure = 'is-a-directory';
      await stage.app.start();
    },
    steps: [],
    expects: 'A folder stands where the vault file should be.',
  },
  {
    id: 'unreadable-not-permitted',
    sheet: 'A4',
    title: 'A file that may not be read',
    keyboard: 'window',
    setup: notPermitted,
    steps: [],
    expects: 'may not read',
  },
  {
    id: 'unreadable-no-store',
    sheet: null,
    title: 'A browser that keeps nothing for the page',
    setup: notPermitted,
    steps: [],
    expects: 'This browser keeps nothing here',
  },
  {
    ...unreadable('damaged', 'Open a backup in place of a damaged file', 'Choose the file', (good) =>
      good.slice(0, 60),
    ),
    id: 'unreadable-open-backup',
    steps: [click('button', 'Open a backup')],
  },
];

/** A file that was good once is replaced by `spoil`, and the program starts anew. */
function unreadable(
  problem: string,
  title: string,
  expects: string,
  spoil: (good: Uint8Array<ArrayBuffer>) => Uint8Array | Promise<Uint8Array>,
): GalleryState {
  return {
    id: `unreadable-${problem}`,
    sheet: 'A4',
    title,
    setup: async (stage) => {
      await freshCodes(stage);
      stage.app.session.lock('by-user');
      stage.platform.disk.place(await spoil(Uint8Array.from(stage.platform.disk.content() ?? [])));
      await stage.app.start();
    },
    steps: [],
    expects,
  };
}

/** Where the version stands in a vault file, and how long its checksum is: see docs/vault-format.md. */
const versionByte = 'halfminute vault'.length + 1;
const checksumBytes = 32;

/** The same file with the next version's number in it, and sound. */
async function ofNextVersion(good: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  good[versionByte] = (good[versionByte] ?? 0) + 1;
  const end = good.length - checksumBytes;
  good.set(new Uint8Array(await crypto.subtle.digest('SHA-256', good.subarray(0, end))), end);
  return good;
}

async function unlockedByRecoveryKey(stage: Stage): Promise<void> {
  await freshCodes(stage);
  const made = await stage.app.keys.makeRecoverySheet({});
  const recoveryKey = made.outcome === 'made' ? made.groups.join('') : '';
  stage.app.session.lock('by-user');
  await stage.app.session.unlockWithRecoveryKey({ recoveryKey });
}

async function neverDeriving(stage: Stage): Promise<void> {
  await lockedCodes(stage);
  Object.assign(stage.platform, { deriveKey: () => new Promise(() => undefined) });
}

async function notPermitted({ app, platform }: Stage): Promise<void> {
  platform.disk.failure = 'not-permitted';
  await app.start();
}

/** As when somebody else's program wrote over the file while there was a change to save. */
async function unreadableUnsaved(stage: Stage): Promise<void> {
  await lockedUnsaved(stage);
  stage.platform.disk.failure = null;
  stage.platform.disk.place(new TextEncoder().encode('somebody else'));
  await stage.app.start();
}

async function lockedUnsaved(stage: Stage): Promise<void> {
  await everydayCodes(stage);
  stage.platform.disk.failure = 'disk-full';
  await stage.app.changeSettings({ hideCodes: true });
  stage.app.session.lock('by-user');
}
