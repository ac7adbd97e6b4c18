import { expect, it } from 'vitest';
import { ada, adaBase32, addAccount, choosePassword, codeOnShow, tryPassword } from '../app-walk.ts';
import { inTheSameSecond } from '../oathtool.ts';
import { inTheWindow } from './desktop-test.ts';
import { clipboardText } from './clipboard.ts';

inTheWindow('Ada in the real window', (desk, open) => {
  it('chooses a password, adds her first account, and has its code on the clipboard', async () => {
    const window = await open();
    await choosePassword(window);
    await addAccount(window);
    const copied = await inTheSameSecond(adaBase32, () => codeOnShow(window));
    expect(copied.read).toBe(copied.oathtool);
    expect(await clipboardText(desk())).toMatch(/^\d{6}$/);
  });

  it('marks a copied code as a secret, so that managers of clipboards leave it out of their histories', async () => {
    expect(await clipboardText(desk(), 'x-kde-passwordManagerHint')).toBe('secret');
  });

  it('unlocks the same account at the next start, and not with another password', async () => {
    const window = await open();
    await tryPassword(window, 'three dry otters');
    await window.find('text', 'That is not the password.');
    await tryPassword(window);
    const shown = await inTheSameSecond(adaBase32, () => codeOnShow(window, ada));
    expect(shown.read).toBe(shown.oathtool);
  });

  it('locks by a key, and shows no code any more', async () => {
    const window = await open();
    await tryPassword(window);
    const code = await codeOnShow(window);
    await desk().run('xdotool', 'search', '--onlyvisible', '--name', '^Halfminute$', 'windowactivate', '--sync');
    await desk().run('xdotool', 'key', 'ctrl+l');
    await window.find('heading', 'Unlock your codes');
    expect((await window.text()).replaceAll(/\s/g, '')).not.toContain(code);
  });
});
