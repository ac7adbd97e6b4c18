import { beforeEach, describe, expect, it } from 'vitest';
import { addAccount, addDeviceSlot, addRecoverySlot, inspectVault, openVault, reopenVault } from '../src/index.ts';
import type { Credential, OpenVault, VaultErrorCode } from '../src/index.ts';
import { VaultError } from '../src/errors.ts';
import { idOf, replica, totp } from './accounts.ts';
import { seededBytes } from './chance.ts';
import { cheapDerivation } from './derive-key.ts';
import { rechecksummed } from './forge.ts';
import { newVault, PASSWORD, seal } from './vaults.ts';

/**
 * Every byte flipped, every length cut: always a coded refusal, never another exception, never plaintext. Once with the checksum as it
 * was, which is accident; once with the checksum made anew, which is forgery.
 */

let vault: OpenVault;
let file: Uint8Array;
let credentials: readonly Credential[];

beforeEach(async () => {
  const first = await newVault();
  const document = addAccount(first.document, { id: idOf(1), otp: totp(), note: 'a note' }, replica(1));
  const recovery = await addRecoverySlot({ ...first, document }, { randomBytes: seededBytes('recovery') });
  const device = await addDeviceSlot(recovery.vault, { randomBytes: seededBytes('device') });
  vault = device.vault;
  file = await seal(vault);
  credentials = [
    { kind: 'password', password: PASSWORD },
    { kind: 'recovery-key', recoveryKey: recovery.recoveryKey },
    { kind: 'device-key', deviceKey: device.deviceKey },
  ];
});

/** The outcome, or the code of the refusal. Whatever is thrown besides goes through and fails the test. */
async function fate(act: () => Promise<{ readonly outcome: string }>): Promise<string> {
  try {
    return (await act()).outcome;
  } catch (error) {
    if (error instanceof VaultError) {
      return error.code;
    }
    throw error;
  }
}

async function inspected(bytes: Uint8Array): Promise<{ readonly outcome: string }> {
  await inspectVault(bytes);
  return { outcome: 'inspected' };
}

function flipped(place: number, mask: number): Uint8Array {
  const copy = new Uint8Array(file);
  copy[place] = (copy[place] ?? 0) ^ mask;
  return copy;
}

describe('a vault that was changed', () => {
  it('is refused before any password is asked for, whichever bit it was', async () => {
    for (let place = 0; place < file.length; place++) {
      const expected: VaultErrorCode = place < 16 ? 'not-a-vault' : 'damaged';
      for (const mask of [0x01, 0x20, 0x80]) {
        const refused = await fate(() => inspected(flipped(place, mask)));
        expect(`${place}: ${refused}`).toBe(`${place}: ${expected}`);
      }
    }
  });

  it('is refused at every length it may be cut to, by every way of opening', async () => {
    for (let length = 0; length < file.length; length++) {
      const cut = file.slice(0, length);
      const expected = length === 0 ? 'empty' : 'damaged';
      expect(await fate(() => inspected(cut))).toBe(expected);
      expect(await fate(() => reopenVault(cut, vault.masterKey))).toBe(expected);
    }
  });

  it('is refused with bytes after its end', async () => {
    const longer = new Uint8Array(file.length + 1);
    longer.set(file);
    expect(await fate(() => reopenVault(longer, vault.masterKey))).toBe('damaged');
    expect(await fate(() => reopenVault(rechecksummed(longer), vault.masterKey))).toBe('other-master-key');
  });
});

describe('a vault that was forged, its checksum made anew', () => {
  const allowed = new Set([
    'not-a-vault',
    'damaged',
    'newer-version',
    'unsafe-parameters',
    'no-such-slot',
    'wrong-password',
    'wrong-recovery-key',
    'wrong-device-key',
  ]);

  it('never opens, whichever byte was changed and however it is tried', async () => {
    const fates = new Set<string>();
    for (let place = 0; place < file.length - 32; place++) {
      // Odd places by one mask, even ones by another: the second turns the 3 of the passes into a 0.
      const forged = rechecksummed(flipped(place, place % 2 === 0 ? 0x01 : 0x03));
      for (const credential of credentials) {
        const outcome = await fate(() => openVault(forged, credential, { deriveKey: cheapDerivation }));
        fates.add(outcome);
        expect(allowed).toContain(outcome);
      }
      const reopened = await fate(() => reopenVault(forged, vault.masterKey));
      expect([...allowed, 'other-master-key']).toContain(reopened);
    }
    // The test has seen each kind of refusal, so that none of them is there only on paper.
    expect(fates).toEqual(allowed);
  });

  it('never opens at any length it may be cut to', async () => {
    const [credential] = credentials;
    for (let length = 1; length < file.length - 32; length++) {
      const forged = rechecksummed(file.slice(0, length + 32));
      const outcome = credential && (await fate(() => openVault(forged, credential, { deriveKey: cheapDerivation })));
      expect(allowed).toContain(outcome);
    }
  });

  it('is called damaged wherever in nonce, ciphertext and tag it was changed', async () => {
    const nonceAt = 22 + Buffer.from(file).readUInt32BE(18);
    const [credential] = credentials;
    for (let place = nonceAt; place < file.length - 32; place++) {
      const forged = rechecksummed(flipped(place, 0x80));
      const outcome = credential && (await fate(() => openVault(forged, credential, { deriveKey: cheapDerivation })));
      expect(outcome).toBe('damaged');
    }
  });

  it('does not open with a slot of another vault, or with its slots in another order', async () => {
    const swapped = { ...vault, header: { ...vault.header, slots: vault.header.slots.toReversed() } };
    const other = Buffer.from(await seal(swapped));
    const headerEnd = 22 + other.readUInt32BE(18);
    const spliced = rechecksummed(Buffer.concat([other.subarray(0, headerEnd), Buffer.from(file).subarray(headerEnd)]));
    const [credential] = credentials;
    expect(credential && (await fate(() => openVault(spliced, credential, { deriveKey: cheapDerivation })))).toBe(
      'damaged',
    );
  });
});
