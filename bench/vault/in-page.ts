import { measure } from './measure.ts';

/** The door for Chromium: the bench calls it by name. */
Object.assign(globalThis, { measureVault: measure });
