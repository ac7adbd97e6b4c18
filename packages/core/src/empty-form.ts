import type { AccountForm } from './app.ts';

/** What the Add form holds before anything is typed: a code of six digits every thirty seconds, as nearly all services want it. */
export function emptyForm(): AccountForm {
  return {
    service: '',
    user: '',
    code: '',
    kind: 'totp',
    pin: '',
    algorithm: 'SHA1',
    digits: '6',
    periodSeconds: '30',
    counter: '0',
  };
}
