import { execFileSync } from 'node:child_process';

/** What Debian's oathtool says the code of a base32 secret is right now. */
export function oathtoolCode(base32: string): string {
  return execFileSync('oathtool', ['--totp', '-b', base32], { encoding: 'utf8' }).trim();
}

/** Reads with `read` and asks oathtool within one second of the clock; where the second changed between, both are done again. */
export async function inTheSameSecond(
  base32: string,
  read: () => Promise<string>,
): Promise<{ readonly read: string; readonly oathtool: string; readonly unixSeconds: number }> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const before = Math.floor(Date.now() / 1000);
    const found = await read();
    const oathtool = oathtoolCode(base32);
    if (Math.floor(Date.now() / 1000) === before) {
      return { read: found, oathtool, unixSeconds: before };
    }
  }
  throw new Error('reading a code took more than a second twenty times');
}
