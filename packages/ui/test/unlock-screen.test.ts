import type { App } from '@halfminute/core';
import { createApp } from '@halfminute/core';
import { createMemoryPlatform } from '@halfminute/core/testing';
import { createElement, type FunctionComponent } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import { AppContext } from '../src/hooks/app-context.tsx';
import { OpenBackupScreen } from '../src/screens/open-backup-screen.tsx';
import { UnlockScreen } from '../src/screens/unlock-screen.tsx';
import { en } from '../src/strings/en.ts';

// Markup is written without a browser, where React wants the state of a store told apart from its subscription.
vi.mock('react', async (load) => ({
  ...(await load<object>()),
  useSyncExternalStore: (_subscribe: unknown, read: () => unknown) => read(),
}));

async function lockedUnder(policy: string): Promise<App> {
  const app = createApp(createMemoryPlatform({ policy }), { cost: 'standard' });
  await app.start();
  await app.session.create({ password: 'cases on the table' });
  app.session.lock('by-user');
  return app;
}

function markupOf<Props extends object>(app: App, screen: FunctionComponent<Props>, props: Props): string {
  const host = {
    clock: { unixMs: () => 0, utcOffsetMinutes: () => 0 },
    keyboard: 'window',
    isMac: false,
    version: '0',
  } as const;
  return renderToStaticMarkup(createElement(AppContext, { value: { app, host } }, createElement(screen, props)));
}

it.each([
  ['{}', true],
  ['{"keySlots": ["recovery-key"]}', true],
  ['{"keySlots": ["device-key"]}', false],
])('the recovery key is offered where the policy allows it: %s', async (policy, isOffered) => {
  const app = await lockedUnder(policy);
  const unlock = markupOf(app, UnlockScreen, { wasHalfDone: false, isSomethingWaiting: false });
  expect(unlock).toContain(en.unlock.title);
  expect(unlock.includes(en.unlock.useRecoveryKey)).toBe(isOffered);
  const backup = markupOf(app, OpenBackupScreen, { file: undefined, onBack: () => undefined });
  expect(backup).toContain(en.openBackup.title);
  expect(backup.includes(en.unlock.useRecoveryKey)).toBe(isOffered);
  app.dispose();
});
