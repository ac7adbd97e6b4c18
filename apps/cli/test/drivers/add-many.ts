/** Opens a vault and adds so many accounts, a save each, under names that begin with the given word. */
import { createApp, emptyForm } from '@halfminute/core';
import { createNodePlatform } from '../../src/platform/node-platform.ts';

const [vaultPath = '', password = '', word = '', count = '0'] = process.argv.slice(2);
const app = createApp(createNodePlatform({ vaultPath }));
await app.start();
const opened = await app.session.unlock({ password });
if (opened.outcome !== 'opened') {
  throw new Error(`not opened: ${JSON.stringify(opened)}`);
}
for (let at = 0; at < Number(count); at++) {
  const reading = app.accounts.readForm({
    ...emptyForm(),
    service: `${word} ${at}`,
    code: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  });
  if (reading.outcome !== 'ready') {
    throw new Error('the form is not ready');
  }
  // oxlint-disable-next-line no-await-in-loop -- one save after another is the point
  const added = await app.accounts.add(reading.account, { allowDuplicate: true });
  const notices = app.getState().open?.notices ?? [];
  if (added.outcome !== 'added' || notices.some(({ kind }) => kind === 'save-failed')) {
    throw new Error(`not added: ${added.outcome}, ${JSON.stringify(notices)}`);
  }
}
app.dispose();
process.exit(0);
