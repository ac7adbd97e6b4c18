import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { until } from './desk.ts';
import { inTheWindow } from './desktop-test.ts';
import { windowProgram } from './window.ts';

const secret = 'MZXW6YTBOI2TGNBVMZXW6YTBOI2TGNBV';
const link = `otpauth://totp/Quayside:ada@firm.example?secret=${secret}`;

/** Other people who work on the same computer, under names of their own. */
inTheWindow('other users of the computer', (desk, open) => {
  it('cannot lay a link where the icon of the tray is written, in a session without a folder of its own', async () => {
    const temporary = join(desk().home, 'tmp');
    const precious = join(desk().home, 'precious');
    mkdirSync(join(temporary, 'tray-icon'), { recursive: true });
    writeFileSync(precious, 'mine');
    symlinkSync(precious, join(temporary, 'tray-icon', 'tray-icon-halfminute-0.png'));
    const started = desk().start(windowProgram, ['--hidden'], { XDG_RUNTIME_DIR: '', TMPDIR: temporary });
    const icons = join(desk().home, '.config', 'halfminute', 'tray');
    try {
      await until('there is an icon', () => existsSync(icons) && readdirSync(icons).length > 0);
      expect(readFileSync(precious, 'utf8')).toBe('mine');
      expect(statSync(icons).mode & 0o777).toBe(0o700);
    } finally {
      started.kill();
      await until('it has ended', () => started.exitCode !== null || started.signalCode !== null);
    }
  });

  it('do not find the secret of a link in the list of processes', async () => {
    const window = await open([link]);
    const shown = readFileSync(`/proc/${window.driver.processId}/cmdline`, 'utf8');
    expect(shown).toContain('otpauthx');
    expect(shown).not.toContain(secret);
  });
});
