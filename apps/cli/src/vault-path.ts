import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { GivenOptions } from './invocation.ts';
import { fixedVaultFolder } from './organisation-policy.ts';
import { Refusal } from './refusal.ts';

const FILE_NAME = 'vault.halfminute';

/**
 * `--vault FILE`, else `$HALFMINUTE_VAULT`, else the system's usual place for a program's data. Where the organisation says
 * in which folder it lies, it lies there.
 */
export function vaultPath(options: GivenOptions): string {
  const chosen = options.value('vault') ?? fromEnvironment('HALFMINUTE_VAULT');
  const folder = fixedVaultFolder();
  if (folder === null) {
    return chosen ?? join(dataFolder(), FILE_NAME);
  }
  if (chosen !== undefined) {
    const given = options.has('vault') ? '--vault' : 'HALFMINUTE_VAULT';
    throw new Refusal('not-allowed', `Your organisation keeps the vault in ${folder}, so ${given} is not allowed.`);
  }
  return join(folder, FILE_NAME);
}

/**
 * Every place of a vault of this user that is known here, that of {@link vaultPath} first: a file that is written must take the place of none of
 * them, whichever of them is in use just now.
 */
export function knownVaultPaths(options: GivenOptions): readonly string[] {
  const others = [fromEnvironment('HALFMINUTE_VAULT'), join(dataFolder(), FILE_NAME)];
  return [...new Set([vaultPath(options), ...others.filter((path) => path !== undefined)])];
}

function dataFolder(): string {
  const home = homedir();
  if (process.platform === 'win32') {
    return join(fromEnvironment('APPDATA') ?? join(home, 'AppData', 'Roaming'), 'Halfminute');
  }
  if (process.platform === 'darwin') {
    return join(home, 'Library', 'Application Support', 'Halfminute');
  }
  const given = fromEnvironment('XDG_DATA_HOME');
  // The XDG Base Directory Specification has relative paths ignored.
  return join(given !== undefined && isAbsolute(given) ? given : join(home, '.local', 'share'), 'halfminute');
}

function fromEnvironment(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}
