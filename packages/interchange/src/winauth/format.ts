/** How its authenticators make their codes, by their classes; any other is timed. What is null is of no kind that another program has. */
export const kindsByClass: ReadonlyMap<string, string | null> = new Map([
  ['HOTPAuthenticator', 'hotp'],
  ['SteamAuthenticator', 'steam'],
  // It cuts its codes out of another place, and with one bit more (the game "Rift").
  ['TrionAuthenticator', null],
]);

/** What their services are called, where the name of the authenticator does not say it. */
export const issuersByClass: ReadonlyMap<string, string> = new Map([
  ['BattleNetAuthenticator', 'Battle.net'],
  ['SteamAuthenticator', 'Steam'],
]);

/** What old versions left out of {@link SecretData}. */
export const digitsByClass: ReadonlyMap<string, number> = new Map([['BattleNetAuthenticator', 8]]);

/** The text of a secret, "hex\tdigits\talgorithm\tperiod|more": what is more depends on the class. */
export interface SecretData {
  readonly hex: string;
  readonly digits: string | undefined;
  readonly algorithm: string | undefined;
  readonly periodSeconds: string | undefined;
  /** Of a class that counts: the counter of the code that was shown last. */
  readonly more: string | undefined;
}

export function asSecretData(text: string): SecretData {
  const [fields = '', more] = text.split('|', 2);
  const [hex = '', digits, algorithm, periodSeconds] = fields.trim().split('\t', 4);
  return { hex, digits, algorithm, periodSeconds, more };
}
