import { describe, expect, it } from 'vitest';
import {
  addAccount,
  addDeviceSlot,
  addRecoverySlot,
  checkPassword,
  createVault,
  formatRecoveryKey,
  inspectVault,
  liveAccounts,
  openVault,
  removeSlot,
  reopenVault,
} from '../src/index.ts';
import type { OpenVault } from '../src/index.ts';
import { importAesKey, unseal } from '../src/aes-gcm.ts';
import { newRecoveryKey } from '../src/recovery-key.ts';
import { idOf, plain, replica, totp } from './accounts.ts';
import { seededBytes } from './chance.ts';
import { cheapDerivation, watchedDerivation } from './derive-key.ts';
import { forgeDeviceSlot, forgeSlot, forgeVault, hkdf } from './forge.ts';
import { FIRST_LINE, newVault, opened, PASSWORD, refusal, seal } from './vaults.ts';

const host = { deriveKey: cheapDerivation };
const password = (text: string) => ({ kind: 'password', password: text }) as const;

async function vaultWithAccount(): Promise<OpenVault> {
  const vault = await newVault();
  return { ...vault, document: addAccount(vault.document, { id: idOf(1), otp: totp() }, replica(1)) };
}

describe('opening a vault', () => {
  it('gives back what was saved, by its password', async () => {
    const vault = await vaultWithAccount();
    const again = await opened(await seal(vault));
    expect(liveAccounts(again.document).map(plain)).toEqual(liveAccounts(vault.document).map(plain));
    expect(again.header).toEqual(vault.header);
  });

  it('derives the key by Argon2id 0x13 from the password, the slot’s salt and the slot’s cost', async () => {
    const file = await seal(await newVault());
    const { deriveKey, requests } = watchedDerivation();
    await openVault(file, password(PASSWORD), { deriveKey });
    const [slot] = (await inspectVault(file)).slots;
    expect(requests).toEqual([
      {
        variant: 'id',
        version: 0x13,
        memoryKiB: 65_536,
        passes: 3,
        lanes: 4,
        length: 32,
        salt: slot?.kind === 'password' ? slot.salt : null,
        password: new Uint8Array(Buffer.from(PASSWORD)),
      },
    ]);
  });

  it('wipes the bytes of the password and of the key after use', async () => {
    const held: Uint8Array[] = [];
    await openVault(await seal(await newVault()), password(PASSWORD), {
      deriveKey: async (request) => {
        const key = await cheapDerivation(request);
        held.push(request.password, key);
        return key;
      },
    });
    expect(held.map((bytes) => [bytes.length, bytes.some((byte) => byte !== 0)])).toEqual([
      [PASSWORD.length, false],
      [32, false],
    ]);
  });

  it('brings the password to normalisation form C, and does nothing else to it', async () => {
    const { deriveKey, requests } = watchedDerivation();
    const randomBytes = seededBytes('nfc');
    for (const typed of ['e\u0301', '\u00e9', ' E\u0301 ', 'ﬁ', '']) {
      await createVault({ password: typed, cost: 'standard', deriveKey, randomBytes });
    }
    const bytes = requests.map((request) => Buffer.from(request.password).toString());
    expect(bytes).toEqual(['\u00e9', '\u00e9', ' \u00c9 ', 'ﬁ', '']);
  });

  it.each(['', 'Correct horse', 'correct horse ', 'correct hors', 'x'.repeat(10_000), '\ud800'])(
    'says that %j is not the password',
    async (typed) => {
      const file = await seal(await newVault());
      expect(await openVault(file, password(typed), host)).toEqual({ outcome: 'wrong-password' });
    },
  );

  it('opens by the recovery key, however it is typed', async () => {
    const { vault, recoveryKey } = await addRecoverySlot(await vaultWithAccount(), { randomBytes: seededBytes('r') });
    const file = await seal(vault);
    const typed = formatRecoveryKey(recoveryKey).join(' ').toLowerCase();
    const again = await opened(file, { kind: 'recovery-key', recoveryKey: typed });
    expect(liveAccounts(again.document)).toHaveLength(1);
    await opened(file);
  });

  it('tells a slip in the recovery key from another recovery key', async () => {
    const { vault, recoveryKey } = await addRecoverySlot(await newVault(), { randomBytes: seededBytes('r') });
    const file = await seal(vault);
    const open = (typed: string) => openVault(file, { kind: 'recovery-key', recoveryKey: typed }, host);
    expect(await open(recoveryKey.slice(1))).toEqual({ outcome: 'recovery-key-slip' });
    expect(await open(newRecoveryKey(seededBytes('another')))).toEqual({ outcome: 'wrong-recovery-key' });
  });

  it('opens by any of its device keys, and by no other', async () => {
    const one = await addDeviceSlot(await newVault(), { randomBytes: seededBytes('one') });
    const two = await addDeviceSlot(one.vault, { randomBytes: seededBytes('two') });
    const file = await seal(two.vault);
    for (const deviceKey of [one.deviceKey, two.deviceKey]) {
      expect(deviceKey).toHaveLength(32);
      await opened(file, { kind: 'device-key', deviceKey });
    }
    const other = { kind: 'device-key', deviceKey: new Uint8Array(32) } as const;
    expect(await openVault(file, other, host)).toEqual({ outcome: 'wrong-device-key' });
  });

  it('says so where there is no slot of the kind, before a recovery key is looked at', async () => {
    const file = await seal(await newVault());
    const noSuchSlot = { outcome: 'no-such-slot' };
    expect(await openVault(file, { kind: 'recovery-key', recoveryKey: 'slip' }, host)).toEqual(noSuchSlot);
    expect(await openVault(file, { kind: 'device-key', deviceKey: new Uint8Array(32) }, host)).toEqual(noSuchSlot);
    const withDevice = await addDeviceSlot(await newVault(), { randomBytes: seededBytes('d') });
    const [first] = withDevice.vault.header.slots;
    const withoutPassword = removeSlot(withDevice.vault, first?.kind === 'password' ? first.id : '');
    expect(await openVault(await seal(withoutPassword), password(PASSWORD), host)).toEqual(noSuchSlot);
  });

  it('refuses a host that derives a key of another length, rather than encrypt with less', async () => {
    const file = await seal(await newVault());
    const short = { deriveKey: async () => new Uint8Array(16) };
    await expect(openVault(file, password(PASSWORD), short)).rejects.toThrow('A key has 32 bytes; this one has 16.');
  });

  it('opens what is written by hand from the specification alone', async () => {
    const masterKey = seededBytes('m')(32);
    const salt = Buffer.alloc(32, 1);
    const key = newRecoveryKey(seededBytes('by hand'));
    const description = `{"kind":"recovery-key","id":"${'a'.repeat(32)}","salt":"${salt.toString('hex')}"}`;
    const slotKey = hkdf(Buffer.from(key), salt, 'halfminute/v1/recovery-key');
    const file = forgeVault({
      masterKey,
      header: ['{}', forgeSlot(description, slotKey, masterKey)],
      plaintext: FIRST_LINE,
    });
    await opened(file, { kind: 'recovery-key', recoveryKey: key });
  });

  it('does not open a slot whose description was changed, though its key is the right one', async () => {
    const masterKey = seededBytes('m')(32);
    const deviceKey = seededBytes('d')(32);
    const slot = forgeDeviceSlot({ masterKey, deviceKey, more: { label: 'mine' } });
    const header = ['{}', slot.replace('mine', 'ours')];
    const file = forgeVault({ masterKey, header, plaintext: FIRST_LINE });
    expect(await openVault(file, { kind: 'device-key', deviceKey }, host)).toEqual({ outcome: 'wrong-device-key' });
  });

  it('calls a vault forged whose own key does not open its content', async () => {
    const [masterKey, other, deviceKey] = ['m', 'o', 'd'].map((seed) => seededBytes(seed)(32));
    if (!masterKey || !other || !deviceKey) throw new Error('three keys');
    const header = ['{}', forgeDeviceSlot({ masterKey, deviceKey })];
    const file = forgeVault({ masterKey: other, header, plaintext: FIRST_LINE });
    const open = () => openVault(file, { kind: 'device-key', deviceKey }, host);
    expect(await refusal(open)).toBe('damaged');
    await expect(open()).rejects.toThrow('forged');
  });

  it.each([
    ['no document line', ''],
    ['a document line that is no JSON', '{'],
    ['an account line that does not say whose it is', `${FIRST_LINE}\n{"stamp":"1@00000000000000aa"}`],
    ['an empty line at its end', `${FIRST_LINE}\n`],
    ['bytes that are no UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d)],
    ['a byte order mark', `\uFEFF${FIRST_LINE}`],
  ])('calls a vault damaged that has %s', async (_, plaintext) => {
    const masterKey = seededBytes('m')(32);
    const deviceKey = seededBytes('d')(32);
    const file = forgeVault({ masterKey, header: ['{}', forgeDeviceSlot({ masterKey, deviceKey })], plaintext });
    expect(await refusal(() => opened(file, { kind: 'device-key', deviceKey }))).toBe('damaged');
  });
});

describe('what is encrypted', () => {
  it('is refused with the exception that it is where the mistake is ours, and not taken for a wrong key', async () => {
    const key = await importAesKey(new Uint8Array(32));
    const nonce = new Uint8Array(12);
    const associatedData = new Uint8Array(0);
    expect(await unseal({ key, nonce, associatedData }, new Uint8Array(16))).toBeNull();
    // A text is no ciphertext, which the compiler would say as well.
    await expect(unseal({ key, nonce, associatedData }, 'text' as never)).rejects.toThrow(TypeError);
  });
});

describe('opening another content of the open vault', () => {
  it('needs no password where the master key is the same', async () => {
    const vault = await vaultWithAccount();
    const reopened = await reopenVault(await seal(vault), vault.masterKey);
    expect(reopened.outcome).toBe('opened');
    expect(reopened.outcome === 'opened' && liveAccounts(reopened.vault.document)).toHaveLength(1);
    expect(reopened.outcome === 'opened' && reopened.vault.header).toEqual(vault.header);
    expect(reopened.outcome === 'opened' && reopened.vault.masterKey).toBe(vault.masterKey);
  });

  it('says that the keys were changed where the master key is another', async () => {
    const [vault, other] = [await newVault('one'), await newVault('other')];
    expect(await reopenVault(await seal(other), vault.masterKey)).toEqual({ outcome: 'other-master-key' });
  });

  it('refuses a broken file like any other opening', async () => {
    const vault = await newVault();
    expect(await refusal(() => reopenVault(new Uint8Array(0), vault.masterKey))).toBe('empty');
  });
});

describe('the password, once more', () => {
  it('is right or wrong, and wrong where there is none', async () => {
    const vault = await newVault();
    expect(await checkPassword(vault.header, PASSWORD, host)).toBe(true);
    expect(await checkPassword(vault.header, 'another', host)).toBe(false);
    expect(await checkPassword({ ...vault.header, slots: [] }, PASSWORD, host)).toBe(false);
  });
});
