import { checkBytes, checkSame, checkThat } from './check.ts';
import { contractCase, offered } from './contract-case.ts';
import type { ContractCase } from './contract-case.ts';

const SLOT_ID = 'c0ffee00c0ffee00c0ffee00c0ffee00';
const OTHER_SLOT_ID = 'c0ffee00c0ffee00c0ffee00c0ffee01';

/** Every value of a byte that matters to some encoding: none may be lost on the way. */
const KEY = Uint8Array.from({ length: 32 }, (_, index) => (index * 37 + 128) & 0xff);
const OTHER_KEY = KEY.map((byte) => byte ^ 0xff);

/** The rules of a keyring. Each case leaves it as it was. */
export const keychainCases: readonly ContractCase[] = [
  contractCase('the keyring has nothing under a name that it was never given', ['keychain'], async ({ platform }) => {
    const keychain = offered(platform.keychain, 'keychain');
    await keychain.remove(SLOT_ID);
    checkSame(await keychain.read(SLOT_ID), null, 'the key of a slot that nobody made');
  }),
  contractCase('the keyring gives back the very bytes that it was given', ['keychain'], async ({ platform }) => {
    const keychain = offered(platform.keychain, 'keychain');
    try {
      await keychain.write(SLOT_ID, KEY);
      checkBytes(await keychain.read(SLOT_ID), KEY, 'the key');
      const again = await keychain.read(SLOT_ID);
      again?.fill(0);
      checkBytes(await keychain.read(SLOT_ID), KEY, 'the key, after a reader has wiped its own copy');
    } finally {
      await keychain.remove(SLOT_ID);
    }
  }),
  contractCase('the keyring keeps one key for each slot', ['keychain'], async ({ platform }) => {
    const keychain = offered(platform.keychain, 'keychain');
    try {
      await keychain.write(SLOT_ID, KEY);
      await keychain.write(OTHER_SLOT_ID, KEY);
      await keychain.write(OTHER_SLOT_ID, OTHER_KEY);
      checkBytes(await keychain.read(SLOT_ID), KEY, 'the key of the first slot');
      checkBytes(await keychain.read(OTHER_SLOT_ID), OTHER_KEY, 'the key of the second slot, written over');
      await keychain.remove(SLOT_ID);
      checkThat((await keychain.read(SLOT_ID)) === null, 'the removed key is gone');
      checkBytes(await keychain.read(OTHER_SLOT_ID), OTHER_KEY, 'the other key');
    } finally {
      await keychain.remove(SLOT_ID);
      await keychain.remove(OTHER_SLOT_ID);
    }
  }),
];
