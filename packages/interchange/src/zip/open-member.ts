import { utf8 } from '../ciphers.ts';
import type { Bytes } from '../ciphers.ts';
import { inflate } from '../inflate.ts';
import { crc32 } from './crc.ts';
import type { Member } from './directory.ts';
import { methods } from './format.ts';
import { openWinZipAes } from './winzip-aes.ts';
import { openZipCrypto } from './zip-crypto.ts';

/** The bytes of a member; null where it is damaged, or the password is not its own. */
export async function openMember(member: Member, password: string | null): Promise<Bytes | null> {
  const packed = await decrypt(member, password);
  if (packed === null) {
    return null;
  }
  const bytes =
    member.method === methods.deflated
      ? await inflate(packed, member.size)
      : packed.length === member.size
        ? packed
        : null;
  return bytes !== null && (member.crc === null || crc32(bytes) === member.crc) ? bytes : null;
}

async function decrypt({ packed, encryption }: Member, password: string | null): Promise<Bytes | null> {
  if (encryption === null) {
    return packed;
  }
  if (password === null) {
    return null;
  }
  return encryption.kind === 'zip-crypto'
    ? openZipCrypto(packed, utf8(password), encryption.checkByte)
    : openWinZipAes(packed, utf8(password), encryption.keyBytes);
}
