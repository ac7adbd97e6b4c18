import { carriesNotMe, mailKinds } from '../../apps/sign-in/src/mail/mail-kinds.ts';
import { hostile, now, user } from './ada.ts';
import { mailState, type PageState } from './state.ts';

const link = `https://sign-in.firm.example/link/${'k7Qm4rXt9'.repeat(5)}`;

const ada = {
  name: 'Ada',
  userName: user,
  at: now,
  from: { agent: 'Firefox on Debian', place: 'Leeds', address: '192.0.2.17' },
  parameters: {},
  url: null,
  notMeUrl: null,
};

export const mailStates: readonly PageState[] = [
  mailState('mfa-enabled', { ...ada, parameters: { admin: 'Ines Moreau, IT' } }, { sheet: 'D1' }),
  mailState('reminder', { ...ada, parameters: { from: now + 6 * 86_400 } }),
  mailState('invitation', { ...ada, url: link, parameters: { expiresAt: now + 7 * 86_400 } }),
  mailState('password-reset', { ...ada, url: link, parameters: { expiresAt: now + 900 } }),
  mailState('enrol-link', { ...ada, url: link }),
  mailState('account-frozen', { ...ada, parameters: { reference: 'F 2071' } }),
  mailState('account-frozen-admin', { ...ada, name: '', parameters: { reference: 'F 2071' } }),
  mailState('account-unfrozen', { ...ada, parameters: { admin: 'Ines Moreau' } }),
  ...mailKinds.filter(carriesNotMe).map((kind) =>
    mailState(kind, {
      ...ada,
      name: kind === 'new-device' ? hostile : 'Ada',
      parameters: {
        ...(kind.startsWith('authenticator') ? { authenticator: 'Spare phone' } : {}),
        ...(kind.includes('device') ? { device: 'Firefox on Debian' } : {}),
        ...(kind === 'mfa-reset' ? { admin: 'Ines Moreau', reason: 'New computer or phone; rang her desk' } : {}),
        wrongCodes: 6,
        left: 7,
      },
      notMeUrl: link,
    }),
  ),
];
