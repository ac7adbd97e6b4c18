import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { chown, link, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KeyFileError } from './key-file-error.ts';
import { newKeyMaterial, newSealKey, newSigningKeys, newSecret, readKeyMaterial } from './key-material.ts';
import type { KeyMaterial } from './key-material.ts';
import type { Keys } from './keys.ts';
import { createSealedKeys } from './sealed-keys.ts';

export interface KeyFilePlace {
  readonly file: string;
  readonly mode: 'production' | 'development';
}

/**
 * Reads the key file. In development it is made where it is missing; in production its absence, a file that others can read
 * and a damaged one are refused with a {@link KeyFileError}, and nothing starts.
 */
export async function loadKeys({ file, mode }: KeyFilePlace): Promise<Keys> {
  const material = await readOrMake({ file, mode });
  return createSealedKeys({ material, reread: () => readMaterial({ file, mode }) });
}

async function readOrMake({ file, mode }: KeyFilePlace): Promise<KeyMaterial> {
  try {
    return await readMaterial({ file, mode });
  } catch (error) {
    if (mode === 'production' || !(error instanceof KeyFileError) || error.code !== 'missing') {
      throw error;
    }
  }
  await generateKeyFile({ file, development: true }).catch((error: unknown) => {
    // Two that start at once: the other one's file is as good.
    if (!(error instanceof KeyFileError) || error.code !== 'exists') {
      throw error;
    }
  });
  return readMaterial({ file, mode });
}

/** Makes a new file with new keys; never in the place of one that is there, since nothing could open what its keys sealed. */
export async function generateKeyFile({
  file,
  development,
}: {
  readonly file: string;
  readonly development: boolean;
}): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await write({ file, material: await newKeyMaterial({ development }), replacing: null });
}

/** A new seal key in front; the older ones stay, to open what they sealed. Answers its id. */
export async function addSealKey({ file }: { readonly file: string }): Promise<string> {
  const key = newSealKey();
  await change(file, (material) => ({ ...material, seal: [key, ...material.seal] }));
  return key.id;
}

/** Takes a seal key out of the file, once nothing is sealed with it. The present one stays. */
export async function removeSealKey({
  file,
  id,
}: {
  readonly file: string;
  readonly id: string;
}): Promise<'removed' | 'present' | 'unknown'> {
  const material = await readMaterial({ file, mode: 'development' });
  if (material.seal[0]?.id === id) {
    return 'present';
  }
  if (!material.seal.some((key) => key.id === id)) {
    return 'unknown';
  }
  await change(file, (now) => ({ ...now, seal: now.seal.filter((key) => key.id !== id) }));
  return 'removed';
}

/**
 * New keys for tokens in front, the former ones behind them so that clients can still verify what they signed, and a new cookie
 * secret. Of each algorithm the two newest stay.
 */
export async function addSigningKey({ file }: { readonly file: string }): Promise<readonly string[]> {
  const fresh = await newSigningKeys();
  await change(file, (material) => ({
    ...material,
    signing: keepTwoOfEach([...fresh, ...material.signing]),
    cookies: [newSecret(), ...material.cookies].slice(0, 2),
  }));
  return fresh.map((key) => String(key['kid']));
}

function keepTwoOfEach(keys: KeyMaterial['signing']): KeyMaterial['signing'] {
  return keys.filter((key, index) => keys.slice(0, index).filter((other) => other['alg'] === key['alg']).length < 2);
}

async function readMaterial({ file, mode }: KeyFilePlace): Promise<KeyMaterial> {
  let text: string;
  try {
    const found = await stat(file);
    // What the group or anybody may read or write. Windows has no such bits.
    if (mode === 'production' && process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
      throw new KeyFileError(
        'readable-by-others',
        `Others than its owner may read or write the key file ${file} (mode ${(found.mode & 0o777).toString(8).padStart(4, '0')}). Set its mode to 0600: chmod 600 ${file}`,
      );
    }
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof KeyFileError) {
      throw error;
    }
    throw new KeyFileError(
      'missing',
      `The key file ${file} cannot be read (${systemCode(error)}). Put it back from where you keep its copy; for a new service make one: npm run -s sign-in -- keys generate`,
    );
  }
  const material = readKeyMaterial(parseJson(text));
  if (material === null) {
    throw new KeyFileError(
      'damaged',
      `The key file ${file} is damaged: it does not hold all keys in the form this version writes. Put it back from where you keep its copy; without it, what was sealed cannot be opened.`,
    );
  }
  return material;
}

async function change(file: string, next: (material: KeyMaterial) => KeyMaterial): Promise<void> {
  const before = await readMaterial({ file, mode: 'development' });
  const { uid, gid } = await stat(file);
  await write({ file, material: next(before), replacing: { uid, gid } });
}

interface WriteRequest {
  readonly file: string;
  readonly material: KeyMaterial;
  /** Whose the file is that this one replaces; null: there must be none. */
  readonly replacing: { readonly uid: number; readonly gid: number } | null;
}

/** All of the new content or all of the old, at any moment, and on the disk when this answers. */
async function write({ file, material, replacing }: WriteRequest): Promise<void> {
  const beside = `${file}.${randomBytes(6).toString('hex')}.new`;
  try {
    const handle = await open(beside, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(material, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (replacing === null) {
      await claim(beside, file);
    } else {
      // Made by root in the place of the service's own file, it would not be readable to the service any more.
      await chown(beside, replacing.uid, replacing.gid).catch(() => undefined);
      await rename(beside, file);
    }
    await syncFolder(dirname(file));
  } catch (error) {
    await unlink(beside).catch(() => undefined);
    if (error instanceof KeyFileError) {
      throw error;
    }
    throw new KeyFileError('not-writable', `The key file ${file} cannot be written (${systemCode(error)}).`);
  }
}

/** Gives the file its name only where nobody has it: a link fails there, a rename would not. */
async function claim(beside: string, file: string): Promise<void> {
  try {
    await link(beside, file);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') {
      throw new KeyFileError('exists', `There is a key file at ${file} already. It is not replaced.`);
    }
    throw error;
  }
  await unlink(beside);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no reason given';
}
