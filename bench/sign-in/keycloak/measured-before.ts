/**
 * Where no address of a Keycloak is given: what Keycloak 26.7 on PostgreSQL did on a machine of this kind, 4 at a time, with its own hash (argon2id,
 * 7 MiB, 5 passes). The ratio to it is therefore no ratio within one run, and its title says so.
 */
export const measuredKeycloak = {
  name: 'Keycloak 26.7 on PostgreSQL, measured before',
  what: 'not in this run, but measured before on a machine of this kind',
  perSecondWithItsHash: 30,
} as const;
