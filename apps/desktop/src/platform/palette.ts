import type { Palette, PaletteAnswer } from '@halfminute/core';
import { commands, events } from '../bindings.ts';
import type { PaletteAnswer_Deserialize } from '../bindings.ts';
import { heard } from './heard.ts';
import { told } from './told.ts';

/** The palette's questions, passed on by the shell with a number that the answer carries back. */
export const shellPalette: Palette = {
  serve: (answer) =>
    heard(events.paletteAsked, ({ ask, question }) => {
      void answer(question)
        .catch((): PaletteAnswer => ({ answer: 'failed' }))
        .then((answered) => told(commands.paletteAnswer(ask, toShell(answered))));
    }),
};

function toShell(answer: PaletteAnswer): PaletteAnswer_Deserialize {
  return answer.answer === 'rows' ? { ...answer, rows: [...answer.rows] } : answer;
}
