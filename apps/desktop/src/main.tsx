/** The composition root of the native window: host, app, face. */
import { browserClock } from '@halfminute/browser';
import { createApp } from '@halfminute/core';
import { AppView, type UiHost } from '@halfminute/ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@halfminute/theme/tokens.css';
import '@halfminute/ui/ui.css';
import { commands } from './bindings.ts';
import { createDesktopPlatform } from './platform/desktop-platform.ts';

const facts = await commands.hostFacts();
const app = createApp(createDesktopPlatform(facts), { version: facts.version });

const host: UiHost = {
  clock: browserClock,
  keyboard: 'window',
  isMac: facts.os === 'macos',
  version: facts.version,
};

const root = document.querySelector('#root');
if (root === null) {
  throw new Error('index.html has no element with the id "root"');
}
createRoot(root).render(
  <StrictMode>
    <AppView app={app} host={host} />
  </StrictMode>,
);
await app.start();
