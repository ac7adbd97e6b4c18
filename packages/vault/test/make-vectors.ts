import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePin } from '@halfminute/otp';
import {
  addAccount,
  addDeviceSlot,
  addRecoverySlot,
  advanceCounter,
  createVault,
  editAccount,
  liveAccounts,
  mergeDocuments,
  noteDayOpened,
  purgeAccounts,
  sealVault,
  setPreference,
  trashAccount,
  trashedAccounts,
} from '../src/index.ts';
import type { Argon2Cost, OpenVault, VaultDocument } from '../src/index.ts';
import { hotp, idOf, motp, plain, replica, secret, steam, totp, yandex } from './accounts.ts';
import { seededBytes } from './chance.ts';
import { argon2 } from './derive-key.ts';
import { forgeDeviceSlot, forgeVault } from './forge.ts';
import type { Truth } from './truth.ts';

/**
 * Writes vectors/vault: files of version 1 that every later version must open, each with the truth beside it. Run once, by hand, when a
 * scenario is added: `node --conditions=@halfminute/source packages/vault/test/make-vectors.ts NAME`. What is there is never made anew.
 */

interface Made {
  readonly file: Uint8Array;
  readonly truth: Truth;
}

const FOLDER = join(import.meta.dirname, '../../../vectors/vault');
const EDIT = replica(0xada);
const PASSWORD = 'correct horse battery staple';

const scenarios: { readonly [name: string]: () => Promise<Made> } = {
  'v1-password-strong': () =>
    withPassword({
      about: 'One account, made by the command line: Argon2id at the strong cost.',
      cost: 'strong',
      fill: (document) => addAccount(document, { id: idOf(1), otp: totp() }, EDIT),
    }),

  'v1-password-standard': () =>
    withPassword({
      about: 'Three accounts with tags, notes, icons and preferences, made in a browser: the standard cost.',
      fill: (empty) => {
        let document = addAccount(
          empty,
          {
            id: idOf(3),
            otp: totp({ issuer: 'Third by id, first by order' }),
            tags: ['Work', 'Mail'],
            favourite: true,
          },
          EDIT,
        );
        document = addAccount(document, { id: idOf(1), otp: totp({ accountName: '' }), note: 'one\ntwo' }, EDIT);
        document = addAccount(document, { id: idOf(2), otp: totp({ issuer: '' }), icon: 'pack/github' }, EDIT);
        document = editAccount(document, idOf(1), { note: 'three', tags: ['Home'] }, EDIT);
        document = editAccount(document, idOf(1), { tags: [] }, EDIT);
        return setPreference(document, 'theme', 'dark', EDIT);
      },
    }),

  'v1-recovery-key': async () => {
    const { vault, truth, randomBytes } = await passwordVault({
      about: 'A password and a recovery key.',
      fill: (document) => addAccount(document, { id: idOf(1), otp: totp() }, EDIT),
    });
    const added = await addRecoverySlot(vault, { randomBytes });
    return {
      file: await sealVault(added.vault, { randomBytes }),
      truth: { ...truth, recoveryKey: added.recoveryKey, slots: ['password', 'recovery-key'] },
    };
  },

  'v1-device-key': async () => {
    const { vault, truth, randomBytes } = await passwordVault({
      about: 'A password and two device keys; the second is given.',
      fill: (document) => addAccount(document, { id: idOf(1), otp: totp() }, EDIT),
    });
    const other = await addDeviceSlot(vault, { randomBytes });
    const added = await addDeviceSlot(other.vault, { randomBytes });
    return {
      file: await sealVault(added.vault, { randomBytes }),
      truth: {
        ...truth,
        deviceKeyHex: Buffer.from(added.deviceKey).toString('hex'),
        slots: ['password', 'device-key', 'device-key'],
      },
    };
  },

  'v1-kinds': () =>
    withPassword({
      about: 'Every kind, algorithm, number of digits and period; counters that were advanced and set back.',
      fill: (empty) => {
        const accounts = [
          totp({ algorithm: 'SHA256', digits: 8 }),
          totp({ algorithm: 'SHA512', digits: 10, periodSeconds: 86_400 }),
          totp({ digits: 4, periodSeconds: 1, secret: secret('AA') }),
          totp({
            unknownParameters: [
              ['image', 'https://firm.example/a b.png'],
              ['image', ''],
            ],
          }),
          hotp({ counter: 41 }),
          hotp({ counter: Number.MAX_SAFE_INTEGER, digits: 7 }),
          hotp({ counter: 0, algorithm: 'SHA512' }),
          hotp({ counter: 90 }),
          steam(),
        ];
        let document = accounts.reduce(
          (filled, otp, index) => addAccount(filled, { id: idOf(index + 1), otp }, EDIT),
          empty,
        );
        document = advanceCounter(document, idOf(5), EDIT);
        return editAccount(document, idOf(8), { otp: hotp({ counter: 3 }) }, EDIT);
      },
    }),

  'v1-pin-kinds': () =>
    withPassword({
      about:
        'The kinds that make their codes with a PIN; one whose PIN was changed, and one whose PIN was changed on two sides.',
      fill: (empty) => {
        const accounts = [motp(), yandex(), motp({ issuer: 'Changed' }), motp({ issuer: 'Both', accountName: '' })];
        const document = accounts.reduce(
          (filled, otp, index) => addAccount(filled, { id: idOf(index + 1), otp }, EDIT),
          empty,
        );
        const changed = editAccount(document, idOf(3), { otp: motp({ pin: parsePin('Ä 1', 'motp') }) }, EDIT);
        const withPin = (pin: string) => ({ otp: motp({ issuer: 'Both', pin: parsePin(pin, 'motp') }) });
        return mergeDocuments(
          editAccount(changed, idOf(4), withPin('1111'), EDIT),
          editAccount(changed, idOf(4), withPin('2222'), replica(0xbeb)),
        );
      },
    }),

  'v1-trash': () =>
    withPassword({
      about: 'A live account, one in the trash, a tombstone, and one whose secret was changed on two sides.',
      fill: (empty) => {
        let document = [1, 2, 3, 4].reduce(
          (filled, number) => addAccount(filled, { id: idOf(number), otp: totp({ issuer: `Number ${number}` }) }, EDIT),
          noteDayOpened(empty, EDIT),
        );
        document = trashAccount(trashAccount(document, idOf(2), EDIT), idOf(3), EDIT);
        document = purgeAccounts(document, [idOf(3)], EDIT);
        const here = editAccount(document, idOf(4), { otp: totp({ secret: secret('MFRGGZDFMZTWQ2LK') }) }, EDIT);
        const there = editAccount(
          document,
          idOf(4),
          { otp: totp({ secret: secret('NBSWY3DPEB3W64TMMQ') }) },
          replica(0xbeb),
        );
        return mergeDocuments(here, there);
      },
    }),

  'v1-names': () =>
    withPassword({
      about: 'Emoji, right-to-left and combining letters in every text, and in the password (given decomposed).',
      password: 'Pässwörter für 🔐 أدا'.normalize('NFD'),
      fill: (document) =>
        addAccount(
          document,
          {
            id: idOf(1),
            otp: totp({ issuer: 'بنك 🏦', accountName: 'עדה@דוגמה.example' }),
            tags: ['家族', '👩‍👩‍👧'],
            note: '\u202Eabc\u202C \u0000 \u2028 "quoted" \\ \u{1F511}',
          },
          EDIT,
        ),
    }),

  'v1-empty': () => withPassword({ about: 'No account at all.', fill: (document) => document }),

  'v1-later-program': laterProgram,

  'v1-later-kind': laterKind,
};

/** A kind of account that this program does not know. */
async function laterKind(): Promise<Made> {
  const masterKey = seededBytes('v1-later-kind/master')(32);
  const deviceKey = seededBytes('v1-later-kind/device')(32);
  const account = JSON.stringify({
    id: idOf(1),
    stamp: '5@00000000000000aa',
    issuer: 'Later',
    otp: [{ kind: 'ocra', secretBase32: 'MFRGGZDF', suite: 'OCRA-1:HOTP-SHA1-6:QN08' }],
  });
  const header = ['{}', forgeDeviceSlot({ masterKey, deviceKey, more: {} })];
  return {
    file: forgeVault({
      masterKey,
      header,
      plaintext: ['{"clock":5,"daysOpened":[],"preferences":{}}', account].join('\n'),
    }),
    truth: {
      about: 'A kind of account that version 1 does not know.',
      deviceKeyHex: Buffer.from(deviceKey).toString('hex'),
      slots: ['device-key'],
      accounts: [],
      trash: [],
      preferences: {},
      survivesInContent: [account],
    },
  };
}

/** A file of version 1 by a program that knew more than the first one did: header fields, slots, fields, and Mobile-OTP, which came later. */
async function laterProgram(): Promise<Made> {
  const masterKey = seededBytes('v1-later-program/master')(32);
  const deviceKey = seededBytes('v1-later-program/device')(32);
  const header = [
    '{"hint":"made  by a later program","n":1.50}',
    '{"kind":"passkey","id":"x","rp":"halfminute"} opaque-and-of-any-length',
    forgeDeviceSlot({ masterKey, deviceKey, more: { label: 'Ada’s computer', '1': [] } }),
    '{"kind":"quorum"} ',
  ];
  const line = (fields: object): string => JSON.stringify(fields);
  const stamp = '5@00000000000000aa';
  const known = {
    id: idOf(1),
    stamp,
    issuer: 'Exizent',
    accountName: 'ada@firm.example',
    createdUnixSeconds: 1_764_000_000,
    otp: [
      {
        kind: 'totp',
        secretBase32: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
        algorithm: 'SHA1',
        digits: 6,
        periodSeconds: 30,
        drift: -2,
      },
    ],
    colour: { hue: 12 },
    stamps: { colour: '4@00000000000000bb' },
  };
  const laterKnown = line({
    id: idOf(2),
    stamp,
    issuer: 'Later',
    otp: [{ kind: 'motp', secretBase32: 'MFRGG', pin: '1234' }],
  });
  const content = [
    line({
      clock: 5,
      daysOpened: [[20416, 5]],
      preferences: { theme: { stamp, value: 'light', by: 'policy' } },
      groups: ['a'],
      stamps: { groups: stamp },
    }),
    line(known),
    laterKnown,
  ];
  return {
    file: forgeVault({ masterKey, header, plaintext: content.join('\n') }),
    truth: {
      about:
        'Header fields, slots, fields of the document, of an account and of a version that version 1 does not know, and a kind that its first program did not.',
      deviceKeyHex: Buffer.from(deviceKey).toString('hex'),
      slots: ['unknown', 'device-key', 'unknown'],
      accounts: [
        {
          id: idOf(1),
          tags: [],
          note: '',
          favourite: false,
          icon: null,
          createdUnixSeconds: 1_764_000_000,
          trashedUnixSeconds: null,
          otp: {
            kind: 'totp',
            issuer: 'Exizent',
            accountName: 'ada@firm.example',
            unknownParameters: [],
            algorithm: 'SHA1',
            digits: 6,
            periodSeconds: 30,
            secretBase32: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
          },
        },
        {
          id: idOf(2),
          tags: [],
          note: '',
          favourite: false,
          icon: null,
          createdUnixSeconds: 0,
          trashedUnixSeconds: null,
          otp: {
            kind: 'motp',
            issuer: 'Later',
            accountName: '',
            unknownParameters: [],
            algorithm: 'MD5',
            digits: 6,
            periodSeconds: 10,
            pin: '1234',
            secretBase32: 'MFRGG',
          },
        },
      ],
      trash: [],
      preferences: { theme: 'light' },
      survivesInHeader: header,
      survivesInContent: [
        '"drift":-2',
        '"colour":{"hue":12}',
        '"colour":"4@00000000000000bb"',
        '"by":"policy"',
        '"groups":["a"]',
        laterKnown,
      ],
    },
  };
}

interface Scenario {
  readonly about: string;
  readonly password?: string;
  readonly cost?: Argon2Cost;
  readonly fill: (empty: VaultDocument) => VaultDocument;
}

async function withPassword(scenario: Scenario): Promise<Made> {
  const { vault, truth, randomBytes } = await passwordVault(scenario);
  return { file: await sealVault(vault, { randomBytes }), truth };
}

async function passwordVault({ about, password = PASSWORD, cost = 'standard', fill }: Scenario) {
  const randomBytes = seededBytes(about);
  const empty = await createVault({ password, cost, deriveKey: argon2, randomBytes });
  const vault: OpenVault = { ...empty, document: fill(empty.document) };
  const truth: Truth = {
    about,
    password,
    slots: ['password'],
    accounts: liveAccounts(vault.document).map(plain),
    trash: trashedAccounts(vault.document).map(plain),
    preferences: about.includes('preferences') ? { theme: 'dark' } : {},
  };
  return { vault, truth, randomBytes };
}

mkdirSync(FOLDER, { recursive: true });
for (const name of process.argv.slice(2)) {
  const scenario = scenarios[name];
  if (scenario === undefined) {
    throw new Error(`There is no scenario ${name}. There are: ${Object.keys(scenarios).join(', ')}`);
  }
  const { file, truth } = await scenario();
  writeFileSync(join(FOLDER, `${name}.halfminute`), file, { flag: 'wx' });
  writeFileSync(join(FOLDER, `${name}.json`), `${JSON.stringify(truth, null, 2)}\n`, { flag: 'wx' });
  console.log(`${name}: ${file.length} bytes`);
}
