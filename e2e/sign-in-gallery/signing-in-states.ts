import type { CodeError, Page } from '../../apps/sign-in/src/pages/page.ts';
import { form, hostile, longMail, user } from './ada.ts';
import { pageState, type PageState } from './state.ts';

type PageOf<Kind extends Page['kind']> = Extract<Page, { readonly kind: Kind }>;

function signIn(more: Partial<PageOf<'sign-in'>> = {}): Page {
  return { kind: 'sign-in', form: form('password'), userName: '', error: null, forgottenUrl: '/forgotten', ...more };
}

function code(more: Partial<PageOf<'one-time-code'>> = {}): Page {
  return {
    kind: 'one-time-code',
    form: form('code'),
    user,
    rememberDays: 30,
    rememberTicked: false,
    error: null,
    recoveryUrl: '/interaction/gallery/recovery',
    clockUrl: '/interaction/gallery/clock',
    ...more,
  };
}

function stepUp(more: Partial<PageOf<'step-up'>> = {}): Page {
  return {
    kind: 'step-up',
    form: form('code'),
    clientName: 'Cases',
    user,
    error: null,
    recoveryUrl: '/interaction/gallery/recovery',
    cancel: form('cancel'),
    ...more,
  };
}

function recovery(more: Partial<PageOf<'recovery-code'>> = {}): Page {
  return {
    kind: 'recovery-code',
    form: form('recovery'),
    user,
    error: null,
    backUrl: '/interaction/gallery',
    left: 7,
    ...more,
  };
}

function confirm(more: Partial<PageOf<'confirm-it-is-you'>> = {}): Page {
  return {
    kind: 'confirm-it-is-you',
    form: form('confirm'),
    user,
    act: 'add',
    about: null,
    factor: 'code',
    error: null,
    otherWayUrl: '/security/confirm?by=recovery',
    backUrl: '/security',
    ...more,
  };
}

const slow: CodeError = { reason: 'clock', direction: 'slow', seconds: 160 };
const fast: CodeError = { reason: 'clock', direction: 'fast', seconds: 3690 };

export const signingInStates: readonly PageState[] = [
  pageState('sign-in', 'Sign in', signIn(), { sheet: 'D2' }),
  pageState('sign-in-known', 'Sign in, name known', signIn({ userName: user }), {
    sheet: 'D2',
    act: async (page) => {
      await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
      await page.getByRole('button', { name: 'Show the password' }).click();
    },
  }),
  pageState('sign-in-refused', 'Sign in, refused', signIn({ userName: user, error: 'mismatch' }), { sheet: 'D8' }),
  pageState('sign-in-too-many', 'Sign in, too many tries', signIn({ userName: user, error: 'too-many' })),
  pageState('sign-in-time-ran-out', 'Sign in, time ran out', signIn({ userName: user, error: 'time-ran-out' })),
  pageState('sign-in-for-safety', 'Signed out for safety', signIn({ error: 'signed-out-for-safety' })),
  pageState('sign-in-hostile', 'Sign in, hostile name', signIn({ userName: hostile, error: 'mismatch' })),
  pageState('sign-in-relayed', 'Sign in, at another address than the issuer', signIn(), {
    context: { origin: 'https://sign-in.firm.example' },
  }),
  pageState('sign-in-bare', 'Sign in, one way to reach support', signIn(), {
    context: { support: { name: 'IT', mail: null, telephone: '+44 113 496 0204', link: null } },
  }),

  pageState('code', 'One-time code', code({ rememberTicked: true }), { sheet: 'D9' }),
  pageState('code-typed', 'One-time code, typed', code({ rememberTicked: true }), {
    sheet: 'D9',
    act: async (page) => page.getByLabel('One-time code').fill('664 120'),
  }),
  pageState('code-wrong', 'One-time code, wrong', code({ rememberTicked: true, error: { reason: 'wrong' } }), {
    sheet: 'D7',
  }),
  pageState('code-replayed', 'One-time code, used already', code({ error: { reason: 'replayed' } }), { sheet: 'D7' }),
  pageState(
    'code-malformed',
    'One-time code, five figures',
    code({ error: { reason: 'malformed', expected: [6], got: 5 } }),
    { sheet: 'D7' },
  ),
  pageState(
    'code-empty',
    'One-time code, nothing typed',
    code({ error: { reason: 'malformed', expected: [6, 8], got: 0 } }),
  ),
  pageState('code-slow', 'One-time code, slow clock', code({ error: slow }), { sheet: 'D6' }),
  pageState('code-fast', 'One-time code, fast clock', code({ error: fast }), { sheet: 'D6' }),
  pageState('code-expired', 'One-time code, time ran out', code({ error: { reason: 'expired' } })),
  pageState(
    'code-alone',
    'One-time code, nothing remembered, no recovery',
    code({ rememberDays: null, recoveryUrl: null }),
  ),
  pageState('code-hostile', 'One-time code, hostile user name', code({ user: hostile })),
  pageState('code-long', 'One-time code, long user name', code({ user: longMail, error: { reason: 'wrong' } })),

  pageState('step-up', 'Step-up', stepUp(), { sheet: 'E6' }),
  pageState('step-up-wrong', 'Step-up, wrong code', stepUp({ error: { reason: 'replayed' } }), { sheet: 'E6' }),
  pageState('step-up-hostile', 'Step-up, hostile client', stepUp({ clientName: hostile, recoveryUrl: null })),

  pageState('recovery', 'Recovery code', recovery()),
  pageState('recovery-wrong', 'Recovery code, wrong', recovery({ error: { reason: 'wrong' } })),
  pageState('recovery-used', 'Recovery code, used', recovery({ error: { reason: 'used' }, left: 1 })),
  pageState('recovery-malformed', 'Recovery code, none', recovery({ error: { reason: 'malformed' } })),

  pageState('confirm', 'Confirm it is you', confirm(), { sheet: 'E2' }),
  pageState('confirm-remove', 'Confirm a removal', confirm({ act: 'remove', about: 'Work computer' }), { sheet: 'E2' }),
  pageState('confirm-wrong', 'Confirm, wrong', confirm({ act: 'renew-recovery-codes', error: { reason: 'wrong' } })),
  pageState(
    'confirm-recovery',
    'Confirm by recovery code',
    confirm({ act: 'remove', about: hostile, factor: 'recovery', error: { reason: 'wrong' }, otherWayUrl: null }),
  ),
];
