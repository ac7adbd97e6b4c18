import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { readBackup } from '@halfminute/interchange';
import { encodeBase32 } from '@halfminute/otp';
import { canRun } from '../../../tools/requirements.ts';
import { longCode, useReadyVault } from './ready-vault.ts';
import { nodeDeriveKey } from '../src/platform/derive-key.ts';

vi.setConfig({ testTimeout: 240_000 });

const place = useReadyVault();
const { run, json } = place;

describe('halfminute export', () => {
  it.each(['links', 'aegis', '2fas', 'bitwarden', 'bitwarden-csv', 'google'])(
    'writes %s into a file of its owner alone, and our own import reads it back',
    async (format) => {
      const file = join(place.folder, `out-${format}`);
      const ended = await run(['export', '--format', format, '--plain', '-o', file]);
      expect(ended).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('This is not encrypted.') });
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const backup = await readBackup(readFileSync(file));
      const back = backup.outcome === 'ready' ? backup.entries : [];
      const isBitwarden = format.startsWith('bitwarden');
      expect(back.map(({ verdict }) => verdict)).toEqual(Array(isBitwarden ? 2 : 3).fill('imported'));
      expect(ended.stderr.includes('Left out:')).toBe(isBitwarden);
    },
  );

  it.each([
    ['aegis-encrypted', 3],
    ['2fas-encrypted', 3],
    ['bitwarden-encrypted', 2],
  ])(
    'writes %s with a password of its own, the second line of the input, and needs no --plain',
    async (format, count) => {
      const file = join(place.folder, `out-${format}`);
      const ended = await run(['export', '--format', format, '-o', file], { after: 'of the file\n' });
      expect(ended).toMatchObject({ exitCode: 0, stdout: `${count} accounts exported to ${realpathSync(file)}.\n` });
      expect(ended.stderr).not.toContain('not encrypted');
      expect(readFileSync(file, 'utf8')).not.toContain(longCode);
      const backup = await readBackup(readFileSync(file));
      const opened =
        backup.outcome === 'needs-password' &&
        (await backup.unlock({ password: 'of the file', argon2: nodeDeriveKey }));
      const [first] = opened !== false && opened.outcome === 'ready' ? opened.entries : [];
      expect(first?.verdict === 'imported' && encodeBase32(first.account.secret.reveal())).toBe(longCode);
    },
  );

  it('refuses an encrypted file without a password, and writes none', async () => {
    const file = join(place.folder, 'without');
    const args = ['export', '--format', 'aegis-encrypted', '-o', file];
    expect(await run(args)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('ended before') });
    expect(await run(args, { after: '\n' })).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('its own') });
    expect(existsSync(file)).toBe(false);
  });

  it('writes no plain file without --plain, and none over another without --force', async () => {
    const file = join(place.folder, 'there.txt');
    expect(await run(['export', '--format', 'paper', '-o', file])).toMatchObject({ exitCode: 2, stdout: '' });
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, 'mine');
    const args = ['export', '--format', 'paper', '--plain', '-o', file];
    expect(await run(args)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('--force') });
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(await run([...args, '--force'])).toMatchObject({ exitCode: 0 });
    expect(readFileSync(file, 'utf8')).toContain('<!doctype html>');
  });

  it('names what was left out in JSON, and refuses where nothing is left', async () => {
    expect(
      await json(['export', '--format', 'bitwarden', '--plain', '-o', join(place.folder, 'b.json')]),
    ).toMatchObject({ exported: 2, leftOut: [{ reason: 'kind', message: expect.stringContaining('from a counter') }] });
    const ended = await run(['export', 'vpn', '--format', 'bitwarden', '--plain']);
    expect(ended).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('Left out:') });
  });

  it('says which file it wrote, also where only the folder was named', async () => {
    const folder = join(place.folder, 'for-phone');
    mkdirSync(folder);
    const file = join(realpathSync(folder), 'halfminute-links.txt');
    expect((await run(['export', '--plain', '-o', folder])).stdout).toBe(`3 accounts exported to ${file}.\n`);
    expect(await json(['export', '--plain', '--force', '-o', folder])).toMatchObject({ exported: 3, file });
  });

  it('says how many accounts in the trash it left out', async () => {
    expect((await run(['export', '--plain'])).stderr).not.toContain('trash');
    expect(await json(['export', '--plain'])).toMatchObject({ leftInTrash: 0 });
    await run(['remove', 'vpn']);
    expect((await run(['export', '--plain'])).stderr).toContain('  1 account in the trash was left out.\n');
    expect(await json(['export', '--plain'])).toMatchObject({ leftInTrash: 1 });
    await run(['remove', 'vpn', '--put-back']);
  });

  it('writes one account alone, and refuses a format that nobody knows', async () => {
    expect((await run(['export', 'vpn', '--plain'])).stdout).toMatch(/^otpauth:\/\/hotp\/\S+\n$/);
    expect((await run(['export', 'nobody', '--plain'])).exitCode).toBe(4);
    expect((await run(['export', '--format', 'word', '--plain'])).exitCode).toBe(2);
    expect((await run(['export', '--format', 'paper', '--plain', '--qr'])).exitCode).toBe(2);
    expect(await run(['export', '--plain', '--qr', '-o', join(place.folder, 'qr')])).toMatchObject({ exitCode: 2 });
  });

  it.skipIf(!canRun('QR codes of the terminal, read by zbarimg', 'zbarimg'))(
    'draws QR codes that zbarimg reads',
    async () => {
      const { stdout } = await run(['export', 'vpn', '--plain', '--qr']);
      expect(stdout).toMatch(/^1 of 1\n/);
      const picture = join(place.folder, 'qr.pgm');
      writeFileSync(picture, pictureOf(stdout));
      const options = ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', picture];
      const link = execFileSync('zbarimg', options, { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
      expect(link).toBe((await run(['export', 'vpn', '--plain'])).stdout);
    },
  );
});

/** What a terminal would show, four dots a module. */
function pictureOf(drawn: string): Buffer {
  const rows = drawn
    .split('\n')
    .slice(1, -1)
    // oxlint-disable-next-line no-control-regex -- the colours are escape sequences
    .map((line) => line.replaceAll(/\u001b\[[\d;]*m/g, ''))
    .flatMap((line) => [
      Array.from(line, (block) => block === '█' || block === '▀'),
      Array.from(line, (block) => block === '█' || block === '▄'),
    ]);
  const side = (rows[0]?.length ?? 0) * 4;
  const grey = rows.flatMap((row) => {
    const dots = row.flatMap((isDark) => Array<number>(4).fill(isDark ? 0 : 255));
    return [dots, dots, dots, dots].flat();
  });
  return Buffer.concat([Buffer.from(`P5 ${side} ${rows.length * 4} 255\n`), Buffer.from(grey)]);
}
