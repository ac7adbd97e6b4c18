import { expect, it } from 'vitest';
import { decryptBlock, openTwofishCbc, schedule } from '../src/keepass/twofish.ts';

const bytes = (hex: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(hex, 'hex'));
const words = (hex: string): readonly number[] => [0, 4, 8, 12].map((at) => Buffer.from(hex, 'hex').readUInt32LE(at));

// ECB_IVAL.TXT of the paper's test values, and ECB_TBL.TXT's first with 256 bits.
it.each([
  [
    '0123456789abcdeffedcba987654321000112233445566778899aabbccddeeff',
    '37527be0052334b89f0cfccae87cfa20',
    '00000000000000000000000000000000',
  ],
  [
    '0000000000000000000000000000000000000000000000000000000000000000',
    '57ff739d4dc92c1bd7fc01700cc8216f',
    '00000000000000000000000000000000',
  ],
])('Twofish decrypts as its authors did (key %s)', (key, ciphertext, plaintext) => {
  const { words: subkeys, boxes } = schedule(bytes(key));
  expect(decryptBlock(words(ciphertext), subkeys, boxes)).toEqual(words(plaintext));
});

it('bytes that were not encrypted with the key are refused by their padding', () => {
  expect(openTwofishCbc(bytes('00'.repeat(32)), bytes('00'.repeat(16)), bytes('11'.repeat(32)))).toBeNull();
  expect(openTwofishCbc(bytes('00'.repeat(32)), bytes('00'.repeat(16)), bytes('11'.repeat(17)))).toBeNull();
  expect(openTwofishCbc(bytes('00'.repeat(16)), bytes('00'.repeat(16)), bytes('11'.repeat(16)))).toBeNull();
});
