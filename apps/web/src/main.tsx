/** The composition root of the web app: host, app, face. */
import { browserClock } from '@halfminute/browser';
import { createApp } from '@halfminute/core';
import { AppView, type UiHost } from '@halfminute/ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@halfminute/theme/tokens.css';
import '@halfminute/ui/ui.css';
import { createWebPlatform } from './platform/web-platform.ts';

const version = import.meta.env.HALFMINUTE_VERSION;

// The cost for browsers: a vault made here must open in reasonable time here, too.
const app = createApp(createWebPlatform(), { cost: 'standard', version });

const host: UiHost = {
  clock: browserClock,
  keyboard: 'browser-tab',
  isMac: navigator.userAgent.includes('Macintosh'),
  version,
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
void app.start();

// The browser asks whether to leave; nobody can make it wait.
window.addEventListener('beforeunload', (event) => {
  if (app.getState().holdsUnsaved) {
    event.preventDefault();
  }
});
