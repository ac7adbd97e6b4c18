import type { Seeded } from './seeded.ts';

const services = [
  'Cases',
  'GitHub',
  'Müller & Söhne',
  'Firm Mail',
  'Zürich Bank',
  'Proton',
  'AWS',
  'Nextcloud',
  '北京邮局',
];
const people = ['ada', 'grace.hopper', 'jürgen', 'm.curie', 'root', 'office+codes'];
const base32 = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567');

/** A link as a set-up page shows it. */
export function otpauthLink(chance: Seeded): string {
  const secret = Array.from({ length: chance.oneOf([16, 26, 32, 32, 32, 52]) }, () => chance.oneOf(base32)).join('');
  const issuer = encodeURIComponent(chance.oneOf(services));
  const rest = chance.oneOf(['', '', '&algorithm=SHA1&digits=6&period=30', '&algorithm=SHA256&digits=8&period=60']);
  return `otpauth://totp/${issuer}:${encodeURIComponent(`${chance.oneOf(people)}@firm.example`)}?secret=${secret}&issuer=${issuer}${rest}`;
}

/** As long as Google Authenticator's for so many accounts; what it says does not matter to a decoder. */
export function migrationLink(chance: Seeded, accounts: number): string {
  const bytes = Uint8Array.from({ length: accounts * 62 + 16 }, () => chance.whole(0, 255));
  return `otpauth-migration://offline?data=${encodeURIComponent(Buffer.from(bytes).toString('base64'))}`;
}
