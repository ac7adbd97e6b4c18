import { describe, expect } from 'vitest';
import { canRun } from '../../tools/requirements.ts';
import { addAccount, password, rowName, tryPassword } from '../app-walk.ts';
import { webTest } from '../web-test.ts';
import { inTab, startWithAda } from '../web-tab.ts';

const late = { service: 'Late', user: 'ada', code: 'GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ' };

describe.skipIf(!canRun('a browser without room', 'chromium'))('a browser that gives no more room', () => {
  webTest(
    'loses no account: it is held, the tab asks before it goes, and it is saved once there is room',
    async ({ site, open }) => {
      const { context } = await open();
      const page = await startWithAda(context, site.origin);
      const devTools = await context.newCDPSession(page);
      await devTools.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: 1 });
      await addAccount(inTab(page), late);
      await page.getByText('Your last change is not saved. The disk is full.').waitFor();
      await page.getByRole('button', { name: 'Lock', exact: true }).click();
      await page.getByText('Unlock before you close this window.').waitFor();

      const question = page.waitForEvent('dialog');
      await page.close({ runBeforeUnload: true });
      const asked = await question;
      expect(asked.type()).toBe('beforeunload');
      await asked.dismiss();

      await devTools.send('Storage.overrideQuotaForOrigin', { origin: site.origin });
      await tryPassword(inTab(page), password);
      await page.getByRole('button', { name: rowName(late) }).waitFor();
      await expect.poll(() => page.getByText('Your last change is not saved.').count()).toBe(0);
      // Nobody asks now.
      await page.reload();
      await tryPassword(inTab(page), password);
      await page.getByRole('button', { name: rowName(late) }).waitFor();
    },
  );
});
