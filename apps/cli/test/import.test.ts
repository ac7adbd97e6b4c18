import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { password, useReadyVault } from './ready-vault.ts';
import { runHalfminute } from './run-halfminute.ts';

// A start takes 0.1 s alone, and many times that where all cores are busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const list = `otpauth://totp/Alder:ada?secret=${secret}&issuer=Alder&digits=8\nhello\notpauth://totp/Alder:ada?issuer=Alder\n`;

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

  it('adds what is new, and finds it there the second time', async () => {
    const path = file(list);
    expect((await place.run(['import', path])).stdout).toContain('1 of 3 imported. 2 were not');
    expect(await place.json(['import', path])).toMatchObject({ added: 0, entries: [{ verdict: 'duplicate' }, {}, {}] });
    expect((await place.run(['list'])).stdout).toContain('Alder');
  });

  it('refuses what it does not know, in a sentence', async () => {
    const { stderr, exitCode } = await runHalfminute(['import', file(password), '--dry-run']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('No authenticator that is known here writes such a file.');
  });
});
