import type { Tray } from '@halfminute/core';
import { commands, events } from '../bindings.ts';
import { heard } from './heard.ts';
import { createNews } from './told.ts';

export const shellTray: Tray = {
  show: createNews(({ isLocked, favourites }) => commands.setTray({ isLocked, favourites: [...favourites] })),
  watch(asked) {
    const stops = [
      heard(events.lockAsked, () => asked({ act: 'lock' })),
      heard(events.trayCopy, ({ id }) => asked({ act: 'copy', id })),
    ];
    return () => stops.forEach((stop) => stop());
  },
};
