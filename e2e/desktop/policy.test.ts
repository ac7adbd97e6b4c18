import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addAccount, choosePassword, tryPassword } from '../app-walk.ts';
import { inTheWindow } from './desktop-test.ts';
import { windowProgram, type HalfminuteWindow } from './window.ts';

inTheWindow(
  'the policy of an organisation',
  (desk, open) => {
    /** The window on a computer whose administrator wrote this policy, at the one place where the program believes it. */
    function openUnder(policy: string): Promise<HalfminuteWindow> {
      const etc = join(desk().home, 'etc');
      mkdirSync(join(etc, 'halfminute'), { recursive: true });
      writeFileSync(join(etc, 'halfminute', 'policy.json'), policy, { mode: 0o644 });
      const program = join(desk().home, 'under-policy');
      // Only this program and what it starts see the file: it lies over /etc in mounts of their own, and goes with them.
      writeFileSync(program, underPolicy(etc), { mode: 0o755 });
      return open([], program);
    }

    it('is in force in the window: a shorter password is refused, and the settings say who decided', async () => {
      const window = await openUnder('{ "passwordMinLength": 14, "clipboardSecondsAtMost": 20 }\n');
      await window.find('heading', 'Choose a password');
      await window.fill('Password', 'wet otters');
      await window.fill('Password again', 'wet otters');
      await window.press('Continue');
      await window.find('text', 'A password needs at least 14 characters here. Managed by your organisation.');
      expect(await window.sees('heading', 'Add your first account')).toBe(false);
      await window.driver.run('location.reload()');
      await choosePassword(window);
      await addAccount(window);
      await window.press('More');
      await window.choose('Settings');
      await window.find('text', 'Managed by your organisation');
    });

    it('that cannot be understood opens nothing, and says which line is to blame', async () => {
      const before = readFileSync(desk().vaultPath);
      const window = await openUnder('{\n  "passwordMinLength": 14,\n  "plainExprot": false\n}\n');
      await window.find('heading', 'Your codes stay closed');
      const text = await window.text();
      expect(text).toContain('The policy of your organisation cannot be read, so nothing is opened.');
      expect(text).toContain('/etc/halfminute/policy.json, line 3.');
      expect(await window.driver.run('return document.querySelectorAll("input").length')).toBe(0);
      expect(await window.sees('button', 'Unlock')).toBe(false);
      expect(readFileSync(desk().vaultPath).equals(before)).toBe(true);
    });

    it('that is gone again leaves the vault to its password', async () => {
      const window = await open();
      await tryPassword(window);
      await window.press('More');
      await window.choose('Settings');
      await window.find('text', 'Clipboard keeps a code');
      expect(await window.text()).not.toContain('Managed by your organisation');
    });
  },
  'own-mounts',
);

/** A program that starts the window under another /etc. It stays one process from the shell to the window. */
function underPolicy(etc: string): string {
  return `#!/bin/sh
exec unshare --mount sh -c 'mount -t overlay overlay -o "lowerdir=$0:/etc" /etc && exec "$@"' '${etc}' '${windowProgram}' "$@"
`;
}
