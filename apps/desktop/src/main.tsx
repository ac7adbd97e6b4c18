/** The composition root of the native window: host, app, face. */
import { browserClock } from '@halfminute/browser';
import { createApp } from '@halfminute/core';
import { AppView, type UiHost } from '@halfminute/ui';
import { StrictMode, useEffect, type ReactElement } from 'react';
import '@halfminute/theme/tokens.css';
import '@halfminute/ui/ui.css';
import { commands, events } from './bindings.ts';
import { createClosing } from './close-asked.ts';
import { createDesktopPlatform } from './platform/desktop-platform.ts';
import { createNews, told } from './platform/told.ts';
import { showPage } from './show-page.tsx';
import { tellLocked } from './tell-locked.ts';

const facts = await commands.hostFacts();
const app = createApp(await createDesktopPlatform(facts), { version: facts.version });

const locked = tellLocked(
  app,
  createNews(({ isLocked, mayRest }) => commands.lockedChanged(isLocked, mayRest)),
);

const quit = (): void => told(commands.quit());
const closing = createClosing(app, {
  quit,
  wait: (milliseconds) =>
    new Promise((resolve) => {
      setTimeout(resolve, milliseconds);
    }),
});

const host: UiHost = {
  clock: browserClock,
  keyboard: 'window',
  isMac: facts.os === 'macos',
  version: facts.version,
  quit,
  closing: closing.question,
  somethingWaits: (waits) => locked.somethingWaits(waits),
};

// Before the shell is told that the page is there: from then on it asks.
await events.closeAsked.listen(() => void closing.mayClose().then((answer) => told(commands.closeAnswer(answer))));

/** The shell shows the window once there is something in it. */
function Window(): ReactElement {
  useEffect(() => told(commands.windowReady()), []);
  return <AppView app={app} host={host} />;
}

showPage(
  <StrictMode>
    <Window />
  </StrictMode>,
);
await app.start();
