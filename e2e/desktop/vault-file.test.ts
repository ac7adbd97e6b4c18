import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { runHalfminute } from '../../apps/cli/test/run-halfminute.ts';
import { password } from '../app-walk.ts';
import { inTheWindow } from './desktop-test.ts';
import { addAccount, choosePassword, codeOnShow, tryPassword } from './walk.ts';
import type { HalfminuteWindow } from './window.ts';

const harbour = { service: 'Harbour', user: 'ada', code: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' };
/** Each with a long code of its own. */
const saved = (n: number) => ({
  service: `Service ${n}`,
  user: 'ada',
  code: 'KRSXG5CTMVRXEZLU'.repeat(2).slice(0, 31) + 'ABCD'[n],
});

inTheWindow('the vault file under the window', (desk, open) => {
  let window: HalfminuteWindow;

  beforeAll(async () => {
    window = await open();
    await choosePassword(window);
    await addAccount(window);
  });

  it('is the command line’s at the same time: neither loses what the other saved', async () => {
    const added = await runHalfminute(
      ['add', '--service', harbour.service, '--user', harbour.user, '--password-stdin'],
      {
        input: `${password}\n${harbour.code}\n`,
        env: { ...desk().environment },
      },
    );
    expect(added).toMatchObject({ exitCode: 0 });
    expect(await codeOnShow(window, harbour)).toMatch(/^\d{6}$/u);
    await addAccount(window, saved(0));
    const listed = await runHalfminute(['list', '--password-stdin'], {
      input: `${password}\n`,
      env: { ...desk().environment },
    });
    for (const name of ['Exizent', harbour.service, 'Service 0']) {
      expect(listed.stdout).toContain(name);
    }
  });

  it('is whole after a kill in the middle of a save, with everything that was said to be saved', async () => {
    for (let round = 1; round <= 3; round += 1) {
      await addAccount(window, saved(round));
      await window.press('Add account');
      await window.fill('Service', 'half done');
      await window.fill('Code', harbour.code);
      await window.press('Save and copy');
      // Somewhere between the press and the end of the save.
      await sleep(round * 4);
      process.kill(window.driver.processId, 'SIGKILL');
      window = await open();
      await tryPassword(window);
      for (const account of [harbour, ...Array.from({ length: round + 1 }, (_, n) => saved(n))]) {
        await codeOnShow(window, account);
      }
    }
  });
});
