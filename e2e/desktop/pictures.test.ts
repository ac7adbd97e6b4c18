import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { runHalfminute } from '../../apps/cli/test/run-halfminute.ts';
import { projectRoot } from '../../tools/requirements.ts';
import { password, tryPassword } from '../app-walk.ts';
import { inTheWindow } from './desktop-test.ts';
import type { HalfminuteWindow } from './window.ts';

/** `npm run e2e:desktop -- --write pictures` puts them where README and guides show them. */
const folder = join(projectRoot, process.env['WRITE_PICTURES'] === '1' ? 'docs/pictures' : 'out/desktop');

const accounts = [
  ['Cases', 'ada@firm.example', 'R5XK2MQAW7DHV3LNT4ZCJ6PYBGE2OUSI', '--favourite'],
  ['Deedbox', 'ada@firm.example', 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'],
  ['Harbour Bank', 'ada-lovelace', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'],
  ['Land Registry', 'firm-0417', 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU'],
  ['Northgate Mail', 'ada@firm.example', 'MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK'],
  ['Payroll', 'A. Lovelace', 'NBSWY3DPO5XXE3DENBSWY3DPO5XXE3DE'],
] as const;

inTheWindow('pictures of the window', (desk, open) => {
  let window: HalfminuteWindow;

  async function halfminute(args: readonly string[], input: string): Promise<void> {
    const ended = await runHalfminute([...args, '--password-stdin'], { input, env: desk().environment });
    if (ended.exitCode !== 0) {
      throw new Error(`halfminute ${args[0]}: ${ended.stderr}`);
    }
  }

  async function keep(name: string): Promise<void> {
    const picture = await window.driver.picture();
    // Eight bytes every PNG begins with, then its first chunk, whose width is that of the window.
    expect(picture.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(picture.readUInt32BE(16)).toBe(420);
    writeFileSync(join(folder, `window-${name}.png`), picture);
  }

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    await halfminute(['init'], `${password}\n`);
    for (const [service, user, code, ...more] of accounts) {
      // oxlint-disable-next-line no-await-in-loop -- in their order
      await halfminute(['add', '--service', service, '--user', user, ...more], `${password}\n${code}\n`);
    }
    window = await open();
  });

  it('locked', async () => {
    await window.find('heading', 'Unlock your codes');
    await keep('unlock');
  });

  it('with the codes', async () => {
    await tryPassword(window);
    await window.find('button', /^Payroll, A. Lovelace/u);
    await keep('codes');
  });

  it('with the settings', async () => {
    await window.press('More');
    await window.choose('Settings');
    await window.find('text', 'Compare with a time server');
    await keep('settings');
  });
});
