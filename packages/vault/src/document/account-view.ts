import { sha256 } from '@noble/hashes/sha2.js';
import type { AccountId, VaultAccount } from '../account.ts';
import { utf8 } from '../bytes.ts';
import { toHex } from '../hex.ts';
import { isJsonArray } from '../json.ts';
import { registerOf, TAG_PREFIX } from './account-state.ts';
import type { AccountState } from './account-state.ts';
import { counterFor } from './counters.ts';
import { otpOf, secretName, versionText } from './otp-version.ts';
import type { OtpVersion } from './otp-version.ts';

/** What the registers of an account add up to for those who use it. */

const ID_BYTES = 16;

/** One row, with what it is sorted by. */
export interface AccountView {
  readonly account: VaultAccount;
  readonly position: number;
}

/**
 * The account itself and, in the trash, what lost against it when both sides changed the secret. Nothing for a tombstone.
 */
export function viewsOf(state: AccountState): readonly AccountView[] {
  const [version] = state.versions;
  if (version === undefined) {
    return [];
  }
  const own = viewOf(state, version, { id: state.id, trashedUnixSeconds: numberOf(state, 'trashedUnixSeconds') });
  const lost = displacedVersions(state).map((displaced) =>
    viewOf(state, displaced, {
      id: displacedId(state.id, displaced),
      trashedUnixSeconds: numberOf(state, 'trashedUnixSeconds') ?? createdUnixSeconds(state),
    }),
  );
  return [own, ...lost];
}

/** Those that would be lost: each with a kind, secret and PIN that no later version has. */
export function displacedVersions({ versions }: AccountState): readonly OtpVersion[] {
  if (versions.length < 2) {
    return [];
  }
  const latest = new Map<string, OtpVersion>();
  for (const version of versions) {
    const name = secretName(version);
    latest.set(name, latest.get(name) ?? version);
  }
  const [, ...displaced] = latest.values();
  return displaced;
}

/** The id that every copy gives to what was displaced, so that it is one account and not one a copy. */
export function displacedId(id: AccountId, version: OtpVersion): AccountId {
  const digest = sha256(utf8(`halfminute/displaced/${id}/${versionText(version)}`));
  // 32 hexadecimal digits, by the line above.
  return toHex(digest.subarray(0, ID_BYTES)) as AccountId;
}

export function positionOf(state: AccountState): number {
  return numberOf(state, 'position') ?? 0;
}

function textOf(state: AccountState, name: 'issuer' | 'accountName' | 'note' | 'icon' | 'importId'): string | null {
  const { value } = registerOf(state, name);
  return typeof value === 'string' ? value : null;
}

export function isTrashed(state: AccountState): boolean {
  return numberOf(state, 'trashedUnixSeconds') !== null;
}

/** The names under which a version is shown. Its own label counts where the account's names were purged elsewhere, meanwhile. */
export function namesOf(
  state: AccountState,
  { label }: OtpVersion,
): { readonly issuer: string; readonly accountName: string } {
  // An account that was not purged has a time of its making.
  const fallback = createdUnixSeconds(state) === 0 ? label : null;
  return {
    issuer: textOf(state, 'issuer') ?? fallback?.issuer ?? '',
    accountName: textOf(state, 'accountName') ?? fallback?.accountName ?? '',
  };
}

function viewOf(
  state: AccountState,
  version: OtpVersion,
  place: { readonly id: AccountId; readonly trashedUnixSeconds: number | null },
): AccountView {
  const otp = otpOf(version, {
    ...namesOf(state, version),
    unknownParameters: parametersOf(state),
    counter: counterFor(state.counters, version).value,
  });
  const account = {
    id: place.id,
    otp,
    tags: tagsOf(state),
    note: textOf(state, 'note') ?? '',
    favourite: registerOf(state, 'favourite').value === true,
    icon: textOf(state, 'icon'),
    createdUnixSeconds: createdUnixSeconds(state),
    trashedUnixSeconds: place.trashedUnixSeconds,
    importId: textOf(state, 'importId'),
  };
  return { account, position: positionOf(state) };
}

function createdUnixSeconds(state: AccountState): number {
  return numberOf(state, 'createdUnixSeconds') ?? 0;
}

function tagsOf(state: AccountState): readonly string[] {
  return Array.from(state.registers)
    .filter(([name, { value }]) => name.startsWith(TAG_PREFIX) && value === true)
    .map(([name]) => name.slice(TAG_PREFIX.length))
    .sort();
}

function parametersOf(state: AccountState): readonly (readonly [string, string])[] {
  const { value } = registerOf(state, 'parameters');
  return isJsonArray(value)
    ? value.flatMap((pair) => {
        const [name, text] = isJsonArray(pair) ? pair : [];
        return typeof name === 'string' && typeof text === 'string' ? [[name, text] as const] : [];
      })
    : [];
}

function numberOf(state: AccountState, name: string): number | null {
  const { value } = registerOf(state, name);
  return typeof value === 'number' ? value : null;
}
