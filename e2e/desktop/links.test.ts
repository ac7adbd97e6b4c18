import { beforeAll, expect, it } from 'vitest';
import { addAccount, choosePassword, codeOnShow, tryPassword } from '../app-walk.ts';
import { until } from './desk.ts';
import { inTheWindow } from './desktop-test.ts';
import { windowProgram, type HalfminuteWindow } from './window.ts';

const quayside = { service: 'Quayside', user: 'ada@firm.example', code: '' };
const link = 'otpauth://totp/Quayside:ada@firm.example?secret=MZXW6YTBOI2TGNBVMZXW6YTBOI2TGNBV&issuer=Quayside';
/** Two accounts, as Google Authenticator hands them over. */
const transfer =
  'otpauth-migration://offline?data=CkEKFFuApcrvFDleg6jN8hc8YYar0PUaEhlRdWF5c2lkZTphZGFAZmlybS5leGFtcGxlGghRdWF5c2lkZSABKAEwAgoyChS22wAlSm%2BUud4DKE1yl7zhBitQdRILSGFyYm91cjphZGEaB0hhcmJvdXIgASgBMAIQARgBIAAoCQ%3D%3D';

inTheWindow('links and second starts', (desk, open) => {
  let window: HalfminuteWindow;

  /** As a browser does it: the program of the scheme is started with the link, hands it over and ends. */
  async function follow(...args: readonly string[]): Promise<void> {
    await desk().run(windowProgram, ...args);
  }

  beforeAll(async () => {
    window = await open();
    await choosePassword(window);
    await addAccount(window);
  });

  it('open the form, filled in; nothing is saved without a yes', async () => {
    await follow(link);
    await window.find('heading', 'Add account');
    await window.find('text', 'Filled in from the link.');
    await window.press('Cancel');
    await window.find('heading', 'Your codes').catch(() => null);
    expect(await window.text()).not.toContain('Quayside');
  });

  it('wait while it is locked, and are saved with a yes', async () => {
    await window.press('Lock');
    await window.find('heading', 'Unlock your codes');
    await follow(link);
    await window.find('text', 'The account from the link waits until you unlock.');
    await tryPassword(window);
    await window.find('text', 'Filled in from the link.');
    await window.press('Save and copy');
    expect(await codeOnShow(window, quayside)).toMatch(/^\d{6}$/u);
  });

  it('that hold several accounts lead to the import, and lie over what was half typed', async () => {
    await window.press('Add account');
    await window.fill('Service', 'Half typed');
    await follow(transfer);
    await window.find('text', '2 found: 2 chosen. One click undoes all of it later.');
    await window.press('Cancel');
    await follow(link.replaceAll('Quayside', 'Harbour'));
    await window.find('text', 'Filled in from the link.');
    await window.press('Cancel');
    await until('what was typed is still there', () =>
      window.driver.run<boolean>(
        'return [...document.querySelectorAll("input")].some((field) => field.value === "Half typed" && field.checkVisibility())',
      ),
    );
    await window.press('Cancel');
  });

  it('that are none do nothing but raise the window', async () => {
    await follow('https://example.com/otpauth');
    await follow();
    await codeOnShow(window, quayside);
    const windows = await desk().run('xdotool', 'search', '--onlyvisible', '--name', '^Halfminute$');
    expect(windows.trim().split('\n')).toHaveLength(1);
  });

  it('raise a window that was hidden behind others', async () => {
    await desk().run('xdotool', 'search', '--onlyvisible', '--name', '^Halfminute$', 'windowminimize');
    await follow();
    await until('the window is back', async () =>
      desk()
        .run('xdotool', 'search', '--onlyvisible', '--name', '^Halfminute$')
        .then(
          () => true,
          () => false,
        ),
    );
  });
});
