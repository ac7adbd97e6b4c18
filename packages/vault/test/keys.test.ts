import { describe, expect, it } from 'vitest';
import {
  addAccount,
  addDeviceSlot,
  addRecoverySlot,
  changePassword,
  createVault,
  liveAccounts,
  openVault,
  removeSlot,
  replaceMasterKey,
  reopenVault,
} from '../src/index.ts';
import type { OpenVault, PasswordSlotRequest } from '../src/index.ts';
import { readHeader } from '../src/header.ts';
import { drawBytes } from '../src/randomness.ts';
import { idOf, replica, totp } from './accounts.ts';
import { seededBytes } from './chance.ts';
import { cheapDerivation } from './derive-key.ts';
import { newVault, opened, PASSWORD, refusal, seal } from './vaults.ts';

const host = { deriveKey: cheapDerivation };

function next(password: string, cost: 'strong' | 'standard' = 'standard'): PasswordSlotRequest {
  return { password, cost, deriveKey: cheapDerivation, randomBytes: seededBytes(`next ${password}`) };
}

/** A vault with every kind of slot, and one of a later program in the middle. */
async function fullVault(): Promise<{
  vault: OpenVault;
  recoveryKey: string;
  deviceKey: Uint8Array;
  slotId: string;
}> {
  const first = await newVault();
  const later = readHeader(Buffer.from('{"a": 1}\n{"kind":"later"} x'));
  const header = { ...first.header, firstLine: later.firstLine, slots: [...first.header.slots, ...later.slots] };
  const document = addAccount(first.document, { id: idOf(1), otp: totp() }, replica(1));
  const recovery = await addRecoverySlot({ ...first, header, document }, { randomBytes: seededBytes('recovery') });
  const device = await addDeviceSlot(recovery.vault, { randomBytes: seededBytes('device') });
  return { ...device, recoveryKey: recovery.recoveryKey };
}

const linesOf = (vault: OpenVault): string[] => vault.header.slots.map((slot) => slot.line);

describe('changing the password', () => {
  it('opens with the new one and no more with the old one', async () => {
    const file = await seal(await changePassword(await newVault(), next('new')));
    await opened(file, { kind: 'password', password: 'new' });
    expect(await openVault(file, { kind: 'password', password: PASSWORD }, host)).toEqual({
      outcome: 'wrong-password',
    });
  });

  it('leaves every other slot byte for byte, in its place, and the master key what it was', async () => {
    const { vault, recoveryKey, deviceKey } = await fullVault();
    const changed = await changePassword(vault, next('new', 'strong'));
    expect(linesOf(changed).slice(1)).toEqual(linesOf(vault).slice(1));
    expect(linesOf(changed)[0]).not.toBe(linesOf(vault)[0]);
    expect(changed.header.slots[0]).toMatchObject({ kind: 'password', argon2: { memoryKiB: 262_144 } });
    expect(changed.header.firstLine).toBe('{"a": 1}');
    const file = await seal(changed);
    await opened(file, { kind: 'recovery-key', recoveryKey });
    await opened(file, { kind: 'device-key', deviceKey });
    expect((await reopenVault(file, vault.masterKey)).outcome).toBe('opened');
  });

  it('seals the content anew, since the header is bound to it', async () => {
    const vault = await newVault();
    const [before, after] = [await seal(vault, 'one'), await seal(await changePassword(vault, next('new')), 'two')];
    // The old content under the new header: what a forger would try.
    const headerEnd = 22 + Buffer.from(after).readUInt32BE(18);
    expect(before.length).toBe(after.length);
    expect(before.subarray(headerEnd)).not.toEqual(after.subarray(headerEnd));
  });

  it('gives a password to a vault that had none', async () => {
    const { vault, recoveryKey } = await fullVault();
    const [passwordSlot] = vault.header.slots;
    const without = removeSlot(vault, passwordSlot?.kind === 'password' ? passwordSlot.id : '');
    expect(without.header.slots).toHaveLength(3);
    const given = await changePassword(without, next('new'));
    expect(given.header.slots.at(-1)?.kind).toBe('password');
    const file = await seal(given);
    await opened(file, { kind: 'password', password: 'new' });
    await opened(file, { kind: 'recovery-key', recoveryKey });
  });
});

describe('somebody may know it', () => {
  it('makes a fresh master key that the new password alone opens', async () => {
    const { vault, recoveryKey, deviceKey } = await fullVault();
    const replaced = await replaceMasterKey(vault, next('new'));
    expect(replaced.header.slots.map((slot) => slot.kind)).toEqual(['password']);
    expect(replaced.header.firstLine).toBe('{"a": 1}');
    const file = await seal(replaced);
    const again = await opened(file, { kind: 'password', password: 'new' });
    expect(liveAccounts(again.document)).toHaveLength(1);
    expect(await reopenVault(file, vault.masterKey)).toEqual({ outcome: 'other-master-key' });
    const outcomes = await Promise.all([
      openVault(file, { kind: 'password', password: PASSWORD }, host),
      openVault(file, { kind: 'recovery-key', recoveryKey }, host),
      openVault(file, { kind: 'device-key', deviceKey }, host),
    ]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['wrong-password', 'no-such-slot', 'no-such-slot']);
  });

  it('does not reach an older copy: that one opens with what opened it', async () => {
    const { vault, recoveryKey } = await fullVault();
    const older = await seal(vault);
    await replaceMasterKey(vault, next('new'));
    await opened(older);
    await opened(older, { kind: 'recovery-key', recoveryKey });
  });
});

describe('a new recovery key', () => {
  it('makes the earlier paper void for the file it is saved in', async () => {
    const { vault, recoveryKey } = await fullVault();
    const renewed = await addRecoverySlot(vault, { randomBytes: seededBytes('renewed') });
    expect(renewed.recoveryKey).not.toBe(recoveryKey);
    expect(linesOf(renewed.vault).map((line, place) => line === linesOf(vault)[place])).toEqual([
      true,
      true,
      false,
      true,
    ]);
    const file = await seal(renewed.vault);
    await opened(file, { kind: 'recovery-key', recoveryKey: renewed.recoveryKey });
    expect(await openVault(file, { kind: 'recovery-key', recoveryKey }, host)).toEqual({
      outcome: 'wrong-recovery-key',
    });
  });
});

describe('a slot', () => {
  it('is described in the file as docs/vault-format.md says', async () => {
    const { vault } = await fullVault();
    const [password, later, recovery, device] = linesOf(vault);
    const wrap = '[0-9a-f]{120}';
    const numbers = '"id":"[0-9a-f]{32}"';
    const salt = '"salt":"[0-9a-f]{64}"';
    expect(password).toMatch(
      new RegExp(`^{"kind":"password",${numbers},"memoryKiB":65536,"passes":3,"lanes":4,${salt}} ${wrap}$`),
    );
    expect(later).toBe('{"kind":"later"} x');
    expect(recovery).toMatch(new RegExp(`^{"kind":"recovery-key",${numbers},${salt}} ${wrap}$`));
    expect(device).toMatch(new RegExp(`^{"kind":"device-key",${numbers},${salt}} ${wrap}$`));
  });
});

describe('a device slot', () => {
  it('is removed by its id, and nothing else is', async () => {
    const { vault, deviceKey, slotId } = await fullVault();
    const removed = removeSlot(vault, slotId);
    expect(linesOf(removed)).toEqual(linesOf(vault).slice(0, 3));
    const file = await seal(removed);
    expect(await openVault(file, { kind: 'device-key', deviceKey }, host)).toEqual({ outcome: 'no-such-slot' });
    expect(linesOf(removeSlot(vault, 'no such id'))).toEqual(linesOf(vault));
  });

  it('is refused where a vault has 32 slots already', async () => {
    let vault = await newVault();
    for (let count = 1; count < 32; count++) {
      vault = (await addDeviceSlot(vault, { randomBytes: seededBytes(`device ${count}`) })).vault;
    }
    await opened(await seal(vault));
    expect(await refusal(() => addDeviceSlot(vault, { randomBytes: seededBytes('one more') }))).toBe('too-large');
    expect(await refusal(() => addRecoverySlot(vault, { randomBytes: seededBytes('one more') }))).toBe('too-large');
  });
});

describe('the master key', () => {
  it('prints as nothing that it is', async () => {
    const { masterKey } = await newVault();
    expect(`${String(masterKey)} ${JSON.stringify({ masterKey })}`).toBe('<master key> {"masterKey":"<master key>"}');
    expect(Object.keys(masterKey)).toEqual([]);
  });

  it('is of no use after it was wiped', async () => {
    const vault = await newVault();
    const file = await seal(vault);
    vault.masterKey.wipe();
    vault.masterKey.wipe();
    expect(await refusal(() => seal(vault))).toBe('wiped');
    expect(await refusal(() => reopenVault(file, vault.masterKey))).toBe('wiped');
    expect(await refusal(() => changePassword(vault, next('new')))).toBe('wiped');
    expect(await refusal(() => addRecoverySlot(vault, { randomBytes: seededBytes('r') }))).toBe('wiped');
  });
});

describe('chance', () => {
  it('is never reused: salts, nonces, ids and keys of one vault all differ', async () => {
    const drawn: string[] = [];
    const randomBytes = (length: number) => {
      const bytes = seededBytes(`draw ${drawn.length}`)(length);
      drawn.push(`${length}`);
      return bytes;
    };
    const vault = await createVault({ password: PASSWORD, cost: 'standard', deriveKey: cheapDerivation, randomBytes });
    const { vault: more } = await addDeviceSlot(vault, { randomBytes });
    // Master key, id, salt, wrap nonce; device key, id, salt, wrap nonce.
    expect(drawn).toEqual(['32', '16', '32', '12', '32', '16', '32', '12']);
    const [password, device] = more.header.slots;
    if (password?.kind !== 'password' || device?.kind !== 'device-key') throw new Error('a password and a device');
    expect(password.salt).not.toEqual(device.salt);
    expect(password.wrapNonce).not.toEqual(device.wrapNonce);
  });

  it('is refused when it is shorter than was asked, and copied when it is not', () => {
    expect(() => drawBytes(() => new Uint8Array(11), 12)).toThrow('12 random bytes were asked for; 11 came.');
    const source = new Uint8Array(12).fill(1);
    const drawn = drawBytes(() => source, 12);
    source.fill(0);
    expect(Array.from(drawn)).toEqual(Array.from({ length: 12 }, () => 1));
  });
});
