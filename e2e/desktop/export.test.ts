import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readBackup } from '@halfminute/interchange';
import { encodeBase32 } from '@halfminute/otp';
import { beforeAll, expect, it } from 'vitest';
import { ada, adaBase32, addAccount, choosePassword, password } from '../app-walk.ts';
import { until } from './desk.ts';
import { inTheWindow } from './desktop-test.ts';
import { activeWindow, giveFocus, pressKeys, windowNamed } from './keys.ts';
import type { HalfminuteWindow } from './window.ts';

inTheWindow('what leaves the window', (desk, open) => {
  let window: HalfminuteWindow;
  let ours: string;

  beforeAll(async () => {
    window = await open();
    await choosePassword(window);
    await addAccount(window);
    ours = await windowNamed(desk(), 'Halfminute');
  });

  /** In the settings; an export that was done leads back there. */
  const chooseWay = async (way: string): Promise<void> => {
    await window.press(/^Export /u);
    // The dot itself is drawn; what is pressed is its row.
    await window.driver.click(await window.find('text', way));
  };
  /** Answers the dialog of the system, which is not of the page. */
  const saveAs = async (name: string): Promise<string> => {
    await until('the dialog has the focus', async () => !['', ours].includes(await activeWindow(desk())));
    const path = join(desk().home, name);
    await pressKeys(desk(), 'ctrl+a');
    await desk().run('xdotool', 'type', '--delay', '10', path);
    await pressKeys(desk(), 'Return');
    await until('the file is there', () => statSync(path, { throwIfNoEntry: false }) !== undefined);
    await giveFocus(desk(), ours);
    return path;
  };
  it('is behind the password once more, written for its user alone, and read again as it was', async () => {
    await giveFocus(desk(), ours);
    await window.press('More');
    await window.choose('Settings');
    await chooseWay('A list of otpauth links');
    await window.find('text', 'This file is not encrypted.');
    await window.fill('Your password, once more', 'not this one');
    await window.press('Export 1 account');
    await window.find('text', 'That is not the password.');
    // In the field again, over what was wrong.
    await pressKeys(desk(), 'ctrl+a');
    await desk().run('xdotool', 'type', '--delay', '20', password);
    await window.press('Export 1 account');
    const path = await saveAs('links.txt');
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    await expectAda(readFileSync(path));
  });

  it('is a file of another program that opens with a password of its own', async () => {
    await chooseWay('Another program');
    await window.fill('Your password, once more', password);
    await window.fill('A password for the file', 'seven calm herons');
    await window.fill('The same once more', 'seven calm herons');
    await pressKeys(desk(), 'Return');
    const path = await saveAs('aegis.json');
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    const text = readFileSync(path, 'utf8');
    expect(JSON.parse(text)).toMatchObject({ header: { slots: [{ type: 1 }] } });
    expect(text).not.toContain(adaBase32);
  });

  async function expectAda(bytes: Uint8Array): Promise<void> {
    const backup = await readBackup(bytes);
    expect(backup).toMatchObject({
      outcome: 'ready',
      entries: [{ verdict: 'imported', account: { issuer: ada.service, accountName: ada.user } }],
    });
    const [entry] = backup.outcome === 'ready' ? backup.entries : [];
    expect(entry?.verdict === 'imported' && encodeBase32(entry.account.secret.reveal())).toBe(adaBase32);
  }
});
