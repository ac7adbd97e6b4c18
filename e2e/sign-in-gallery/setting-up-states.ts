import type { Page } from '../../apps/sign-in/src/pages/page.ts';
import {
  context,
  form,
  hostile,
  longCode,
  longMail,
  longWord,
  now,
  otpauthUri,
  qrOf,
  recoveryCodes,
  user,
} from './ada.ts';
import { pageState, type PageState } from './state.ts';

type PageOf<Kind extends Page['kind']> = Extract<Page, { readonly kind: Kind }>;

function secure(more: Partial<PageOf<'secure-account'>> = {}): Page {
  return {
    kind: 'secure-account',
    purpose: 'first',
    form: form('enrol'),
    startAgain: form('start-again'),
    qr: qrOf(otpauthUri),
    service: 'Cases',
    user,
    longCode,
    otpauthUri,
    error: null,
    expiresAt: now + 3600,
    guideUrl: 'https://firm.example/guide',
    hadOneBefore: false,
    ...more,
  };
}

const longUri = `otpauth://totp/${encodeURIComponent(longWord)}:${encodeURIComponent(longMail)}?secret=${longCode}&issuer=${encodeURIComponent(longWord)}`;

function codes(more: Partial<PageOf<'recovery-codes'>> = {}): Page {
  return {
    kind: 'recovery-codes',
    form: form('recovery-codes'),
    codes: recoveryCodes,
    downloadName: 'recovery-codes-cases.txt',
    error: null,
    continueTo: 'Cases',
    ...more,
  };
}

export const settingUpStates: readonly PageState[] = [
  pageState('secure', 'Secure your account', secure(), { sheet: 'D3' }),
  pageState('secure-trouble', 'Secure your account, "Trouble scanning?"', secure(), {
    sheet: 'D3',
    act: async (page) => {
      await page.getByText('Trouble scanning?').click();
      await page.getByLabel('One-time code from the authenticator').fill('307 615');
    },
  }),
  pageState('secure-copied', 'Secure your account, copied', secure(), {
    sheet: 'D3',
    act: async (page) => {
      await page.getByText('Trouble scanning?').click();
      await page.getByRole('button', { name: 'Copy Code' }).click();
      await page.getByText('Copied').waitFor();
    },
  }),
  pageState('secure-nothing-opened', 'Secure your account, nothing opened', secure(), {
    sheet: 'D3',
    act: async (page) => {
      // Chromium without a window asks nobody which program is meant, and takes no key any more; the page's script goes on alone.
      await page.evaluate(() => addEventListener('click', (event) => event.preventDefault()));
      await page.getByRole('link', { name: 'Open in the authenticator' }).click();
      await page.getByText('Nothing opened?').waitFor();
    },
  }),
  pageState('secure-wrong', 'Secure your account, wrong code', secure({ error: { reason: 'wrong' } })),
  pageState('secure-over', 'Secure your account, too old', secure({ expiresAt: now })),
  pageState('secure-again', 'Secure your account, had one before', secure({ hadOneBefore: true })),
  pageState('secure-another', 'Another authenticator', secure({ purpose: 'another' })),
  pageState('secure-after-recovery', 'Set up again after a recovery code', secure({ purpose: 'after-recovery' })),
  pageState(
    'secure-long',
    'Secure your account, long names',
    secure({ service: longWord, user: longMail, otpauthUri: longUri, qr: qrOf(longUri) }),
    { act: async (page) => page.getByText('Trouble scanning?').click() },
  ),
  pageState('set-up-gone', 'The code shown before is gone', { kind: 'set-up-gone', startAgain: form('start-again') }),
  pageState('ticket-link', 'Enrolment needs a link', {
    kind: 'ticket-needed',
    needs: 'link',
    sendLink: form('send-link'),
    sent: false,
  }),
  pageState('ticket-sent', 'Enrolment link sent', {
    kind: 'ticket-needed',
    needs: 'link',
    sendLink: form('send-link'),
    sent: true,
  }),
  pageState('ticket', 'Enrolment needs a ticket', {
    kind: 'ticket-needed',
    needs: 'ticket',
    sendLink: null,
    sent: false,
  }),

  pageState('recovery-codes', 'Recovery codes', codes(), {
    sheet: 'D5',
    act: async (page) => page.getByLabel('Type any one of them back').fill('r2hb w9kc 6ntx q4'),
  }),
  pageState('recovery-codes-error', 'Recovery codes, none of them', codes({ error: 'not-one-of-them' }), {
    sheet: 'D5',
  }),
  pageState('recovery-codes-long', 'Recovery codes, long platform', codes({ continueTo: longWord }), {
    context: { platform: { ...context.platform, name: longWord } },
  }),
  pageState('recovery-codes-paper', 'Recovery codes on paper', codes(), { sheet: 'D5', isOnPaper: true }),
  pageState('replacement-code', 'A new recovery code', {
    kind: 'replacement-code',
    form: form('replacement'),
    code: 'K7QM4RXT9WBCH2FN',
    left: 8,
  }),

  pageState('one-hostile', 'Secure your account, hostile service', secure({ service: hostile, user: hostile }), {
    act: async (page) => page.getByText('Trouble scanning?').click(),
  }),
];
