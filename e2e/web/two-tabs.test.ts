import { describe } from 'vitest';
import { canRun } from '../../tools/requirements.ts';
import { addAccount, ada, choosePassword, password, rowName, tryPassword, type TypedAccount } from '../app-walk.ts';
import { webTest } from '../web-test.ts';
import { inTab } from '../web-tab.ts';

const cases: TypedAccount = { service: 'Cases', user: 'ada@firm.example', code: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' };
const post: TypedAccount = { service: 'Post', user: 'ada@firm.example', code: 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U' };

describe.skipIf(!canRun('two tabs', 'chromium'))('two tabs', () => {
  webTest('do not overwrite each other: what either added is in both, and after a restart', async ({ site, open }) => {
    const first = await open();
    const left = await first.context.newPage();
    await left.goto(site.origin);
    await choosePassword(inTab(left));
    await addAccount(inTab(left), ada);
    const right = await first.context.newPage();
    await right.goto(site.origin);
    await tryPassword(inTab(right), password);
    await right.getByRole('button', { name: rowName(ada) }).waitFor();

    await addAccount(inTab(left), cases);
    await addAccount(inTab(right), post);
    for (const page of [left, right]) {
      for (const account of [ada, cases, post]) {
        await page.getByRole('button', { name: rowName(account) }).waitFor();
      }
    }
    await first.close();

    const page = await (await open()).context.newPage();
    await page.goto(site.origin);
    await tryPassword(inTab(page), password);
    for (const account of [ada, cases, post]) {
      await page.getByRole('button', { name: rowName(account) }).waitFor();
    }
  });
});
