import { encodeBase32 } from '@halfminute/otp';
import { accountLink, linkCaution } from '../account-link.ts';
import { encodeBase64 } from '../bytes.ts';
import { pbkdf2, utf8 } from '../ciphers.ts';
import { writeCsv } from '../csv.ts';
import { randomUuid, sortOut } from '../export.ts';
import type { ExportAccount, HeldAccount, RandomBytes, Room, Written } from '../export.ts';
import { csvHeader, kdfTypes, loginType, protectedFields, saltLength, usualIterations } from './format.ts';
import type { BitwardenItem, CsvColumn } from './format.ts';
import { sealText, stretchKey } from './sealed-text.ts';

type Held = 'totp' | 'steam';

/** It makes no codes from a counter. */
const room: Room<Held> = {
  program: 'Bitwarden',
  kinds: ['totp', 'steam'],
  keeps: ['notes', 'favourites'],
  caution: linkCaution,
};

/** An export of Bitwarden, plain json: one login an account, without a password. */
export function writeBitwarden(accounts: readonly ExportAccount[], randomBytes: RandomBytes): Written<string> {
  const { held, ...rest } = sortOut({ ...room, keeps: [...room.keeps, ...parametersOf(accounts)] }, accounts);
  const items = held.map((account): BitwardenItem => {
    const { name, userName } = loginOf(account);
    return {
      id: randomUuid(randomBytes),
      organizationId: null,
      folderId: null,
      type: loginType,
      reprompt: 0,
      name,
      notes: account.note === undefined || account.note === '' ? null : account.note,
      favorite: account.favourite ?? false,
      login: { uris: [], username: userName, password: null, totp: codeOf(account) },
      collectionIds: null,
    };
  });
  return { content: JSON.stringify({ encrypted: false, folders: [], items }), count: held.length, ...rest };
}

/** The same as Bitwarden's "Password protected" export: it opens with this password in any account. */
export async function sealBitwarden(
  accounts: readonly ExportAccount[],
  { password, randomBytes }: { readonly password: string; readonly randomBytes: RandomBytes },
): Promise<Written<string>> {
  const { content, ...rest } = writeBitwarden(accounts, randomBytes);
  const salt = encodeBase64(Uint8Array.from(randomBytes(saltLength)));
  const derived = await pbkdf2({
    hash: 'SHA-256',
    password: utf8(password),
    salt: utf8(salt),
    iterations: usualIterations,
  });
  const key = await stretchKey(derived);
  const seal = (text: string): Promise<string> => sealText(text, { key, iv: Uint8Array.from(randomBytes(16)) });
  const file = {
    encrypted: true,
    passwordProtected: true,
    [protectedFields.salt]: salt,
    [protectedFields.kdf]: kdfTypes.pbkdf2,
    [protectedFields.rounds]: usualIterations,
    [protectedFields.validation]: await seal(randomUuid(randomBytes)),
    [protectedFields.data]: await seal(content),
  };
  [derived, key.encryption, key.authentication].forEach((bytes) => bytes.fill(0));
  return { content: JSON.stringify(file), ...rest };
}

/** The same as csv. */
export function writeBitwardenCsv(accounts: readonly ExportAccount[]): Written<string> {
  const { held, ...rest } = sortOut({ ...room, keeps: [...room.keeps, ...parametersOf(accounts)] }, accounts);
  const rows = held.map((account) => {
    const { name, userName } = loginOf(account);
    const cells: Partial<Record<CsvColumn, string>> = {
      favorite: account.favourite === true ? '1' : '',
      type: 'login',
      name,
      notes: account.note ?? '',
      login_username: userName,
      login_totp: codeOf(account),
    };
    return csvHeader.map((column) => cells[column] ?? '');
  });
  return { content: writeCsv([csvHeader, ...rows]), count: held.length, ...rest };
}

/** A link keeps its parameters; Steam's has no place for them. */
function parametersOf(accounts: readonly ExportAccount[]): readonly ['link-parameters'] | readonly [] {
  const areLost = accounts.some(({ otp }) => otp.kind === 'steam' && otp.unknownParameters.length > 0);
  return areLost ? [] : ['link-parameters'];
}

function loginOf({ otp }: HeldAccount<Held>): { readonly name: string; readonly userName: string } {
  // A link brings its own names, so that the login may be called by the one that is there.
  const name = otp.kind === 'totp' && otp.issuer === '' ? otp.accountName : otp.issuer;
  return { name, userName: otp.accountName };
}

function codeOf({ otp }: HeldAccount<Held>): string {
  return otp.kind === 'steam' ? `steam://${encodeBase32(otp.secret.reveal())}` : accountLink(otp);
}
