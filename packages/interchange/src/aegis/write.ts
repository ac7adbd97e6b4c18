import { scryptAsync } from '@noble/hashes/scrypt.js';
import { encodeBase32, pinOf } from '@halfminute/otp';
import { encodeBase64, encodeHex } from '../bytes.ts';
import { sealGcm, utf8 } from '../ciphers.ts';
import type { Bytes } from '../ciphers.ts';
import { randomUuid, sortOut } from '../export.ts';
import type { ExportAccount, HeldAccount, RandomBytes, Room, Written } from '../export.ts';
import { databaseVersion, fileVersion, passwordSlotType, scryptCost } from './format.ts';
import type { AegisDatabase, AegisEntry, AegisInfo, AegisParams } from './format.ts';

type Held = 'totp' | 'hotp' | 'steam' | 'motp' | 'yandex';

/** Its digits go to 10 and its counter to 2^63 - 1, and a tag is a group there. */
const room: Room<Held> = {
  program: 'Aegis',
  kinds: ['totp', 'hotp', 'steam', 'motp', 'yandex'],
  keeps: ['notes', 'tags', 'favourites', 'pins'],
};

/** A backup of Aegis without encryption. */
export function writeAegis(accounts: readonly ExportAccount[], randomBytes: RandomBytes): Written<string> {
  const { held, ...rest } = sortOut(room, accounts);
  const file = { version: fileVersion, header: { slots: null, params: null }, db: databaseOf(held, randomBytes) };
  return { content: JSON.stringify(file), count: held.length, ...rest };
}

/** A backup of Aegis that opens with a password: a random master key in one slot, as its docs/vault.md says. */
export async function sealAegis(
  accounts: readonly ExportAccount[],
  { password, randomBytes }: { readonly password: string; readonly randomBytes: RandomBytes },
): Promise<Written<string>> {
  const { held, ...rest } = sortOut(room, accounts);
  const fresh = (length: number): Bytes => Uint8Array.from(randomBytes(length));
  const masterKey = fresh(32);
  const salt = fresh(32);
  const slotKey = Uint8Array.from(await scryptAsync(utf8(password), salt, { ...scryptCost, dkLen: 32 }));
  const key = await sealWithParams({ key: slotKey, iv: fresh(12), plain: masterKey });
  const db = await sealWithParams({
    key: masterKey,
    iv: fresh(12),
    plain: utf8(JSON.stringify(databaseOf(held, randomBytes))),
  });
  masterKey.fill(0);
  slotKey.fill(0);
  const slot = {
    type: passwordSlotType,
    uuid: randomUuid(randomBytes),
    key: encodeHex(key.ciphertext),
    key_params: key.params,
    n: scryptCost.N,
    r: scryptCost.r,
    p: scryptCost.p,
    salt: encodeHex(salt),
    repaired: true,
    is_backup: false,
  };
  const file = {
    version: fileVersion,
    header: { slots: [slot], params: db.params },
    db: encodeBase64(db.ciphertext),
  };
  return { content: JSON.stringify(file), count: held.length, ...rest };
}

function databaseOf(held: readonly HeldAccount<Held>[], randomBytes: RandomBytes): AegisDatabase {
  const groups = [...new Set(held.flatMap(({ tags = [] }) => tags))].map((name) => ({
    uuid: randomUuid(randomBytes),
    name,
  }));
  const entries = held.map(({ otp, note = '', tags = [], favourite = false }): AegisEntry => ({
    type: otp.kind,
    uuid: randomUuid(randomBytes),
    name: otp.accountName,
    issuer: otp.issuer,
    note,
    favorite: favourite,
    icon: null,
    info: infoOf(otp),
    groups: groups.filter(({ name }) => tags.includes(name)).map(({ uuid }) => uuid),
  }));
  return { version: databaseVersion, entries, groups, icons_optimized: true };
}

function infoOf(otp: HeldAccount<Held>['otp']): AegisInfo {
  const info = { secret: encodeBase32(otp.secret.reveal()), algo: otp.algorithm, digits: otp.digits };
  if (otp.kind === 'hotp') {
    return { ...info, counter: otp.counter };
  }
  const pin = pinOf(otp);
  return {
    ...info,
    period: otp.periodSeconds,
    ...(pin !== null && { pin: new TextDecoder().decode(pin.reveal()) }),
  };
}

/** Aegis keeps the tag apart from the ciphertext. */
async function sealWithParams(what: {
  readonly key: Bytes;
  readonly iv: Bytes;
  readonly plain: Bytes;
}): Promise<{ readonly ciphertext: Bytes; readonly params: AegisParams }> {
  const sealed = await sealGcm(what);
  return {
    ciphertext: sealed.slice(0, -16),
    params: { nonce: encodeHex(what.iv), tag: encodeHex(sealed.slice(-16)) },
  };
}
