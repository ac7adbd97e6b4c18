import type { Page, PasswordError } from '../../apps/sign-in/src/pages/page.ts';
import { form, hostile, longMail, now, user } from './ada.ts';
import { pageState, type PageState } from './state.ts';

function choose(why: 'invitation' | 'reset', error: PasswordError | null = null): Page {
  return { kind: 'choose-password', why, form: form('password'), user, least: 15, error };
}

function change(error: PasswordError | null = null): Page {
  return { kind: 'change-password', form: form('password'), user, least: 15, error, backUrl: '/security' };
}

function waiting(seconds: number): Page {
  return {
    kind: 'waiting',
    until: now + seconds,
    now,
    clockUrl: '/interaction/gallery/clock',
    goOnUrl: '/interaction/gallery',
    somebodyElse: form('somebody-else'),
  };
}

const reasons = ['form', 'cross-site', 'client', 'other'] as const;

export const accountStates: readonly PageState[] = [
  pageState('choose-password', 'Choose a password', choose('invitation')),
  pageState('choose-password-short', 'Too short', choose('invitation', { reason: 'too-short', least: 15, got: 11 })),
  pageState('choose-password-common', 'Common', choose('reset', { reason: 'common' })),
  pageState('choose-password-context', 'Holds a word', choose('reset', { reason: 'context', word: hostile })),
  pageState('choose-password-differ', 'The two differ', choose('reset', { reason: 'not-the-same' })),
  pageState('choose-password-long', 'Too long', choose('reset', { reason: 'too-long', most: 1024 })),
  pageState('change-password', 'Change the password', change()),
  pageState('change-password-old', 'Present password wrong', change({ reason: 'old-one-wrong' })),
  pageState('password-set', 'Password set', { kind: 'password-set', continueUrl: '/' }),
  pageState('forgotten', 'Forgot the password', {
    kind: 'forgotten-password',
    form: form('forgotten'),
    backUrl: '/interaction/gallery',
  }),
  pageState('forgotten-sent', 'Link sent, or not', { kind: 'forgotten-sent', minutes: 15, backUrl: null }),

  pageState('use-link', 'Link: enrol', { kind: 'use-link', what: 'enrol', form: form('link'), user }),
  pageState('use-link-enable', 'Link: switch on', {
    kind: 'use-link',
    what: 'enable-again',
    form: form('link'),
    user: longMail,
  }),
  pageState('link-used', 'Link used: enrol', { kind: 'link-used', what: 'enrol', continueUrl: '/' }),
  pageState('link-used-enable', 'Link used: on again', { kind: 'link-used', what: 'enable-again', continueUrl: '/' }),
  pageState('link-spent', 'Link spent', { kind: 'link-dead', state: 'spent', what: 'password-reset' }),
  pageState('link-expired', 'Link expired', { kind: 'link-dead', state: 'expired', what: 'invitation' }),
  pageState('link-unknown', 'Link unknown', { kind: 'link-dead', state: 'unknown', what: 'other' }),

  pageState('waiting', 'Waiting', waiting(28), { sheet: 'E5' }),
  pageState('waiting-long', 'Waiting an hour', waiting(3600), { sheet: 'E5' }),
  pageState('switched-off', 'Codes switched off', { kind: 'switched-off', failures: 20 }, { sheet: 'E5' }),
  pageState(
    'too-old',
    'Too old',
    { kind: 'too-old', minutes: 10, startAgainUrl: '/', cookieHelpUrl: '/interaction/gallery/cookies' },
    { sheet: 'D4' },
  ),
  pageState('cookie-help', 'Cookie help', { kind: 'cookie-help', backUrl: null }),
  pageState('clock-help', 'Clock help', { kind: 'clock-help', backUrl: '/interaction/gallery', serverTime: now }),
  pageState('busy', 'Busy', { kind: 'busy', retryAfterSeconds: 2 }),
  pageState('too-many', 'Too many tries', { kind: 'too-many', retryAfterSeconds: 260 }),
  pageState('unavailable', 'Unavailable', { kind: 'unavailable', reference: 'K7QM-4RXT' }),
  ...reasons.map((reason) =>
    pageState(`bad-request-${reason}`, `Bad request: ${reason}`, {
      kind: 'bad-request',
      reason,
      backUrl: reason === 'form' ? '/interaction/gallery' : null,
    }),
  ),
  pageState('not-found', 'Not found', { kind: 'not-found' }),
  pageState('home', 'Home', { kind: 'home', platformUrl: 'https://cases.firm.example', mySecurityUrl: '/security' }),
  pageState('sign-out', 'Sign out', {
    kind: 'sign-out',
    here: form('here'),
    everywhere: form('everywhere'),
    backUrl: '/security',
  }),
  pageState('signed-out', 'Signed out here', { kind: 'signed-out', everywhere: false, continueUrl: '/' }),
  pageState('signed-out-everywhere', 'Signed out everywhere', {
    kind: 'signed-out',
    everywhere: true,
    continueUrl: null,
  }),
];
