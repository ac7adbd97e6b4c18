import type { MySecurityPage, Page } from '../../apps/sign-in/src/pages/page.ts';
import {
  activity,
  authenticator,
  device,
  entry,
  form,
  hostile,
  longMail,
  longWord,
  now,
  signedInUser,
  user,
} from './ada.ts';
import { pageState, type PageState } from './state.ts';

function mySecurity(more: Partial<MySecurityPage> = {}): Page {
  return {
    kind: 'my-security',
    user: signedInUser,
    signedIn: { at: now - 240, with: 'code', place: 'Leeds' },
    authenticators: [authenticator('Work computer', now - 240), authenticator('Spare phone', null)],
    addUrl: '/security/add',
    devices: [device('Firefox on Debian', { here: true }), device('Safari on iPhone', { place: 'Harrogate' })],
    forgetAll: form('forget-all'),
    recovery: { left: 7, of: 8, lastUsedAt: now - 5 * 86_400 + 34_440 },
    newRecoveryCodesUrl: '/security/recovery',
    changePasswordUrl: '/security/password',
    activity,
    activityUrl: '/security/activity',
    notMeUrl: '/security/not-me',
    done: null,
    ...more,
  };
}

const manyKinds = [
  'signed-in',
  'signed-out',
  'code-replayed',
  'attempt-in-wait',
  'factors-disabled',
  'factors-enabled',
  'authenticator-removed',
  'authenticator-renamed',
  'recovery-codes-issued',
  'device-remembered',
  'device-forgotten',
  'device-stolen',
  'mfa-reset',
  'password-changed',
  'password-reset-asked',
  'frozen',
  'unfrozen',
  'mfa-required',
  'something-of-a-later-version',
];

const hostileUser = { name: longWord, userName: hostile, signOutUrl: '/security/sign-out' };

export const securityStates: readonly PageState[] = [
  pageState('my-security', 'My security', mySecurity(), { sheet: 'E1, E4' }),
  pageState('my-security-done', 'My security, something done', mySecurity({ done: 'removed' })),
  pageState(
    'my-security-empty',
    'My security, nothing yet',
    mySecurity({
      signedIn: { at: now - 90_000, with: 'password', place: null },
      authenticators: [],
      devices: [],
      forgetAll: null,
      recovery: null,
      activity: [],
    }),
  ),
  pageState(
    'my-security-many',
    'My security, five authenticators, many devices',
    mySecurity({
      authenticators: ['Work computer', 'Spare phone', 'Laptop', 'Tablet', longWord].map((name) =>
        authenticator(name, now - 90_000),
      ),
      devices: Array.from({ length: 9 }, (_, index) => device(`Firefox ${index + 140} on Debian`, { place: null })),
      done: 'codes-renewed',
    }),
  ),
  pageState(
    'my-security-hostile',
    'My security, hostile names',
    mySecurity({
      user: hostileUser,
      signedIn: { at: now - 240, with: 'recovery', place: hostile },
      authenticators: [authenticator(hostile, now - 240)],
      devices: [device(hostile, { place: longWord })],
      activity: [entry('authenticator-added', { detail: { name: hostile }, from: `${hostile} ${longWord}` })],
    }),
  ),
  pageState('activity', 'Activity', {
    kind: 'activity',
    user: signedInUser,
    entries: manyKinds.map((kind, index) =>
      entry(kind, {
        at: now - index * 40_000,
        detail: { name: 'Spare phone', admin: 'Ines Moreau' },
        refused: ['code-replayed', 'device-stolen'].includes(kind),
      }),
    ),
    backUrl: '/security',
    olderUrl: '/security/activity?before=1',
  }),
  pageState('activity-empty', 'Activity, none', {
    kind: 'activity',
    user: signedInUser,
    entries: [],
    backUrl: '/security',
    olderUrl: null,
  }),
  pageState('authenticator', 'An authenticator', {
    kind: 'authenticator',
    user: signedInUser,
    authenticator: authenticator('Work computer', now - 240),
    rename: form('rename'),
    remove: form('remove'),
    last: false,
    backUrl: '/security',
  }),
  pageState('authenticator-last', 'The last authenticator', {
    kind: 'authenticator',
    user: signedInUser,
    authenticator: authenticator(hostile, null),
    rename: form('rename'),
    remove: form('remove'),
    last: true,
    backUrl: '/security',
  }),
  pageState('freeze', 'Freeze', { kind: 'freeze', form: form('freeze'), user, backUrl: '/security' }, { sheet: 'E7' }),
  pageState('freeze-mail', 'Freeze, from a mail', {
    kind: 'freeze',
    form: form('freeze'),
    user: longMail,
    backUrl: null,
  }),
  pageState(
    'frozen',
    'Frozen',
    {
      kind: 'frozen',
      user,
      reference: 'F 2071',
      done: { sessionsEnded: 3, devicesForgotten: 2, authenticatorsRemoved: [], at: now },
    },
    { sheet: 'E3' },
  ),
  pageState(
    'frozen-removed',
    'Frozen, authenticators removed',
    {
      kind: 'frozen',
      user: longMail,
      reference: 'F 2071',
      done: { sessionsEnded: 1, devicesForgotten: 0, authenticatorsRemoved: [hostile, 'Spare phone'], at: now },
    },
    { sheet: 'E3', context: { support: { name: 'IT', mail: 'it@firm.example', telephone: null, link: null } } },
  ),
  pageState('frozen-later', 'Frozen, at a later sign-in', { kind: 'frozen', user, reference: 'F 2071', done: null }),
  pageState('outbox', 'Outbox', {
    kind: 'outbox',
    mails: ['1', '2'].map((id) => ({
      id,
      at: now - 240,
      to: user,
      subject: 'Choose a new password',
      text: `Hello Ada,\n\nChoose a new password: http://localhost:6238/link/${'x'.repeat(43)}\n\n${hostile}\n`,
    })),
  }),
  pageState('outbox-empty', 'Outbox, empty', { kind: 'outbox', mails: [] }),
];
