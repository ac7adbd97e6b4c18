import type { SystemLock } from '@halfminute/core';
import { events } from '../bindings.ts';
import { heard } from './heard.ts';

export const shellSystemLock: SystemLock = {
  watch: (happened) => heard(events.systemLock, ({ what }) => happened(what)),
};
