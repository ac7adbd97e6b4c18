import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFiles } from '../src/platform/files.ts';
import { nodeDisk } from '../src/platform/disk.ts';
import type { DiskAct } from './failing-disk.ts';
import { guardedDisk, systemError } from './failing-disk.ts';

const offered = { name: 'links.txt', bytes: new TextEncoder().encode('new'), mimeType: 'text/plain' };

describe('a file that the user keeps', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'halfminute-files-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** What FAT answers to a second name, in the words of each system; `then` may fail what is tried next. */
  const stick = (name: string, then: (act: DiskAct, path: string) => void = () => undefined) =>
    guardedDisk((act, path) => {
      if (act === 'link') {
        throw systemError(name);
      }
      then(act, path);
    });
  const rules = { vaultPaths: ['/nowhere/vault.halfminute'], replaces: false, isBackup: false };
  const keep = (disk = nodeDisk) => createFiles({ destination: join(folder, 'out.txt'), rules, disk }).save(offered);

  it.each(['EPERM', 'ENOTSUP', 'EISDIR'])(
    'lands on a stick that knows no second names (%s), for its owner alone',
    async (name) => {
      expect(await keep(stick(name))).toBe('saved');
      expect(readFileSync(join(folder, 'out.txt'), 'utf8')).toBe('new');
      expect(statSync(join(folder, 'out.txt')).mode & 0o777).toBe(0o600);
      expect(readdirSync(folder)).toEqual(['out.txt']);
    },
  );

  it('never takes the place of another there, which may come in the last moment', async () => {
    const path = join(folder, 'out.txt');
    const late = stick('EPERM', (act, acted) => {
      if (act === 'create' && acted === path) {
        writeFileSync(path, 'mine');
      }
    });
    await expect(keep(late)).rejects.toMatchObject({
      code: 'not-permitted',
      message: expect.stringContaining('--force'),
    });
    expect(readFileSync(path, 'utf8')).toBe('mine');
    expect(readdirSync(folder)).toEqual(['out.txt']);
  });

  it('leaves nothing behind where the stick is full', async () => {
    const full = stick('EPERM', (act, path) => {
      if (act === 'create' && path.endsWith('out.txt')) {
        throw systemError('ENOSPC');
      }
    });
    await expect(keep(full)).rejects.toMatchObject({ code: 'disk-full', message: expect.stringContaining('no room') });
    expect(readdirSync(folder)).toEqual([]);
  });
});
