import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { password, useReadyVault } from './ready-vault.ts';
import { runHalfminute } from './run-halfminute.ts';

// A start takes 0.1 s alone, and many times that where all cores are busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const list = `otpauth://totp/Alder:ada?secret=${secret}&issuer=Alder&digits=8\nhello\notpauth://totp/Alder:ada?issuer=Alder\n`;
/** `zip -X0` of Debian 12 over a.txt with one link. */
const storedZip =
  'UEsDBAoAAAAAAASYel0j2EUMQQAAAEEAAAAFAAAAYS50eHRvdHBhdXRoOi8vdG90cC9CaXJjaDprYWk/c2VjcmV0PUdFWkRHTkJWR1kzVFFPSlFHRVpER05CVkdZM1RRT0pRClBLAQIeAwoAAAAAAASYel0j2EUMQQAAAEEAAAAFAAAAAAAAAAAAAACkgQAAAABhLnR4dFBLBQYAAAAAAQABADMAAABkAAAAAAA=';

const many = `otpauth://totp/Alder:ada?secret=${secret}&issuer=Alder&digits=7\notpauth://totp/Beech:ada?secret=${secret}&issuer=Beech&digits=8\n`;

describe('halfminute import', () => {
  const place = useReadyVault();
  const file = (content: string): string => {
    const path = join(place.folder, 'list.txt');
    writeFileSync(path, content);
    return path;
  };

  it('tells every entry with its verdict and code, without a vault, and long codes only when asked for', async () => {
    const args = ['import', file(list), '--dry-run', '--json', '--at', '59'];
    const { stdout, exitCode } = await runHalfminute(args);
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain(secret);
    expect(JSON.parse(stdout)).toMatchObject({
      entries: [
        { verdict: 'imported', account: { kind: 'totp', issuer: 'Alder', accountName: 'ada' }, code: '94287082' },
        { verdict: 'damaged', why: { reason: 'not-an-otp-code' } },
        { verdict: 'damaged', why: { reason: 'secret-missing' } },
      ],
    });
    expect((await runHalfminute([...args, '--show-secrets'])).stdout).toContain(secret);
  });

  it('says what to compare, where a file leaves something in doubt', async () => {
    // One account of Google's, whose name is "Zo\u00eb" in an older alphabet.
    const entry = [0x0a, 20, ...Buffer.from('12345678901234567890'), 0x12, 3, 0x5a, 0x6f, 0xeb, 0x30, 2];
    const data = Buffer.from([0x0a, entry.length, ...entry]).toString('base64');
    const path = file(`otpauth-migration://offline?data=${encodeURIComponent(data)}\n`);
    const { stdout } = await runHalfminute(['import', path, '--dry-run']);
    expect(stdout).toMatch(/imported +Zo\u00eb .*some may be wrong/);
    const asJson = await runHalfminute(['import', path, '--dry-run', '--json']);
    expect(JSON.parse(asJson.stdout)).toMatchObject({
      entries: [{ account: { accountName: 'Zo\u00eb' }, warnings: [{ code: 'name-guessed' }] }],
    });
  });

  it('adds what is new, and finds it there the second time', async () => {
    const path = file(list);
    expect((await place.run(['import', path])).stdout).toContain('1 of 3 imported. 2 were not');
    expect(await place.json(['import', path])).toMatchObject({ added: 0, entries: [{ verdict: 'duplicate' }, {}, {}] });
    expect((await place.run(['list'])).stdout).toContain('Alder');
    expect((await place.run(['import', path])).stdout).toContain('The same code is there already: Alder, ada.');
  });

  it('writes everything in one save', async () => {
    await place.run(['import', file(many)]);
    expect(await place.json(['restore', '--list'])).toHaveLength(1);
    expect((await place.run(['list'])).stdout).toContain('Beech');
  });

  it('takes an import back as a whole, and that taken back too', async () => {
    await place.run(['import', file(many)]);
    const imports = (await place.json(['import', '--imports'])) as readonly { readonly id: string }[];
    expect(imports).toMatchObject([{ programs: ['otpauth list'], count: 2, liveCount: 2 }]);
    expect((await place.run(['import', '--undo'])).stdout).toContain('2 accounts are in the trash for 30 days.');
    expect((await place.run(['list'])).stdout).not.toContain('Beech');
    expect(await place.json(['import', '--put-back', imports[0]?.id ?? ''])).toMatchObject({ putBack: 2 });
    expect((await place.run(['list'])).stdout).toContain('Beech');
  });

  it('refuses to take back what it does not know, and wants to be told what to do', async () => {
    const unknown = await place.run(['import', '--undo', 'f'.repeat(32)]);
    expect([unknown.exitCode, unknown.stderr]).toEqual([4, expect.stringContaining('There is no such import')]);
    expect((await place.run(['import', '--undo', '--imports'])).exitCode).toBe(2);
    expect((await runHalfminute(['import'])).stderr).toContain('wants a FILE');
  });

  it('takes the PINs of Mobile-OTP and Yandex from a file, and waits for those it does not get', async () => {
    const links = file(
      'motp://Fence:kai?secret=42D363EFD0FFBDFC\notpauth://yaotp/nora?secret=GPB5LJN72IIGV7IX5NRO45TZRM\n',
    );
    const pins = join(place.folder, 'pins.txt');
    const dryRun = ['import', links, '--dry-run', '--json', '--at', '59'];
    const verdicts = async (...more: readonly string[]) => {
      const { stdout } = await runHalfminute([...dryRun, ...more]);
      // an answer of ours, of this shape; where it is another, the tests fail
      const { entries } = JSON.parse(stdout) as { entries: { why?: { reason: string }; code?: string }[] };
      return entries.map(({ why, code }) => why?.reason ?? code);
    };
    expect(await verdicts()).toEqual(['needs-pin', 'needs-pin']);
    writeFileSync(pins, '5239\r\nfence:KAI\t0042\r\n');
    expect(await verdicts('--pin-file', pins)).toEqual(['0fbb42', 'iabocoqx']);
    writeFileSync(pins, '\ufeffYandex\t5239\n');
    expect(await verdicts('--pin-file', pins)).toEqual(['needs-pin', 'iabocoqx']);
    for (const wrong of ['', '1234\n5678\n', 'Yandex\t\n']) {
      writeFileSync(pins, wrong);
      const { exitCode, stdout } = await runHalfminute([...dryRun, '--pin-file', pins]);
      expect(exitCode).toBe(2);
      expect(stdout).not.toMatch(/1234|5678/);
    }
    writeFileSync(pins, '5239\nFence\t0042\n');
    expect(await place.json(['import', links, '--pin-file', pins])).toMatchObject({ added: 2 });
    expect((await place.run(['code', 'Fence'])).stdout).toMatch(/^[0-9a-f]{6}\n$/);
    expect((await place.run(['code', 'Yandex'])).stdout).toMatch(/^[a-z]{8}\n$/);
    // A list of links holds the PIN of Yandex; no link of Mobile-OTP has a place for one, and that is said.
    const exported = await place.run(['export', '--plain']);
    expect(exported.stdout).toContain('otpauth://yaotp/');
    expect(exported.stdout).not.toContain('0042');
    expect(exported.stderr).toContain('the PINs of Mobile-OTP');
    expect(await place.json(['list', '--show-secrets'])).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'motp', secretBase32: 'ILJWH36Q7667Y' })]),
    );
  });

  it('takes much memory for a file only where the user agreed', async () => {
    const sealed: unknown = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../../packages/interchange/test/fixtures/ente/sealed.json'), 'utf8'),
    );
    const large: unknown = sealed !== null && typeof sealed === 'object' && 'large' in sealed ? sealed.large : null;
    const args = ['import', file(JSON.stringify(large)), '--dry-run', '--json', '--file-password-stdin'];
    const asked = await runHalfminute(args, { input: 'pässword\n' });
    expect(asked.exitCode).toBe(2);
    expect(asked.stdout).toContain('--allow-memory 320');
    const agreed = await runHalfminute([...args, '--allow-memory', '320'], { input: 'pässword\n' });
    expect(JSON.parse(agreed.stdout)).toMatchObject({ programs: ['Ente Auth'], entries: [{}, {}, {}] });
    expect((await runHalfminute([...args, '--allow-memory', 'all'])).stdout).toContain(
      '--allow-memory wants whole MiB',
    );
  });

  it('says how many logins have no code, and that a database may want a key file', async () => {
    const json = { encrypted: false, items: [{ type: 1, name: 'x', login: { totp: null } }] };
    const { stdout } = await runHalfminute(['import', file(JSON.stringify(json)), '--dry-run']);
    expect(stdout).toContain('1 login has no code, and nothing to take over.');
    const folder = join(import.meta.dirname, '../../../packages/interchange/test/fixtures/keepass');
    const database = readFileSync(join(folder, 'argon2id-chacha20.kdbx.base64'), 'utf8');
    const path = join(place.folder, 'trees');
    writeFileSync(path, Buffer.from(database, 'base64'));
    const wrong = await runHalfminute(['import', path, '--dry-run', '--file-password-stdin'], { input: 'no\n' });
    expect(wrong.exitCode).toBe(5);
    expect(wrong.stderr).toContain('a key file or a security key');
  });

  it('says of each entry which of the files it came from, and which file in an archive', async () => {
    const path = file(list);
    const archive = join(place.folder, 'list.zip');
    writeFileSync(archive, Buffer.from(storedZip, 'base64'));
    const json: unknown = JSON.parse((await runHalfminute(['import', path, archive, '--dry-run', '--json'])).stdout);
    expect(json).toMatchObject({
      entries: [
        { file: path, where: 'line 1', verdict: 'imported' },
        { file: path, where: 'line 2', verdict: 'damaged' },
        { file: path, where: 'line 3', verdict: 'damaged' },
        { file: archive, where: 'a.txt, line 1', verdict: 'imported' },
      ],
    });
    const { stdout } = await runHalfminute(['import', path, archive, '--dry-run']);
    expect(stdout).toMatch(
      new RegExp(`${path}:\\nimported .*\\(line 1\\)\\n[^]*${archive}:\\nimported .*\\(a.txt, line 1\\)`),
    );
  });

  it('reads the others where one file cannot be read, and ends with another code', async () => {
    const path = file(list);
    const unknown = join(place.folder, 'unknown.txt');
    writeFileSync(unknown, password);
    const { stdout, exitCode } = await runHalfminute(['import', unknown, path, '--dry-run', '--json']);
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      entries: [{ verdict: 'imported' }, {}, {}],
      refused: [{ file: unknown, reason: 'not-recognised' }],
    });
    expect((await runHalfminute(['import', unknown, path, '--dry-run'])).stdout).toContain('unknown.txt');
  });

  it('takes over what a backup of our own holds, and knows its password from another', async () => {
    const backup = join(place.folder, 'own.halfminute');
    await place.run(['import', file(list)]);
    await runHalfminute(['backup', backup, '--vault', place.vault]);
    const args = ['import', backup, '--dry-run', '--json', '--file-password-stdin'];
    const { stdout } = await runHalfminute(args, { input: `${password}\n` });
    expect(JSON.parse(stdout)).toMatchObject({ programs: ['Halfminute'] });
    expect(stdout).toContain('"Alder"');
    expect((await runHalfminute(args, { input: 'another\n' })).exitCode).toBe(5);
    // One that is cut is told before anybody is asked for its password.
    writeFileSync(backup, readFileSync(backup).subarray(0, 300));
    const cut = await runHalfminute(['import', backup, '--dry-run']);
    expect(cut).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('damaged') });
  });

  it('leaves out what the other program had deleted unless it is asked for, and says so', async () => {
    const item = (name: string, totp: string, more: object = {}): object => ({
      type: 1,
      name,
      login: { username: 'ada', totp },
      ...more,
    });
    const json = {
      encrypted: false,
      items: [
        item('Alder', 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U'),
        item('Gone', 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU', { deletedDate: '2026-01-01T00:00:00Z' }),
      ],
    };
    const path = file(JSON.stringify(json));
    const dry = await runHalfminute(['import', path, '--dry-run']);
    expect(dry.stdout).toMatch(/left-out +Gone, ada .*in the bin of the other program, and is left out/u);
    expect(dry.stdout).toContain('add --include-deleted.');
    expect(dry.stdout).toContain('1 of 2 would be imported.');
    expect(await place.json(['import', path])).toMatchObject({
      added: 1,
      entries: [{ verdict: 'imported' }, { verdict: 'left-out', why: { reason: 'trashed-in-source' } }],
      notes: [expect.stringContaining('--include-deleted')],
    });
    expect((await place.run(['list', '--trash'])).stdout).not.toContain('Gone');
    expect(await place.json(['import', path, '--include-deleted'])).toMatchObject({
      added: 1,
      entries: [{ verdict: 'duplicate' }, { verdict: 'imported', why: { reason: 'trashed-in-source' } }],
    });
    expect((await place.run(['list', '--trash'])).stdout).toContain('Gone');
    expect((await place.run(['list'])).stdout).not.toContain('Gone');
  });

  it('tells both counters and both names of the same code, and takes it only where it is asked to', async () => {
    const code = 'secret=KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU';
    await place.run(['import', file(`otpauth://hotp/Gate:ada?${code}&issuer=Gate&counter=5\n`)]);
    const again = (): string => file(`otpauth://hotp/Gate:ada?${code}&issuer=Gate&counter=9\n`);
    const renamed = (): string => file(`otpauth://hotp/Fence:kai?${code}&issuer=Fence&counter=5\n`);
    const same = (): string => file(`otpauth://hotp/Gate:ada?${code}&issuer=Gate&counter=5\n`);
    const counters = await place.run(['import', again()]);
    expect(counters.stdout).toContain('already: Gate, ada. Its counter is 9 in this file, and 5 there.');
    expect(counters.stdout).toContain('add --include-duplicates.');
    const names = await place.run(['import', renamed()]);
    expect(names.stdout).toContain('already: Gate, ada. In this file it is called Fence, kai.');
    expect((await place.run(['import', same()])).stdout).not.toContain('--include-duplicates');
    expect(await place.json(['import', same(), '--include-duplicates'])).toMatchObject({ added: 0, notes: [] });
    expect(await place.json(['import', again(), '--include-duplicates'])).toMatchObject({
      added: 1,
      entries: [{ verdict: 'duplicate', why: { message: expect.stringContaining('It is taken over as well.') } }],
    });
    // Both are there now, whichever was first.
    expect(await place.json(['import', again(), '--include-duplicates'])).toMatchObject({ added: 0 });
    expect(await place.json(['list'])).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ issuer: 'Gate', counter: 5 }),
        expect.objectContaining({ issuer: 'Gate', counter: 9 }),
      ]),
    );
  });

  it('refuses what it does not know, in a sentence', async () => {
    const { stderr, exitCode } = await runHalfminute(['import', file(password), '--dry-run']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('No authenticator that is known here writes such a file.');
  });
});
