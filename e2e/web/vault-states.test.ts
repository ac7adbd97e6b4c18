import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { canRun } from '../../tools/requirements.ts';
import { ada, addAccount, choosePassword, password, rowName, tryPassword } from '../app-walk.ts';
import { webTest } from '../web-test.ts';
import { currentVault, putVault, readStore } from '../web-store.ts';
import { inTab, startWithAda } from '../web-tab.ts';

/** docs/vault-format.md: the version stands in bytes 16 and 17, and the last 32 are the SHA-256 of all before. */
function ofVersion(vault: Buffer, version: number): Buffer {
  const bytes = Buffer.from(vault);
  bytes.writeUInt16BE(version, 16);
  createHash('sha256')
    .update(bytes.subarray(0, -32))
    .digest()
    .copy(bytes, bytes.length - 32);
  return bytes;
}

function flipped(vault: Buffer, at: number): Buffer {
  const bytes = Buffer.from(vault);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}

const states: readonly {
  readonly name: string;
  readonly make: (vault: Buffer) => Buffer;
  readonly sentence: string;
}[] = [
  { name: 'empty', make: () => Buffer.alloc(0), sentence: 'The vault file is empty. Open a backup.' },
  {
    name: 'half written',
    make: (vault) => vault.subarray(0, vault.length / 2),
    sentence: 'The vault file was changed or damaged and was not opened.',
  },
  {
    name: 'changed in one bit of its header',
    make: (vault) => flipped(vault, 40),
    sentence: 'The vault file was changed or damaged and was not opened.',
  },
  {
    name: 'changed in one bit of its content',
    make: (vault) => flipped(vault, vault.length - 60),
    sentence: 'The vault file was changed or damaged and was not opened.',
  },
  {
    name: 'from a future version',
    make: (vault) => ofVersion(vault, 2),
    sentence: 'This vault file comes from a newer Halfminute. Nothing was changed.',
  },
  {
    name: 'somebody else’s JSON',
    make: () => Buffer.from('{"accounts": [{"name": "Exizent"}]}'),
    sentence: 'This is not a vault file of Halfminute.',
  },
];

describe.skipIf(!canRun('vault files in every state', 'chromium'))('a vault file that cannot be opened', () => {
  webTest('is said to be what it is, and stays as it is', async ({ site, open }) => {
    const { context } = await open();
    const page = await startWithAda(context, site.origin);
    const vault = currentVault(await readStore(page));
    for (const { name, make, sentence } of states) {
      await putVault(page, make(vault));
      const before = await readStore(page);
      await page.goto(site.origin);
      await page.getByText(sentence, { exact: true }).waitFor();
      expect(await page.getByLabel('Password', { exact: true }).count(), name).toBe(0);
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByText(sentence, { exact: true }).waitFor();
      expect(await readStore(page), name).toEqual(before);
    }
    await putVault(page, vault);
    await page.goto(site.origin);
    await tryPassword(inTab(page), password);
    await page.getByRole('button', { name: rowName(ada) }).waitFor();
  });
});

describe.skipIf(!canRun('a full disk', 'chromium'))('a disk that is full', () => {
  webTest(
    'costs nothing: the edit waits, the screen says so, and what was saved before opens',
    async ({ site, open }) => {
      const first = await open();
      const page = await first.context.newPage();
      await page.goto(site.origin);
      await choosePassword(inTab(page));
      await addAccount(inTab(page), ada);
      const session = await first.context.newCDPSession(page);
      await session.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: 1 });
      const second = { service: 'Cases', user: 'ada@firm.example', code: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' };
      await addAccount(inTab(page), second);
      await page.getByText('Your last change is not saved.').waitFor();
      await page.getByText('The disk is full.').first().waitFor();
      const other = await first.context.newPage();
      await other.goto(site.origin);
      await tryPassword(inTab(other), password);
      await other.getByRole('button', { name: rowName(ada) }).waitFor();
      expect(await other.getByRole('button', { name: rowName(second) }).count()).toBe(0);
      await other.close();

      await session.send('Storage.overrideQuotaForOrigin', { origin: site.origin });
      const third = { service: 'Post', user: 'ada@firm.example', code: 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U' };
      await addAccount(inTab(page), third);
      await page.getByText('Your last change is not saved.').waitFor({ state: 'detached' });
      await first.close();
      const again = await (await open()).context.newPage();
      await again.goto(site.origin);
      await tryPassword(inTab(again), password);
      for (const account of [ada, second, third]) {
        await again.getByRole('button', { name: rowName(account) }).waitFor();
      }
    },
  );
});

describe.skipIf(!canRun('a browser without a store', 'chromium'))('a browser that keeps nothing for the page', () => {
  webTest('is told of in its own words, with the way to let it', async ({ site, folder, open }) => {
    const profile = join(folder, 'profile', 'Default');
    mkdirSync(profile, { recursive: true });
    const blocked = 2;
    writeFileSync(
      join(profile, 'Preferences'),
      JSON.stringify({ profile: { default_content_setting_values: { cookies: blocked } } }),
    );
    const page = await (await open()).context.newPage();
    await page.goto(site.origin);
    await page.getByRole('heading', { name: 'This browser keeps nothing here' }).waitFor();
    expect(await page.getByRole('button').allInnerTexts()).toEqual(['Try again']);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('cookies and site data').waitFor();
  });
});
