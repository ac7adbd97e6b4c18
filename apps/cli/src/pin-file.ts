import type { GivenOptions } from './invocation.ts';
import { Refusal } from './refusal.ts';
import { readTextFile } from './standard-streams.ts';

interface AccountNames {
  readonly issuer: string;
  readonly accountName: string;
}

/** The PIN of an account by its names; undefined: none was given. */
export type GivenPin = (names: AccountNames) => string | undefined;

/**
 * What `--pin-file` says. A line is the PIN of all accounts that need one, or a name, a tab and the PIN of that one
 * account. The name is that of the service, or of service and user with a colon between them; case does not matter. Blanks around a
 * PIN are none of it. Never a PIN in a message.
 */
export function readPins(options: GivenOptions): GivenPin {
  const path = options.value('pin-file');
  if (path === undefined) {
    return () => undefined;
  }
  const lines = readTextFile(path, 'the PIN')
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '');
  const pinByName = new Map<string, string>();
  let pinOfAll: string | undefined;
  for (const { line, number } of lines) {
    const tab = line.lastIndexOf('\t');
    const name = tab < 0 ? '' : comparable(line.slice(0, tab));
    const pin = line.slice(tab + 1).trim();
    if (pin === '' || (name === '' ? pinOfAll !== undefined : pinByName.has(name))) {
      throw new Refusal(
        'bad-pin-file',
        `Line ${number} of the PIN file cannot be used. It wants one line with the PIN of all accounts, or for each account a line with its name, a tab and its PIN.`,
      );
    }
    if (name === '') {
      pinOfAll = pin;
    } else {
      pinByName.set(name, pin);
    }
  }
  if (lines.length === 0) {
    throw new Refusal('needs-pin', 'The PIN file is empty. It wants a line with the PIN.');
  }
  return ({ issuer, accountName }) =>
    pinByName.get(comparable(`${issuer}:${accountName}`)) ??
    pinByName.get(comparable(issuer === '' ? accountName : issuer)) ??
    pinOfAll;
}

function comparable(name: string): string {
  return name.trim().toLowerCase().normalize();
}
