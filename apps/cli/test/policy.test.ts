import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp, emptyForm } from '@halfminute/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../tools/requirements.ts';
import { createNodePlatform } from '../src/platform/node-platform.ts';
import { runHalfminute, runProgram, temporaryFolder } from './run-halfminute.ts';
import type { Ended } from './run-halfminute.ts';

const PASSWORD = 'cases on the table';
const driver = join(projectRoot, 'apps/cli/test/drivers/with-policy.ts');
const folder = temporaryFolder();
const vault = join(folder.path, 'ada.halfminute');
const policyPath = join(folder.path, 'policy.json');
const me = process.getuid?.() ?? -1;

interface Where {
  readonly policy: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Runs a command where this policy lies. */
function under({ policy, env = {}, input = '' }: Where, ...args: readonly string[]): Promise<Ended> {
  writeFileSync(policyPath, policy, { mode: 0o644 });
  return runProgram(process.execPath, ['--conditions=@halfminute/source', driver, policyPath, String(me), ...args], {
    input,
    env,
  });
}

const withPassword = ['--password-stdin', '--vault', vault];

beforeAll(async () => {
  const app = createApp(createNodePlatform({ vaultPath: vault }), { cost: 'standard' });
  await app.start();
  await app.session.create({ password: PASSWORD });
  const form = app.accounts.readForm({
    ...emptyForm(),
    service: 'Cases',
    user: 'ada',
    code: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  });
  if (form.outcome !== 'ready') {
    throw new Error(form.outcome);
  }
  await app.accounts.add(form.account);
  app.dispose();
});
afterAll(() => folder.remove());

describe('a policy that cannot be read', () => {
  const sha256 = () => createHash('sha256').update(readFileSync(vault)).digest('hex');

  it.each([
    ['code', 'Cases', ...withPassword],
    ['list', ...withPassword],
    ['init', '--password-stdin', '--vault', join(folder.path, 'new.halfminute')],
    ['restore', vault, ...withPassword],
    ['restore', '--kept', '1', '--vault', vault],
    ['backup', join(folder.path, 'backup.halfminute'), '--vault', vault],
    ['recover', ...withPassword],
  ])('keeps "%s" from opening or making anything', async (...args) => {
    const before = sha256();
    const ended = await under({ policy: '{\n  "plainExport": no\n}', input: `${PASSWORD}\n` }, ...args);
    expect(ended).toMatchObject({ exitCode: 6, stdout: '' });
    expect(ended.stderr).toContain(
      `The policy of your organisation cannot be read, so nothing is opened. Tell your IT team: ${policyPath}, line 2.`,
    );
    expect(sha256()).toBe(before);
    expect(existsSync(join(folder.path, 'new.halfminute'))).toBe(false);
    expect(existsSync(join(folder.path, 'backup.halfminute'))).toBe(false);
  });

  it('tells scripts the file, the line and the reason', async () => {
    const ended = await under({ policy: '{"passwordMinLength": 7}' }, 'list', '--json', ...withPassword);
    expect(JSON.parse(ended.stdout)).toMatchObject({
      error: { code: 'policy-broken', path: policyPath, line: 1, reason: expect.stringContaining('from 8 to 64') },
    });
  });

  it('does not keep from what opens no vault', async () => {
    const link = 'otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    expect(await under({ policy: 'no', input: link }, 'read', '-')).toMatchObject({ exitCode: 0 });
    expect(await under({ policy: 'no' }, 'version')).toMatchObject({ exitCode: 0 });
  });
});

describe('a policy in force', () => {
  it('wants longer passwords', async () => {
    const made = join(folder.path, 'long.halfminute');
    const ended = await under(
      { policy: '{"passwordMinLength": 30}', input: `${PASSWORD}\n` },
      'init',
      '--password-stdin',
      '--vault',
      made,
    );
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain('A password needs at least 30 characters here. Managed by your organisation.');
    expect(existsSync(made)).toBe(false);
  });

  it('refuses a list without encryption, by whatever command', async () => {
    const policy = '{"plainExport": false}';
    for (const args of [
      ['export', '--plain'],
      ['list', '--json', '--show-secrets'],
    ]) {
      const ended = await under({ policy, input: `${PASSWORD}\n` }, ...args, ...withPassword);
      expect(ended.exitCode).toBe(2);
      const said = ended.stdout + ended.stderr;
      expect(said).toContain('Your organisation does not allow');
      expect(said).not.toMatch(/otpauth:|GEZDGNBV/u);
    }
  });

  it('refuses a recovery sheet', async () => {
    const ended = await under(
      { policy: '{"keySlots": []}', input: `${PASSWORD}\n` },
      'recover',
      '--new-sheet',
      ...withPassword,
    );
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ended.stderr).toContain('Your organisation does not allow a recovery sheet.');
  });

  it.each([
    ['recover', '--password-stdin', '--vault', vault],
    ['restore', vault, '--recovery-key', '--password-stdin', '--vault', vault],
  ])('lets no recovery key open anything by "%s"', async (...args) => {
    const ended = await under({ policy: '{"keySlots": ["device-key"]}', input: 'any key\nany password\n' }, ...args);
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ended.stderr).toContain('Your organisation does not allow the recovery key.');
  });

  it('shortens how long the clipboard keeps a code', async () => {
    const bin = join(folder.path, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'xclip'), '#!/bin/sh\ncat > /dev/null\n', { mode: 0o755 });
    const ended = await under(
      {
        policy: '{"clipboardSecondsAtMost": 5}',
        input: `${PASSWORD}\n`,
        env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`, DISPLAY: ':99' },
      },
      'code',
      'Cases',
      '--copy',
      ...withPassword,
    );
    expect(ended).toMatchObject({ exitCode: 0, stdout: 'Copied. The clipboard keeps it 5 s.\n' });
  });

  it('keeps the vault in its folder, and refuses another place', async () => {
    const fixed = join(folder.path, 'fixed');
    const policy = JSON.stringify({ vaultFolder: fixed });
    const input = `${PASSWORD}\n`;
    const made = await under({ policy, input }, 'init', '--password-stdin');
    expect(made).toMatchObject({ exitCode: 0, stdout: `Your vault is ${join(fixed, 'vault.halfminute')}.\n` });
    const byOption = await under({ policy, input }, 'list', ...withPassword);
    expect(byOption).toMatchObject({ exitCode: 2, stdout: '' });
    expect(byOption.stderr).toContain(`Your organisation keeps the vault in ${fixed}, so --vault is not allowed.`);
    const byVariable = await under({ policy, input, env: { HALFMINUTE_VAULT: vault } }, 'list', '--password-stdin');
    expect(byVariable).toMatchObject({ exitCode: 2, stdout: '' });
    expect(byVariable.stderr).toContain('so HALFMINUTE_VAULT is not allowed.');
  });
});

describe('the policy file', () => {
  it('cannot be moved by a variable', async () => {
    writeFileSync(policyPath, 'no policy');
    const env = { HALFMINUTE_POLICY_FILE: policyPath, HALFMINUTE_POLICY: policyPath };
    const ended = await runHalfminute(['list', ...withPassword], { input: `${PASSWORD}\n`, env });
    expect(ended).toMatchObject({ exitCode: 0 });
  });
});
