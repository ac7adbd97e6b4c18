import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { GivenOptions } from './invocation.ts';

/** `--vault FILE`, else `$HALFMINUTE_VAULT`, else the system's usual place for a program's data. */
export function vaultPath(options: GivenOptions): string {
  return options.value('vault') ?? fromEnvironment('HALFMINUTE_VAULT') ?? join(dataFolder(), 'vault.halfminute');
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
