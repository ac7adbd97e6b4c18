/** Opens a vault once and edits it over and over until it is killed. Prints a dot after each save. */
import { writeSync } from 'node:fs';
import { createApp } from '@halfminute/core';
import { createNodePlatform } from '../../src/platform/node-platform.ts';

const [vaultPath = '', password = ''] = process.argv.slice(2);
const app = createApp(createNodePlatform({ vaultPath }));
await app.start();
const opened = await app.session.unlock({ password });
const id = app.getState().open?.accounts[0]?.id;
if (opened.outcome !== 'opened' || id === undefined) {
  throw new Error(`not opened: ${JSON.stringify(opened)}`);
}
for (let at = 0; ; at++) {
  // oxlint-disable-next-line no-await-in-loop -- one save after another is the point
  const { outcome } = await app.accounts.edit(id, { note: `note ${at} ${'x'.repeat((at * 997) % 5000)}` });
  if (outcome !== 'saved') {
    throw new Error(`not saved: ${outcome}`);
  }
  writeSync(1, '.');
}
