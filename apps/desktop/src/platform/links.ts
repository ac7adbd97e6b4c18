import type { Links } from '@halfminute/core';
import { commands, events } from '../bindings.ts';
import { heard } from './heard.ts';

/** The event says only that a link waits: links hold secrets, and whoever listens to events sees them all. */
export const shellLinks: Links = {
  take: () => commands.takeLinks(),
  watch: (arrived) =>
    heard(events.link, () => {
      void commands.takeLinks().then((links) => links.forEach(arrived));
    }),
};
