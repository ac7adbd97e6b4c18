import { constants, fstatSync } from 'node:fs';
import { access, open, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isVaultFile, PlatformError } from '@halfminute/core';
import { Refusal } from '../refusal.ts';
import { nodeDisk } from './disk.ts';
import { resolveOnce } from './resolve-once.ts';
import { systemErrorName } from '../system-error-name.ts';
import { vaultNames } from './vault-names.ts';
import type { VaultNames } from './vault-names.ts';

export interface KeepingRules {
  /** The vaults that must stay, and everything of them that lies beside them. */
  readonly vaultPaths: readonly string[];
  /** Whether a file that is there may be replaced. */
  readonly replaces: boolean;
  /** Whether what is kept is a vault again: such a file may take the place of an older backup, and nothing else may. */
  readonly isBackup: boolean;
}

/** The standard output, in whatever words: by a rename, its name would become a file. */
const standardOutputs: ReadonlySet<string> = new Set(['-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1']);

/** "-" for each of the names of the standard output; any other destination as it was given. */
export function destinationOf(given: string): string {
  return standardOutputs.has(given) ? '-' : given;
}

/**
 * Where exactly a file will be kept, links resolved. Throws {@link Refusal} where that is no place for it: the vault, by whatever name, what belongs to
 * it, a device or a pipe, a name that is taken, a folder that is missing. `name` is what the file is called in a folder.
 */
export async function requireKeepingPlace(
  destination: string,
  { name, ...rules }: KeepingRules & { readonly name: string | null },
): Promise<string> {
  if (destination === '') {
    throw new Refusal('no-output-file', 'The name of the file to write is empty. Say where it is to be kept.');
  }
  const vaults = await Promise.all(rules.vaultPaths.map(async (path) => vaultNames(await resolveOnce(path))));
  if (destination === '-') {
    await requireOutputApart(vaults);
    return destination;
  }
  const given = await resolved(destination);
  const there = await identityOf(given);
  if (there?.kind !== 'folder' && /[/\\]$/.test(destination)) {
    throw missingFolder(destination);
  }
  if (there?.kind === 'folder' && name === null) {
    return given;
  }
  const isFolder = there?.kind === 'folder';
  const path = isFolder ? await resolved(join(given, name ?? '')) : given;
  const called = isFolder ? join(destination, name ?? '') : destination;
  for (const at of vaults) {
    // oxlint-disable-next-line no-await-in-loop -- three at most
    await requireApart(path, at, called);
  }
  await requireReplaceable(path, rules, called);
  await requireFolder(path, called);
  return path;
}

async function resolved(path: string): Promise<string> {
  try {
    return await resolveOnce(path);
  } catch (error) {
    if (systemErrorName(error) === 'ENOTDIR') {
      throw missingFolder(path);
    }
    throw noPlace(path, error);
  }
}

/** A ring of links, a name that is too long, a folder that may not be looked into. */
function noPlace(path: string, error: unknown): Refusal {
  const why = systemErrorName(error) ?? 'unknown';
  return new Refusal('no-output-file', `${path} cannot be written here (${why}). Choose another name or place.`);
}

interface Identity {
  readonly key: string;
  readonly kind: 'file' | 'folder' | 'device' | 'pipe';
}

/** What lies there, by its device and number: the same for each of its names. null: nothing. */
async function identityOf(path: string): Promise<Identity | null> {
  try {
    const status = await stat(path, { bigint: true });
    const kind = status.isFile()
      ? 'file'
      : status.isDirectory()
        ? 'folder'
        : status.isFIFO() || status.isSocket()
          ? 'pipe'
          : 'device';
    // Some file systems number nothing: there the path, of which no link is left, has to do.
    return { key: status.ino === 0n ? path : keyOf(status), kind };
  } catch (error) {
    if (systemErrorName(error) === 'ENOENT') {
      return null;
    }
    throw noPlace(path, error);
  }
}

function keyOf({ dev, ino }: { readonly dev: bigint; readonly ino: bigint }): string {
  return `${dev}/${ino}`;
}

/** By their names, however they are written, and by what they are: a second name of the vault is the vault. */
async function requireApart(path: string, at: VaultNames, called: string): Promise<void> {
  const there = await identityOf(path);
  if (path === at.vault || (there !== null && there.key === (await identityOf(at.vault))?.key)) {
    throw new Refusal(
      'output-is-vault',
      `${called} is the vault itself, and all codes in it would be lost. Nothing was written: choose another name.`,
    );
  }
  const isBeside = (await identityOf(dirname(path)))?.key === (await identityOf(at.folder))?.key;
  if (isBeside && at.isTaken(basename(path))) {
    throw belongsToVault(called);
  }
  for (const name of (await nodeDisk.list(at.folder)).filter(at.isTaken)) {
    // oxlint-disable-next-line no-await-in-loop -- a dozen at most
    if (there !== null && (await identityOf(join(at.folder, name)))?.key === there.key) {
      throw belongsToVault(called);
    }
  }
}

function belongsToVault(called: string): Refusal {
  return new Refusal(
    'output-is-kept-copy',
    `${called} belongs to the vault: an earlier copy that is kept, or a name that it needs. Nothing was written: choose another name.`,
  );
}

/** A shell opens the file behind ">>" itself: what is written would be added to the vault. */
async function requireOutputApart(vaults: readonly VaultNames[]): Promise<void> {
  const output = outputKey();
  const keys = await Promise.all(vaults.map(async (at) => (await identityOf(at.vault))?.key));
  if (output !== null && keys.includes(output)) {
    throw new Refusal(
      'output-is-vault',
      'The standard output is the vault file itself. Nothing was written: choose another name.',
    );
  }
}

function outputKey(): string | null {
  try {
    const status = fstatSync(1, { bigint: true });
    return status.isFile() ? keyOf(status) : null;
  } catch {
    return null;
  }
}

async function requireReplaceable(path: string, rules: KeepingRules, called: string): Promise<void> {
  const there = await identityOf(path);
  if (there === null) {
    return;
  }
  if (there.kind !== 'file') {
    throw new Refusal(
      'output-is-no-file',
      `${called} is ${there.kind === 'folder' ? 'a folder of the name that the file would have' : `a ${there.kind}`}, and no file can take its place. Choose another name, or "-" for the standard output.`,
    );
  }
  if (!rules.replaces) {
    throw new PlatformError('not-permitted', 'There is a file of that name already. --force replaces it.');
  }
  if (await isOwnFile(path, rules)) {
    throw new Refusal(
      'output-is-vault',
      `${called} is a vault or a backup of Halfminute, and all codes in it would be lost. Nothing was written: choose another name.`,
    );
  }
}

/** A backup may be replaced by a backup. What has earlier copies beside it is a vault that somebody uses. */
async function isOwnFile(path: string, { isBackup }: KeepingRules): Promise<boolean> {
  if (!isVaultFile(await firstBytes(path))) {
    return false;
  }
  const at = vaultNames(path);
  return !isBackup || (await nodeDisk.list(at.folder)).some((name) => at.isGeneration(name));
}

async function firstBytes(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path, constants.O_RDONLY);
    try {
      const { buffer, bytesRead } = await file.read({ buffer: new Uint8Array(64), length: 64 });
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    // Who may not read it may replace it all the same, as --force says.
    return new Uint8Array();
  }
}

async function requireFolder(path: string, called: string): Promise<void> {
  const folder = dirname(path);
  if ((await identityOf(folder))?.kind !== 'folder') {
    throw missingFolder(called);
  }
  try {
    await access(folder, constants.W_OK);
  } catch {
    throw new PlatformError('not-permitted', 'The system does not let you write into that folder. Choose another one.');
  }
}

function missingFolder(called: string): Refusal {
  return new Refusal('no-such-folder', `There is no folder for ${called}. Make it first, or choose another place.`);
}
