import { encodeQr } from '@halfminute/qr';
import type {
  ActivityEntry,
  AuthenticatorRow,
  DeviceRow,
  Form,
  PageContext,
  QrPicture,
  SignedInUser,
} from '../../apps/sign-in/src/pages/page.ts';

/** 25 November 2026, 08:06 UTC, the morning that the drawings show. */
export const now = 1_795_593_960;
const day = 86_400;

export const context: Omit<PageContext, 'nonce' | 'origin'> = {
  language: 'en',
  platform: { name: 'Cases', longName: 'the cases of Hartwell Moss', url: 'https://cases.firm.example' },
  support: { name: 'IT', mail: 'it@firm.example', telephone: 'extension 204', link: 'https://firm.example/help' },
  now,
};

/** As long as settings and tables let a name be, and as odd as somebody may make it. */
export const longWord = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
export const hostile = `"><script>alert('x')</script> {user} &amp; \u202Eelpmaxe.live`;
export const longMail = `${'maximiliane.von-und-zu-'.repeat(3)}oberhausen@branch.firm.example`;

export function form(action: string): Form {
  return { action: `/interaction/gallery/${action}`, csrf: 'c3Jm' };
}

export const user = 'ada@firm.example';
export const longCode = 'R5XK2MQAW7DHV3LNT4ZCJ6PYBGE2OUSI';
export const otpauthUri = `otpauth://totp/Cases:ada%40firm.example?secret=${longCode}&issuer=Cases`;

export function qrOf(text: string): QrPicture {
  return encodeQr(text);
}

export const recoveryCodes = [
  'K7QM4RXT9WBCH2FN',
  'VD6P3YJA8GSEM5ZT',
  'R2HBW9KC6NTXQ4FD',
  'J8ME5VPAZ3GY7SRU',
  'C6XWN2TD4KHQB9PF',
  'Y5SA7MGRE8VJ3CZN',
  'T4PHQ6BX2WDKF7YM',
  'G9NEJ3RCV5US8ATX',
];

export const signedInUser: SignedInUser = { name: 'Ada Lovelace', userName: user, signOutUrl: '/security/sign-out' };

export function authenticator(name: string, lastUsedAt: number | null): AuthenticatorRow {
  return { id: name, name, addedAt: now - 9 * day, lastUsedAt, url: '/security/authenticators/1' };
}

export function device(name: string, more: Partial<DeviceRow> = {}): DeviceRow {
  return {
    id: name,
    name,
    place: 'Leeds',
    firstUsedAt: now - 9 * day,
    lastUsedAt: now - 240,
    expiresAt: now + 21 * day,
    here: false,
    forget: form('forget'),
    ...more,
  };
}

export function entry(kind: string, more: Partial<ActivityEntry> = {}): ActivityEntry {
  return { at: now - 240, kind, detail: {}, from: 'Firefox, Leeds', refused: false, ...more };
}

/** What the drawing of "My security" shows, without what is about passkeys. */
export const activity: readonly ActivityEntry[] = [
  entry('signed-in', { detail: { factor: 'code' } }),
  entry('code-wrong', { at: now - 17_340, detail: { failures: 6 }, from: 'Unknown browser, Lyon', refused: true }),
  entry('code-wrong', { at: now - 17_350, detail: { failures: 5 }, from: 'Unknown browser, Lyon', refused: true }),
  entry('code-accepted', { at: now - 56_760, detail: { purpose: 'step-up', name: 'Work computer' } }),
  entry('recovery-code-used', { at: now - 5 * day, from: 'Edge, Harrogate' }),
  entry('authenticator-added', { at: now - 7 * day, detail: { name: 'Spare phone' } }),
];
