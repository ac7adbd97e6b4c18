/** The composition root of the quick palette: a small window without codes of its own, which asks the one that has them. */
import { PaletteView, type PaletteHost } from '@halfminute/ui';
import { StrictMode } from 'react';
import '@halfminute/theme/tokens.css';
import '@halfminute/ui/ui.css';
import { commands, events } from './bindings.ts';
import { answerOf } from './platform/answer.ts';
import { heard } from './platform/heard.ts';
import { told } from './platform/told.ts';
import { showPage } from './show-page.tsx';

const { abilities } = await answerOf(commands.deviceSettings());

const host: PaletteHost = {
  ask: async (question) => answerOf(commands.paletteAsk(question)),
  typeCode: async (id) => answerOf(commands.paletteType(id)),
  canType: abilities.typing,
  close: () => told(commands.paletteClose()),
  watchLeft(left) {
    window.addEventListener('blur', left);
    return () => window.removeEventListener('blur', left);
  },
  watchOpened(opened) {
    opened();
    return heard(events.paletteOpened, opened);
  },
};

showPage(
  <StrictMode>
    <PaletteView host={host} />
  </StrictMode>,
);
