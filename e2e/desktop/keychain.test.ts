import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ChildProcess } from 'node:child_process';
import { beforeAll, expect, it } from 'vitest';
import { addAccount, choosePassword, codeOnShow, password, tryPassword } from '../app-walk.ts';
import { type Desk, until } from './desk.ts';
import { inTheWindow } from './desktop-test.ts';
import type { HalfminuteWindow } from './window.ts';

const unlockWithThisComputer = 'Unlock with this computer';

function startKeyring(desk: Desk): ChildProcess {
  const command = 'printf ring | exec gnome-keyring-daemon --foreground --unlock --components=secrets';
  return desk.start('sh', ['-c', command], { XDG_CONFIG_HOME: `${desk.home}/config` });
}

async function isAnswering(desk: Desk): Promise<boolean> {
  return desk.run('busctl', '--user', 'get-property', ...secretService, 'Collections').then(
    (answer) => answer.includes('/org/freedesktop/secrets/collection/login'),
    () => false,
  );
}

const secretService = ['org.freedesktop.secrets', '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service'];

inTheWindow('the keyring of the computer', (desk, open) => {
  let keyring: ChildProcess;
  let window: HalfminuteWindow;
  const vaultHash = (): string => createHash('sha256').update(readFileSync(desk().vaultPath)).digest('hex');

  beforeAll(async () => {
    keyring = startKeyring(desk());
    await until('the keyring answers', () => isAnswering(desk()));
    window = await open();
    await choosePassword(window);
    await addAccount(window);
  });

  it('keeps a key, and opens the codes with it at the next start', async () => {
    await window.press('More');
    await window.choose('Settings');
    await window.toggle(/^Unlock with this computer/u);
    await window.fill('Your password, once more', password);
    await window.press('Switch on');
    await until('the vault has the slot, and the switch says so', () =>
      window.driver.run<boolean>(
        'return [...document.querySelectorAll(\'[role="switch"]\')].some((box) => box.checked && /^Unlock with/.test(box.closest("label").textContent))',
      ),
    );
    const kept = await desk().run('secret-tool', 'search', '--all', 'service', 'Halfminute');
    expect(kept.match(/^secret = /gmu)).toHaveLength(1);
    window = await open();
    await window.press(unlockWithThisComputer);
    await codeOnShow(window);
  });

  it('that was killed leaves the vault as it is, says so, and the password still opens it', async () => {
    window = await open();
    await window.find('button', unlockWithThisComputer);
    const before = vaultHash();
    process.kill(-(keyring.pid ?? 0), 'SIGKILL');
    await until('the keyring is gone', async () => !(await isAnswering(desk())));
    await window.press(unlockWithThisComputer);
    await window.find('text', 'This computer’s keyring did not answer. Use the password.');
    expect(vaultHash()).toBe(before);
    await tryPassword(window);
    await codeOnShow(window);
  });

  it('that was never started is no hindrance: nothing is made anew, nothing is changed', async () => {
    window = await open();
    const before = vaultHash();
    await window.press(unlockWithThisComputer);
    await window.find('text', 'This computer’s keyring did not answer. Use the password.');
    expect(vaultHash()).toBe(before);
  });
});
