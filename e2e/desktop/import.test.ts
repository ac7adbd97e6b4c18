import { beforeAll, expect, it } from 'vitest';
import { ada, addAccount, choosePassword, rowName, tryPassword } from '../app-walk.ts';
import { giveFocus, pressKeys, windowNamed } from './keys.ts';
import { inTheWindow } from './desktop-test.ts';
import type { HalfminuteWindow } from './window.ts';

const list = [
  'otpauth://totp/Alder:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Alder',
  'otpauth://totp/Beech:ada?secret=KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU&issuer=Beech',
  'otpauth://totp/Broken:ada?secret=1&issuer=Broken',
].join('\n');

inTheWindow('what is dropped on the window', (desk, open) => {
  let window: HalfminuteWindow;

  beforeAll(async () => {
    window = await open();
    await choosePassword(window);
    await addAccount(window);
  });

  /** A file let go over the page: the window hands it on as a File, without a path. */
  const drop = (name: string, text: string): Promise<void> =>
    window.driver.run(`
      const data = new DataTransfer();
      data.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}));
      const main = [...document.querySelectorAll('main')].find((one) => one.checkVisibility());
      for (const type of ['dragenter', 'dragover', 'drop']) {
        main.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
      }
    `);

  it('while it is locked waits for the unlock, and is written only when that is said', async () => {
    await giveFocus(desk(), await windowNamed(desk(), 'Halfminute'));
    await pressKeys(desk(), 'ctrl+l');
    await window.find('heading', 'Unlock your codes');
    await drop('old-phone.txt', list);
    await window.find('text', 'What you dropped waits until you unlock.');
    await tryPassword(window);
    await window.find('text', '3 found: 2 chosen, 1 damaged. One click undoes all of it later.');
    await window.press('Import 2');
    await window.find('heading', '2 of 3 imported');
  });

  it('is taken back whole by one click', async () => {
    await window.press('Undo the import');
    await window.find('button', rowName(ada));
    expect(await window.text()).not.toMatch(/Alder|Beech/u);
  });
});
