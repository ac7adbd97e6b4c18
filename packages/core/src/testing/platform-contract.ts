import type { ContractCase, ContractNeed } from './contract-case.ts';
import { hostCases } from './host-cases.ts';
import { keychainCases } from './keychain-cases.ts';
import { pictureCases } from './picture-cases.ts';
import { vaultFileCases } from './vault-file-cases.ts';

/** The rules of the port, each a case that every host must pass. */
export const platformContract: readonly ContractCase[] = [
  ...vaultFileCases,
  ...hostCases,
  ...keychainCases,
  ...pictureCases,
];

/** Not every host has a keyring or reads pictures: who says nothing of it does not. */
export type ContractOffers = { readonly [need in Exclude<ContractNeed, 'keychain' | 'pictures'>]: boolean } & {
  readonly keychain?: boolean;
  readonly pictures?: boolean;
};

/** The cases for a host, by what its maker offers; what it does not offer it has to say, so that nothing is left out unseen. */
export function contractCases(offers: ContractOffers): readonly ContractCase[] {
  return platformContract.filter(({ needs }) => needs.every((need) => offers[need] === true));
}
