import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { canRun, projectRoot } from '../../../tools/requirements.ts';
import { longCode, password, useReadyVault } from './ready-vault.ts';
import { runHalfminute } from './run-halfminute.ts';

// A command takes some 0.2 s alone, and many times that where all cores are busy.
vi.setConfig({ testTimeout: 240_000 });

const place = useReadyVault();
const { run, json } = place;

describe('halfminute code', () => {
  it.skipIf(!canRun('comparing with oathtool', 'oathtool'))(
    'prints the digits alone, the same as oathtool',
    async () => {
      const code = (): string => execFileSync('oathtool', ['--totp', '-b', longCode], { encoding: 'utf8' }).trim();
      const before = code();
      const { stdout, stderr, exitCode } = await run(['code', 'ada@firm']);
      expect([`${before}\n`, `${code()}\n`]).toContain(stdout);
      expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    },
  );

  it('prefers the account that is called exactly so', async () => {
    expect(await json(['code', 'exizent'])).toMatchObject({
      accountName: 'ada@firm.example',
      code: expect.stringMatching(/^\d{6}$/),
    });
  });

  it('lists several matches and exits with 3, nothing on stdout', async () => {
    const { stdout, stderr, exitCode } = await run(['code', 'exiz']);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 3 });
    expect(stderr).toContain('Exizent, ada@firm.example');
    expect(stderr).toContain('Exizent Test, ada');
    const answer = await json(['code', 'exiz']);
    expect(answer).toMatchObject({
      error: { code: 'several-matches', matches: [{ issuer: 'Exizent' }, { issuer: 'Exizent Test' }] },
    });
  });

  it('exits with 4 where nothing matches, and 5 for a wrong password', async () => {
    expect(await run(['code', 'nobody'])).toMatchObject({
      exitCode: 4,
      stdout: '',
      stderr: 'Nothing is called "nobody".\n',
    });
    expect(await run(['code', 'vpn'], { given: 'another' })).toMatchObject({
      exitCode: 5,
      stdout: '',
      stderr: 'That is not the password.\n',
    });
  });

  it('saves a counter account first, and moves it on by one each time', async () => {
    // RFC 4226, appendix D.
    expect((await run(['code', 'vpn'])).stdout).toBe('755224\n');
    expect(await json(['code', 'vpn', '--show-secrets'])).toMatchObject({
      kind: 'hotp',
      counter: 1,
      code: '287082',
      secretBase32: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    });
    expect(await json(['list', 'vpn', '--codes'])).toMatchObject([{ counter: 2, code: null }]);
    expect(await run(['code', 'vpn', '--watch'])).toMatchObject({ exitCode: 2, stdout: '' });
    expect(await json(['list', 'vpn'])).toMatchObject([{ counter: 2 }]);
  });

  it('prints no code of a counter account that cannot be saved', async () => {
    chmodSync(place.vault, 0o400);
    const before = readFileSync(place.vault);
    const { stdout, stderr, exitCode } = await run(['code', 'vpn']);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 });
    expect(stderr).toContain('read-only');
    expect(readFileSync(place.vault)).toEqual(before);
  });

  it('takes the password from another file descriptor', async () => {
    const ended = await runHalfminute(['code', 'vpn', '--vault', place.vault, '--password-fd', '3'], {
      third: `${password}\n`,
    });
    expect(ended).toEqual({ exitCode: 0, stdout: '755224\n', stderr: '' });
  });

  it('says how to give the password where there is no terminal', async () => {
    const { exitCode, stderr } = await runHalfminute(['code', 'vpn', '--vault', place.vault]);
    // With a terminal of its own, as under a developer's hands, it would ask there; here the test has cut it off or not.
    expect(exitCode === 2 ? stderr : '--password-stdin').toContain('--password-stdin');
  });

  it('copies where there is a clipboard, by stdin and not by argument, and says when there is none', async () => {
    expect(await run(['code', 'vpn', '--copy'])).toMatchObject({ exitCode: 2, stdout: '' });
    const programs = join(place.folder, 'programs');
    mkdirSync(programs, { recursive: true });
    const held = join(place.folder, 'clipboard');
    writeFileSync(join(programs, 'wl-copy'), `#!/bin/sh\necho "$@" >> ${held}.arguments\ncat > ${held}\n`, {
      mode: 0o755,
    });
    writeFileSync(join(programs, 'wl-paste'), `#!/bin/sh\ncat ${held}\n`, { mode: 0o755 });
    const env = { WAYLAND_DISPLAY: 'test', PATH: `${programs}:${process.env['PATH'] ?? ''}` };
    expect(await run(['code', 'vpn', '-c'], { env })).toMatchObject({
      exitCode: 0,
      stdout: 'Copied. The clipboard keeps it 20 s.\n',
    });
    expect(readFileSync(held, 'utf8')).toBe('755224');
    expect(readFileSync(`${held}.arguments`, 'utf8')).toBe('\n');
  });

  it('clears the clipboard later, and only if it still holds the code', async () => {
    const programs = join(place.folder, 'programs');
    const held = join(place.folder, 'clipboard');
    const env = { WAYLAND_DISPLAY: 'test', PATH: `${programs}:${process.env['PATH'] ?? ''}` };
    writeFileSync(held, '123456');
    await runHalfminute(['clear-clipboard'], { input: '0\n999999', env });
    expect(readFileSync(held, 'utf8')).toBe('123456');
    await runHalfminute(['clear-clipboard'], { input: '0\n123456', env });
    expect(readFileSync(held, 'utf8')).toBe('');
  });
});

describe('halfminute add, edit, list and remove', () => {
  it('names the character at fault, asks about duplicates, and wants a name', async () => {
    expect(await json(['add', '--service', 'X'], { after: 'JBSWY3DPEHPK3PX1' })).toMatchObject({
      error: { code: 'secret-not-base32', at: 16, field: 'code' },
    });
    const { exitCode, stderr } = await run(['add', '--service', 'X'], { after: longCode });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: 'You have this one already: Exizent, ada@firm.example. --allow-duplicate adds it all the same.\n',
    });
    expect(await json(['add'], { after: 'MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK' })).toMatchObject({
      error: { code: 'names-missing' },
    });
    expect(await json(['add', '--service', 'X'])).toMatchObject({ error: { code: 'secret-missing' } });
  });

  it('reads the code from a file, keeps odd shapes, and lets options go before a link', async () => {
    const file = join(place.folder, 'code.txt');
    writeFileSync(
      file,
      'otpauth://totp/Old:bob?secret=MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK&digits=7&period=20&algorithm=SHA512\n',
    );
    expect(
      await json(['add', '--code-file', file, '--service', 'New', '--note', 'n', '--favourite', '--tag', 'a']),
    ).toMatchObject({
      kind: 'totp',
      issuer: 'New',
      accountName: 'bob',
      digits: 7,
      periodSeconds: 20,
      algorithm: 'SHA512',
      code: expect.stringMatching(/^\d{7}$/),
    });
    expect(await json(['list', 'new', '--show-secrets'])).toMatchObject([
      { tags: ['a'], note: 'n', favourite: true, secretBase32: 'MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK' },
    ]);
  });

  it('edits what is given and nothing else, to the trash and back', async () => {
    expect(await json(['edit', 'exizent', '--service', 'Cases', '--digits', '8', '--tag', 'law'])).toMatchObject({
      issuer: 'Cases',
      accountName: 'ada@firm.example',
      digits: 8,
    });
    expect(await json(['edit', 'cases'])).toMatchObject({ error: { code: 'nothing-to-change' } });
    expect(await json(['edit', 'cases', '--digits', '12'])).toMatchObject({
      error: { code: 'bad-digits', field: 'digits' },
    });
    expect(await json(['list', 'cases', '--show-secrets'])).toMatchObject([
      { secretBase32: longCode, tags: ['law'], digits: 8 },
    ]);
    const removed = await run(['remove', 'cases']);
    expect(removed).toMatchObject({ exitCode: 0, stdout: 'Cases, ada@firm.example is in the trash for 30 days.\n' });
    expect(removed.stderr).toContain('MFA stays on at Cases');
    expect((await run(['list'])).stdout).toBe('Exizent Test, ada\nVPN, ada #work\n');
    expect((await run(['list', '--trash'])).stdout).toBe('Cases, ada@firm.example #law\n');
    expect((await run(['remove', '--put-back', 'cases'])).stdout).toBe('Cases, ada@firm.example is back.\n');
  });

  it('prints names that would act on a terminal spelled out, and as they are in JSON', async () => {
    const service = 'Evil\u001b]0;x\u0007\u202e';
    await run(['add', '--service', service], { after: 'MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK' });
    const { stdout } = await run(['list', 'evil']);
    expect(stdout).not.toMatch(/[\u001b\u0007\u202e]/u); // oxlint-disable-line no-control-regex -- they are what must not be there
    const text = (await run(['list', 'evil', '--json'])).stdout;
    expect(text).not.toMatch(/[\u001b\u0007\u202e]/u); // oxlint-disable-line no-control-regex -- as above
    expect(JSON.parse(text)).toMatchObject([{ issuer: expect.stringContaining('Evil') }]);
  });

  it('keeps a note of 10,000 characters, emoji and names written from right to left', async () => {
    const note = '👩‍👩‍👧 בנק '.repeat(1000).slice(0, 10_000);
    expect((await run(['edit', 'vpn', '--note', note, '--service', 'בנק 🐙'])).exitCode).toBe(0);
    expect(await json(['list', 'בנק'])).toMatchObject([{ issuer: 'בנק 🐙', note }]);
  });
});

describe('keys and copies', () => {
  it('changes the password, refuses a short one, and keeps the earlier copies', async () => {
    expect(await run(['passwd'], { after: 'short\n' })).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('8 characters'),
    });
    expect(await run(['passwd'], { after: 'an entirely new one\n' })).toMatchObject({ exitCode: 0 });
    expect((await run(['code', 'vpn'])).exitCode).toBe(5);
    expect((await run(['code', 'vpn'], { given: 'an entirely new one' })).stdout).toBe('755224\n');
    const folderPath = place.folder;
    expect(readdirSync(folderPath).some((name) => name.endsWith('.bak'))).toBe(true);
  });

  it('opens with the recovery key of the sheet and asks for a new password', async () => {
    const { stdout } = await run(['recover', '--new-sheet']);
    expect(stdout).toMatch(
      /^(?:[2-9A-HJKMNP-Z]{4} ){3}[2-9A-HJKMNP-Z]{4}\n(?:[2-9A-HJKMNP-Z]{4} ){3}[2-9A-HJKMNP-Z]{4}\n$/,
    );
    const key = stdout.replaceAll('\n', ' ').trim().toLowerCase();
    const slip = key.startsWith('a') ? `b${key.slice(1)}` : `a${key.slice(1)}`;
    expect(await run(['recover'], { given: slip })).toMatchObject({
      exitCode: 5,
      stderr: expect.stringContaining('slip'),
    });
    expect(await run(['recover'], { given: key, after: 'a password after all\n' })).toMatchObject({ exitCode: 0 });
    expect((await run(['code', 'vpn'], { given: 'a password after all' })).stdout).toBe('755224\n');
  });

  it('backs up without a password, never over a file that is there, and restores on a new computer', async () => {
    const backup = join(place.folder, 'backup.halfminute');
    expect(await runHalfminute(['backup', backup, '--vault', place.vault])).toMatchObject({ exitCode: 0 });
    expect(statSync(backup).mode & 0o777).toBe(0o600);
    expect(readFileSync(backup)).toEqual(readFileSync(place.vault));
    expect((await runHalfminute(['backup', backup, '--vault', place.vault])).exitCode).not.toBe(0);
    expect((await runHalfminute(['backup', backup, '--vault', place.vault, '--force'])).exitCode).toBe(0);
    place.vault = join(place.folder, 'new/computer.halfminute');
    expect(await run(['restore', backup], { given: 'another' })).toMatchObject({ exitCode: 5 });
    expect(existsSync(place.vault)).toBe(false);
    expect(await run(['restore', backup])).toMatchObject({
      exitCode: 0,
      stdout: 'Restored. There are 3 accounts in it.\n',
    });
    expect((await run(['code', 'vpn'])).stdout).toBe('755224\n');
  });

  it('puts an earlier copy in the place of a damaged vault', async () => {
    await run(['code', 'vpn']);
    writeFileSync(place.vault, readFileSync(place.vault).subarray(0, 400));
    expect(await run(['code', 'vpn'])).toMatchObject({
      exitCode: 6,
      stderr: expect.stringContaining('restore --list'),
    });
    const listed = await runHalfminute(['restore', '--list', '--vault', place.vault]);
    expect(listed.stdout).toMatch(/^1 {2}saved \d{4}-\d\d-\d\d \d\d:\d\d {2}\d+ bytes\n/);
    expect(await runHalfminute(['restore', '--kept', '1', '--vault', place.vault])).toMatchObject({ exitCode: 0 });
    expect((await run(['code', 'vpn'])).stdout).toBe('755224\n');
    expect((await runHalfminute(['restore', '--kept', '99', '--vault', place.vault])).exitCode).toBe(2);
  });

  it('exports links with a warning, into a file of its owner alone', async () => {
    expect(await run(['export'])).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringContaining('--plain'),
    });
    const { stdout, stderr } = await run(['export', '--plain']);
    expect(stdout.split('\n').filter((line) => line.startsWith('otpauth://'))).toHaveLength(3);
    expect(stderr).toContain('not encrypted');
    const file = join(place.folder, 'links.txt');
    expect(await run(['export', '--plain', '-o', file])).toMatchObject({
      exitCode: 0,
      stdout: `3 accounts exported to ${realpathSync(file)}.\n`,
    });
    expect(readFileSync(file, 'utf8')).toBe(stdout);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});

describe('the whole way, by the program alone', () => {
  it.skipIf(!canRun('the whole way by the command line', 'oathtool', 'python-vault'))(
    'makes a vault, adds what a service shows, prints the code that oathtool prints, and docs/decrypt.py opens it',
    async () => {
      place.vault = join(place.folder, 'ada/vault.halfminute');
      expect(await run(['init'])).toMatchObject({ exitCode: 0, stdout: `Your vault is ${place.vault}.\n` });
      const added = await run(['add', '--service', 'Exizent', '--user', 'ada@firm.example'], {
        after: 'jbsw y3dp-ehpk 3pxp jbsw y3dp ehpk 3pxp',
      });
      expect(added).toMatchObject({ exitCode: 0, stderr: '' });
      expect(added.stdout).toMatch(/^Added Exizent, ada@firm\.example\.\nThe code right now: \d{3} \d{3}\n$/);
      const oathtool = (): string => execFileSync('oathtool', ['--totp', '-b', longCode], { encoding: 'utf8' });
      const before = oathtool();
      const { stdout } = await run(['code', 'exizent']);
      expect([before, oathtool()]).toContain(stdout);
      expect(readFileSync(place.vault).subarray(0, 400).toString('latin1')).toContain(
        '"memoryKiB":262144,"passes":4,"lanes":4',
      );
      const text = execFileSync(
        '/usr/bin/python3',
        [join(projectRoot, 'docs/decrypt.py'), place.vault, '--otpauth', '--password-stdin'],
        {
          input: `${password}\n`,
          encoding: 'utf8',
        },
      );
      expect(text).toContain(`secret=${longCode}`);
      expect(text).toContain('Exizent');
    },
  );
});
