import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBackup } from '../src/index.ts';
import type { Unlocked } from '../src/index.ts';
import { openAegis256 } from '../src/two-fa-guard/aegis256.ts';
import { argon2, bytesOf, counted, steam, summary, timed, unlock, usual } from './samples.ts';
import { zipOf } from './zip-writer.ts';

const password = 'pässword';

// Made by libraries that share no code with ours: fixtures/sealed/make.py.
const files = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/sealed/sealed.json'), 'utf8')) as Readonly<
  Record<string, string>
>;
const fileNamed = (name: string): Buffer => Buffer.from(files[name] ?? '', 'base64');

async function unlockBeside(bytes: Uint8Array, beside: readonly Uint8Array[], word: string): Promise<Unlocked> {
  const backup = await readBackup(bytes, { beside });
  if (backup.outcome !== 'needs-password') {
    throw new Error('The file asked for no password.');
  }
  return backup.unlock({ password: word, argon2 });
}

describe('encrypted files, each sealed by another library', () => {
  it.each([
    ['otpclient2', [timed, counted, steam]],
    ['otpclient3', [timed, counted, steam]],
    ['cotp', [timed, counted, expect.objectContaining({ kind: 'motp', issuer: 'Fence' })]],
    ['twoFaGuard', [timed, usual, { ...steam, issuer: 'steam' }]],
    ['winotp', [timed, usual]],
    ['authenticator1', [timed, counted, steam]],
    ['authenticator2', [timed, counted, steam]],
    ['authenticator3', [timed, counted, steam]],
  ])('%s opens with its password, and with no other', async (name, expected) => {
    const opened = await unlock(fileNamed(name), password);
    expect(opened.outcome === 'ready' && summary(opened)).toEqual(expected);
    expect(await unlock(fileNamed(name), 'another')).toEqual({ outcome: 'wrong-password', mayBeDamaged: true });
  });

  it.each(['otpclient2', 'otpclient3', 'twoFaGuard'])(
    '%s cut short or changed opens with no password',
    async (name) => {
      const whole = fileNamed(name);
      const changed = Buffer.from(whole);
      changed.writeUInt8(changed.readUInt8(changed.length - 50) ^ 1, changed.length - 50);
      for (const broken of [changed, whole.subarray(0, -1)]) {
        // oxlint-disable-next-line no-await-in-loop -- one derivation after the other
        expect(await unlock(broken, password)).toEqual({ outcome: 'wrong-password', mayBeDamaged: true });
      }
    },
  );

  it('groups and notes come with them', async () => {
    const otpClient = await unlock(fileNamed('otpclient3'), password);
    const guard = await unlock(fileNamed('twoFaGuard'), password);
    expect(otpClient.outcome === 'ready' && otpClient.entries[0]).toMatchObject({ tags: ['Work'] });
    expect(guard.outcome === 'ready' && guard.entries[0]).toMatchObject({ note: 'by the door' });
  });

  it('what OTPClient or WinOTP could never ask for is refused before it is paid for', async () => {
    const hungry = fileNamed('otpclient3');
    hungry.writeUInt32BE(2 ** 31, 9 + 4 + 16 + 32 + 4);
    await expect(unlock(hungry, password)).rejects.toMatchObject({ code: 'unsafe-parameters' });
    const winOtp = fileNamed('winotp').toString().replace('150000', '1500000000');
    await expect(unlock(bytesOf(winOtp), password)).rejects.toMatchObject({ code: 'unsafe-parameters' });
    const large = fileNamed('otpclient3');
    large.writeUInt32BE(2 ** 19, 9 + 4 + 16 + 32 + 4);
    expect(await unlock(large, password)).toEqual({ outcome: 'needs-consent', memoryKiB: 2 ** 19 });
  });

  it('a header of OTPClient that is cut short is damaged', async () => {
    await expect(readBackup(fileNamed('otpclient3').subarray(0, 60))).rejects.toMatchObject({ code: 'damaged' });
  });
});

describe('an encrypted maFile', () => {
  const maFile = fileNamed('maFile');
  const manifest = fileNamed('manifest');

  it('opens beside its manifest, with the password and with no other', async () => {
    const opened = await unlockBeside(maFile, [bytesOf('{}'), manifest], password);
    expect(opened.outcome === 'ready' && summary(opened)).toEqual([steam]);
    expect((await unlockBeside(maFile, [manifest], 'another')).outcome).toBe('wrong-password');
  });

  it('opens in an archive beside its manifest, which is no account itself', async () => {
    const plain = bytesOf({
      shared_secret: Buffer.from('12345678901234567890').toString('base64'),
      account_name: 'ada',
    });
    const whole = zipOf([
      { name: 'maFiles/1.maFile', content: maFile },
      { name: 'maFiles/2.maFile', content: plain },
      { name: 'maFiles/manifest.json', content: manifest },
    ]);
    const backup = await readBackup(whole);
    const opened = backup.outcome === 'ready' ? await backup.unlock?.({ password, argon2 }) : undefined;
    expect(opened?.outcome === 'ready' && summary(opened)).toEqual([steam, steam]);
    // Another program's file of this name is read as what it is.
    const other = zipOf([
      { name: 'manifest.json', content: bytesOf([{ secret: 'GEZDGNBVGY3TQOJQ', label: 'ada', type: 'TOTP' }]) },
      { name: '2.maFile', content: plain },
    ]);
    expect(await readBackup(other)).toMatchObject({ entries: [{ verdict: 'imported' }, { verdict: 'imported' }] });
  });

  it('without its manifest says that it may be missing, and the manifest alone that the maFiles are', async () => {
    expect(await unlockBeside(maFile, [], password)).toMatchObject({ mayWant: 'steam-manifest' });
    await expect(readBackup(manifest)).rejects.toThrow('its maFiles are missing');
    expect(await readBackup(manifest, { beside: [maFile] })).toMatchObject({ outcome: 'ready', entries: [] });
  });
});

describe('AEGIS-256', () => {
  const bytes = (hex: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(hex, 'hex'));
  const key = bytes('1001'.padEnd(64, '0'));
  const nonce = bytes('100002'.padEnd(64, '0'));
  const sealed = '754fc3d8c973246dcc6d741412a4b2361181a1d18091082bf0266f66297d167d2e68b845f61a3b0527d31fc7b7b89f13';

  it('opens the first vector of its draft, and nothing that was changed', () => {
    expect(openAegis256(key, nonce, bytes(sealed))).toEqual(new Uint8Array(16));
    expect(openAegis256(key, nonce, bytes(sealed.replace('754f', '754e')))).toBeNull();
    expect(openAegis256(key, nonce, bytes(sealed.slice(0, 40)))).toBeNull();
    expect(openAegis256(bytes('00'), nonce, bytes(sealed))).toBeNull();
  });
});
