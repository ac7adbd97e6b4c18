import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { PlatformError } from '@halfminute/core';
import type { Revision, VaultFile } from '@halfminute/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeRandomBytes } from '../src/platform/random.ts';
import { createVaultFile } from '../src/platform/vault-file.ts';
import type { DiskAct } from './failing-disk.ts';
import { guardedDisk, systemError } from './failing-disk.ts';
import { temporaryFolder } from './run-halfminute.ts';

let folder: ReturnType<typeof temporaryFolder>;
let path: string;

beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder.path, 'v.halfminute');
});
afterEach(() => folder.remove());

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const lockPatience = { staleAfterMs: 50, giveUpAfterMs: 500 };
const open = (at = path): VaultFile => createVaultFile({ path: at, randomBytes: nodeRandomBytes, lockPatience });

async function save(file: VaultFile, text: string): Promise<void> {
  const current = await file.read();
  const { outcome } = await file.write(bytesOf(text), current?.revision ?? null);
  expect(outcome).toBe('written');
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof PlatformError ? error.code : `no PlatformError: ${String(error)}`;
}

describe('the vault file', () => {
  it('is readable by its owner alone, and so is the folder that is made for it', async () => {
    const deep = join(folder.path, 'a/b/v.halfminute');
    await save(open(deep), 'one');
    expect(statSync(deep).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder.path, 'a/b')).mode & 0o777).toBe(0o700);
  });

  it('keeps the ten contents before it, the newest first, also within one second', async () => {
    const file = open();
    for (let at = 0; at < 14; at++) {
      await save(file, `content ${at}`);
    }
    const kept = await file.generations();
    const texts = await Promise.all(
      kept.map(async ({ id }) => new TextDecoder().decode(await file.readGeneration(id))),
    );
    expect(texts).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3].map((at) => `content ${at}`));
    expect(new TextDecoder().decode((await file.read())?.bytes)).toBe('content 13');
    expect(readdirSync(folder.path).every((name) => statSync(join(folder.path, name)).mode % 0o1000 === 0o600)).toBe(
      true,
    );
  });

  it('deletes the earlier contents and never the current one', async () => {
    const file = open();
    await save(file, 'one');
    await save(file, 'two');
    expect(await file.deleteGenerations()).toBe(1);
    expect(readdirSync(folder.path)).toEqual(['v.halfminute']);
  });

  it('reads no file by the name of an earlier content but those', async () => {
    const file = open();
    await save(file, 'one');
    writeFileSync(join(folder.path, 'other'), 'private');
    for (const id of ['other', '../other', 'v.halfminute', 'v.halfminute.20261125T081402Z-00000000.bak', '']) {
      expect(await codeOf(file.readGeneration(id)), id).toBe('io');
    }
  });

  it('answers conflict, and changes nothing, where another content lies than the one to be replaced', async () => {
    const file = open();
    await save(file, 'one');
    const { revision } = (await file.read()) ?? { revision: null };
    await save(open(), 'two');
    expect(await file.write(bytesOf('three'), revision)).toEqual({ outcome: 'conflict' });
    expect(await file.write(bytesOf('three'), null)).toEqual({ outcome: 'conflict' });
    expect(await file.write(bytesOf('three'), 'f'.repeat(64) as Revision)).toEqual({ outcome: 'conflict' }); // no content has this one
    expect(readFileSync(path, 'utf8')).toBe('two');
  });

  it('replaces the target of a symbolic link, and leaves the link a link', async () => {
    mkdirSync(join(folder.path, 'real'));
    const target = join(folder.path, 'real/there.halfminute');
    symlinkSync('real/there.halfminute', path);
    await save(open(), 'made through a link that led nowhere yet');
    await save(open(), 'two');
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(readFileSync(target, 'utf8')).toBe('two');
    expect(readdirSync(join(folder.path, 'real')).filter((name) => name.endsWith('.bak'))).toHaveLength(1);
    expect(readdirSync(folder.path).toSorted()).toEqual(['real', 'v.halfminute']);
  });

  it('resolves a link once: one that is turned elsewhere later does not move an open vault', async () => {
    const first = join(folder.path, 'first');
    symlinkSync(first, path);
    const file = open();
    await save(file, 'one');
    execFileSync('ln', ['-sfn', join(folder.path, 'second'), path]);
    await save(file, 'two');
    expect(readFileSync(first, 'utf8')).toBe('two');
    expect(existsSync(join(folder.path, 'second'))).toBe(false);
  });

  it('sweeps away what killed programs left, and nothing else', async () => {
    const left = ['v.halfminute.0123456789abcdef.tmp', 'v.halfminute.0123456789abcdef.stale'];
    const others = ['v.halfminute.tmp', 'w.halfminute.0123456789abcdef.tmp', 'v.halfminute.backup'];
    for (const name of [...left, ...others]) {
      writeFileSync(join(folder.path, name), 'x');
    }
    await save(open(), 'one');
    expect(readdirSync(folder.path).toSorted()).toEqual([...others, 'v.halfminute'].toSorted());
  });

  it('takes no folder and no link for one of its own, whatever name it bears', async () => {
    const secret = join(folder.path, 'secret');
    writeFileSync(secret, 'x');
    symlinkSync(secret, `${path}.20200101T000000Z-01234567.bak`);
    for (const ring of ['20200102T000000Z-01234567.bak', '00000000000000aa.stale']) {
      symlinkSync(`${path}.${ring}`, `${path}.${ring}`);
    }
    for (const name of ['20200103T000000Z-01234567.bak', '0123456789abcdef.tmp', '0123456789abcdef.stale']) {
      mkdirSync(`${path}.${name}`);
    }
    const file = open();
    for (let at = 0; at < 13; at++) {
      await save(file, String(at));
    }
    expect(await file.generations()).toHaveLength(10);
    expect(await codeOf(file.readGeneration('v.halfminute.20200101T000000Z-01234567.bak'))).toBe('io');
    expect(await file.deleteGenerations()).toBe(10);
    expect(readFileSync(secret, 'utf8')).toBe('x');
  });

  it('is not saved where it is marked read-only, and can still be read', async () => {
    const file = open();
    await save(file, 'one');
    chmodSync(path, 0o400);
    const { revision } = (await file.read()) ?? { revision: null };
    expect(await codeOf(file.write(bytesOf('two'), revision))).toBe('not-permitted');
    expect(readFileSync(path, 'utf8')).toBe('one');
    expect(readdirSync(folder.path)).toEqual(['v.halfminute']);
  });

  it('ends with a refusal where no folder can be made', async () => {
    expect(await codeOf(open('/proc/nowhere/deep/v.halfminute').write(bytesOf('one'), null))).toBe('io');
    writeFileSync(join(folder.path, 'file'), '');
    expect(await codeOf(open(join(folder.path, 'file/v.halfminute')).write(bytesOf('one'), null))).toBe('io');
  });

  it('tells a folder, a pipe and a device from a file, without waiting', async () => {
    mkdirSync(path);
    expect(await codeOf(open().read())).toBe('is-a-directory');
    const pipe = join(folder.path, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(await codeOf(open(pipe).read())).toBe('unsupported');
    expect(await codeOf(open('/dev/zero').read())).toBe('unsupported');
  });

  it('holds the old content or the new one, whole, whichever act of a save fails, and can be saved again', async () => {
    const acts = await actsOfOneSave();
    expect(acts.length).toBeGreaterThan(12);
    for (let failing = 0; failing < acts.length; failing++) {
      const at = join(folder.path, `${failing}.halfminute`);
      await save(open(at), 'old');
      let count = 0;
      const disk = guardedDisk(() => {
        if (count++ === failing) {
          throw systemError('EIO');
        }
      });
      const broken = createVaultFile({ path: at, randomBytes: nodeRandomBytes, disk, lockPatience });
      const revision = (await open(at).read())?.revision ?? null;
      const outcome = await broken.write(bytesOf('new'), revision).then(
        () => 'saved',
        () => 'failed',
      );
      const where = `act ${failing}, ${acts[failing]}`;
      const content = readFileSync(at, 'utf8');
      // Once the name stands for the new content it is saved, whatever tidying up fails; before, a failure changes nothing.
      const isRenamed = failing > acts.lastIndexOf('rename');
      expect(content, where).toBe(isRenamed || outcome === 'saved' ? 'new' : 'old');
      await save(open(at), 'newer');
      expect(readFileSync(at, 'utf8'), where).toBe('newer');
      expect(
        readdirSync(folder.path).filter((name) => /\.(?:tmp|stale|lock)$/.test(name)),
        where,
      ).toEqual([]);
    }
  }, 60_000);

  it('begins again when its lock is taken away while it writes', async () => {
    await save(open(), 'old');
    const { revision } = (await open().read()) ?? { revision: null };
    let thefts = 0;
    const disk = guardedDisk((act, at) => {
      if (act === 'create' && at.endsWith('.tmp') && thefts++ === 0) {
        writeFileSync(`${path}.lock`, '{"nonce":"another"}');
        setTimeout(() => execFileSync('rm', ['-f', `${path}.lock`]), 50);
      }
    });
    const file = createVaultFile({ path, randomBytes: nodeRandomBytes, disk });
    expect(await file.write(bytesOf('new'), revision)).toMatchObject({ outcome: 'written' });
    expect(thefts).toBe(2);
  });

  it('answers conflict when the content changes while it writes', async () => {
    await save(open(), 'old');
    const { revision } = (await open().read()) ?? { revision: null };
    const disk = guardedDisk((act, at) => {
      if (act === 'create' && at.endsWith('.tmp')) {
        writeFileSync(path, 'from a synced folder');
      }
    });
    const file = createVaultFile({ path, randomBytes: nodeRandomBytes, disk });
    expect(await file.write(bytesOf('new'), revision)).toEqual({ outcome: 'conflict' });
    expect(readFileSync(path, 'utf8')).toBe('from a synced folder');
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it('keeps a copy where the file system knows no second names', async () => {
    await save(open(), 'old');
    const { revision } = (await open().read()) ?? { revision: null };
    const disk = guardedDisk((act) => {
      if (act === 'link') {
        throw systemError('EPERM');
      }
    });
    const file = createVaultFile({ path, randomBytes: nodeRandomBytes, disk });
    expect(await file.write(bytesOf('new'), revision)).toMatchObject({ outcome: 'written' });
    const [kept] = await file.generations();
    expect(new TextDecoder().decode(await file.readGeneration(kept?.id ?? ''))).toBe('old');
  });

  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EFBIG', 'disk-full'],
    ['EROFS', 'not-permitted'],
    ['EACCES', 'not-permitted'],
    ['EIO', 'io'],
  ])('tells %s as %s, and leaves nothing behind', async (name, code) => {
    await save(open(), 'old');
    const { revision } = (await open().read()) ?? { revision: null };
    const disk = guardedDisk((act) => {
      if (act === 'create') {
        throw systemError(name);
      }
    });
    const file = createVaultFile({ path, randomBytes: nodeRandomBytes, disk });
    expect(await codeOf(file.write(bytesOf('new'), revision))).toBe(code);
    expect(readdirSync(folder.path)).toEqual(['v.halfminute']);
    expect(readFileSync(path, 'utf8')).toBe('old');
  });
});

async function actsOfOneSave(): Promise<readonly DiskAct[]> {
  const at = join(folder.path, 'counted.halfminute');
  await save(open(at), 'old');
  const acts: DiskAct[] = [];
  const counting = guardedDisk((act) => {
    acts.push(act);
  });
  const file = createVaultFile({ path: at, randomBytes: nodeRandomBytes, disk: counting });
  await file.write(bytesOf('new'), (await open(at).read())?.revision ?? null);
  return acts;
}
