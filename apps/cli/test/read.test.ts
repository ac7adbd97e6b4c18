import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeBase32 } from '@halfminute/otp';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { canRun, projectRoot, sharedFolder } from '../../../tools/requirements.ts';
import { programArguments, runHalfminute, runProgram, temporaryFolder } from './run-halfminute.ts';

// A start takes 0.1 s alone, and many times that where all cores are busy.
vi.setConfig({ testTimeout: 120_000 });

/** For a shell. */
const programCommand = [process.execPath, ...programArguments].map((part) => `"${part}"`).join(' ');
const link = 'otpauth://totp/A:b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8';

async function readJson(input: string, ...args: readonly string[]): Promise<Record<string, unknown>> {
  const { stdout } = await runHalfminute(['read', '-', '--json', ...args], { input });
  return JSON.parse(stdout) as Record<string, unknown>; // every answer is an object; a test that expects another fields fails
}

describe('halfminute read', () => {
  it('prints the code of a link, and nothing else', async () => {
    expect(await runHalfminute(['read', '-', '--at', '59'], { input: link })).toEqual({
      exitCode: 0,
      stdout: '94287082\n',
      stderr: '',
    });
  });

  it('runs as npm run -s halfminute, and its exit code comes through', async () => {
    const npm = (args: readonly string[], input: string) =>
      runProgram('npm', ['--prefix', projectRoot, 'run', '-s', 'halfminute', '--', ...args], { input });
    expect(await npm(['read', '-', '--at', '59'], link)).toEqual({ exitCode: 0, stdout: '94287082\n', stderr: '' });
    expect((await npm(['read', '-'], 'no code at all')).exitCode).toBe(2);
  });

  it('reads the standard input when nothing is named', async () => {
    expect((await runHalfminute(['read', '--at', '59'], { input: link })).stdout).toBe('94287082\n');
  });

  it('reads an argument too, and warns that other programs can see it', async () => {
    const { stdout, stderr } = await runHalfminute(['read', link, '--at', '59']);
    expect(stdout).toBe('94287082\n');
    expect(stderr).toContain('Other programs');
    expect(stderr).not.toContain('GEZDGNBV');
  });

  it('prints an account in one spelling, and its long code only when asked for', async () => {
    const account = {
      kind: 'totp',
      issuer: 'A',
      accountName: 'b',
      algorithm: 'SHA1',
      digits: 8,
      periodSeconds: 30,
      code: '94287082',
    };
    expect(await readJson(link, '--at', '59')).toEqual(account);
    expect(await readJson(link, '--at', '59', '--show-secrets')).toEqual({
      ...account,
      secretBase32: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    });
    expect(await readJson('otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=1')).toEqual({
      kind: 'hotp',
      issuer: '',
      accountName: 'x',
      algorithm: 'SHA1',
      digits: 6,
      counter: 1,
      code: '287082',
    });
  });

  it('says what was in doubt about a code, in JSON too', async () => {
    const input = 'otpauth://hotp/A:b?secret=JBSWY3DPEHPK3PXP';
    const asJson = await runHalfminute(['read', '-', '--json'], { input });
    const warning = {
      code: 'counter-assumed',
      message: 'The link does not say where its counter stands, so it starts at 0.',
    };
    expect(JSON.parse(asJson.stdout)).toMatchObject({ kind: 'hotp', counter: 0, warnings: [warning] });
    expect((await runHalfminute(['read', '-'], { input })).stderr).toBe(`${warning.message}\n`);
  });

  it('refuses with a code, a sentence and the place, and never repeats what was pasted', async () => {
    const { exitCode, stdout, stderr } = await runHalfminute(['read', '-', '--json'], { input: 'JBSW Y3DP EHPK 3PX1' });
    expect(exitCode).toBe(2);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      error: { code: 'secret-not-base32', message: expect.stringContaining('"1"'), at: 19 },
    });
    expect(stdout).not.toContain('JBSW');
    const plain = await runHalfminute(['read', '-'], { input: 'JBSW Y3DP EHPK 3PX1' });
    expect(plain).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('19') });
  });

  it.each([
    ['Yandex', 'otpauth://yaotp/nora?secret=GPB5LJN72IIGV7IX5NRO45TZRM', 'GPB5'],
    ['Mobile-OTP', 'motp://Fence:kai?secret=42D363EFD0FFBDFC', '42D3'],
  ])('refuses a link of %s without its PIN as every other, in JSON too', async (_, pinless, part) => {
    const asJson = await runHalfminute(['read', '-', '--json', '--show-secrets'], { input: pinless });
    expect(asJson).toMatchObject({ exitCode: 2, stderr: '' });
    expect(JSON.parse(asJson.stdout)).toEqual({
      error: { code: 'needs-pin', message: expect.stringContaining('PIN') },
    });
    const plain = await runHalfminute(['read', '-'], { input: pinless });
    expect(plain).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('PIN') });
    expect(asJson.stdout + plain.stderr).not.toContain(part);
  });

  it.each(['-5', '1.5', 'now', '99999999999999999999', ''])('refuses --at=%s', async (time) => {
    const { exitCode, stdout } = await runHalfminute(['read', '-', `--at=${time}`, '--json'], { input: link });
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: time === '' ? 'missing-value' : 'bad-time' } });
  });

  it('reads UTF-16 with its mark, as Windows pipes it', async () => {
    const folder = temporaryFolder();
    const file = join(folder.path, 'paste');
    writeFileSync(file, `\ufeff${link}\r\n`, 'utf16le');
    const { stdout } = await runProgram('sh', ['-c', `${programCommand} read - --at 59 < "${file}"`]);
    folder.remove();
    expect(stdout).toBe('94287082\n');
  });

  it('refuses more than a mebibyte without reading on', async () => {
    const { exitCode, stderr } = await runHalfminute(['read', '-'], { input: 'A'.repeat(1024 * 1024 + 1) });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('1048576');
  });

  it('loads neither the vault nor Argon2', async () => {
    // To a file: what Node tells of its modules is a megabyte, and to a pipe that is read slowly it is cut short at the end of the program.
    const folder = temporaryFolder();
    const told = join(folder.path, 'told');
    await runProgram('sh', ['-c', `${programCommand} read - --at 59 2> "${told}"`], {
      input: link,
      env: { NODE_DEBUG: 'esm' },
    });
    const stderr = readFileSync(told, 'utf8');
    folder.remove();
    expect(stderr).toContain('packages/otp/src/index.ts');
    expect(stderr).not.toContain('packages/vault/');
    expect(stderr).not.toContain('node-rs');
  });
});

interface Case {
  readonly id: string;
  readonly input: string;
  readonly expect: {
    readonly verdict: 'accept' | 'refuse';
    readonly kind?: string;
    readonly reasonClass?: string;
    readonly issuer?: string;
    readonly account?: string;
    readonly secretHex?: string;
    readonly algorithm?: string;
    readonly digits?: number;
    readonly period?: number | null;
    readonly counter?: number | null;
    readonly codeAt?: Readonly<Record<string, string>>;
    readonly codeAtCounter?: Readonly<Record<string, string>>;
    /** The PIN that the link does not say. */
    readonly withPin?: string;
  };
  readonly alsoAcceptable?: readonly (string | { readonly issuer?: string; readonly account?: string })[];
}

const hasCases = canRun('the cases of otpauth links through halfminute read', 'shared');

describe.skipIf(!hasCases)('every case of otpauth links, through the program', () => {
  const text = hasCases ? readFileSync(join(sharedFolder, 'cases/uris.json'), 'utf8') : '{"cases":[]}';
  const { cases } = JSON.parse(text) as { readonly cases: readonly Case[] }; // a file of ours, of this shape
  const folder = temporaryFolder();
  afterAll(() => folder.remove());
  const pinArguments = (id: string, pin: string | undefined): readonly string[] => {
    if (pin === undefined) {
      return [];
    }
    const path = join(folder.path, id);
    writeFileSync(path, `${pin}\n`);
    return ['--pin-file', path];
  };

  it.concurrent.each(cases.map((one): readonly [string, Case] => [one.id, one]))(
    '%s',
    async (id, { input, expect: expected, alsoAcceptable = [] }) => {
      const at = Object.keys(expected.codeAt ?? {})[0] ?? '59';
      const pin = pinArguments(id, expected.withPin);
      if (pin.length > 0) {
        expect(await readJson(input)).toMatchObject({ error: { code: 'needs-pin' } });
      }
      const answer = await readJson(input, '--show-secrets', '--at', at, ...pin);
      if (/^otpauth-migration/i.test(input)) {
        expect(answer).toMatchObject({ error: { code: 'unsupported-kind' } });
        return;
      }
      const isRefusalFine =
        expected.verdict === 'refuse' ||
        alsoAcceptable.some((other) => typeof other === 'string' && other.startsWith('refuse'));
      if ('error' in answer) {
        expect(isRefusalFine).toBe(true);
        if (expected.verdict === 'refuse') {
          expect(answer).toMatchObject({ error: { code: expected.reasonClass, message: expect.stringMatching(/\S/) } });
        }
        return;
      }
      if (expected.verdict === 'refuse') {
        expect(alsoAcceptable.some((other) => typeof other === 'string' && other.startsWith('accept'))).toBe(true);
        return;
      }
      const code = expected.codeAt?.[at] ?? expected.codeAtCounter?.[String(expected.counter)];
      expect(answer).toMatchObject({
        kind: expected.kind,
        algorithm: expected.algorithm,
        digits: expected.digits,
        code,
      });
      expect(Buffer.from(decodeBase32(String(answer['secretBase32']))).toString('hex')).toBe(expected.secretHex);
      expect(answer['periodSeconds'] ?? null).toBe(expected.period ?? null);
      expect(answer['counter'] ?? null).toBe(expected.counter ?? null);
      const names = { issuer: expected.issuer, account: expected.account };
      const others = alsoAcceptable.flatMap((other) => (typeof other === 'object' ? [{ ...names, ...other }] : []));
      expect([names, ...others]).toContainEqual({ issuer: answer['issuer'], account: answer['accountName'] });
    },
    60_000,
  );
});
