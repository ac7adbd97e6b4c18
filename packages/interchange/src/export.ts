import type { OtpAccount } from '@halfminute/otp';
import { encodeHex } from './bytes.ts';
import { hasDisplay } from './ente/display.ts';

/** An account on its way out, with what the user added to it. */
export interface ExportAccount {
  readonly otp: OtpAccount;
  readonly note?: string;
  readonly tags?: readonly string[];
  readonly favourite?: boolean;
}

export type LeftOutReason = 'kind' | 'digits' | 'period' | 'counter' | 'secret' | 'too-long';

/** An account that the other program cannot hold. It is named and left out; nothing of it is changed to fit. */
export interface LeftOut {
  readonly issuer: string;
  readonly accountName: string;
  readonly reason: LeftOutReason;
  /** One sentence without the names: what the other program lacks. */
  readonly message: string;
}

/** An account that was written, and that the other program may refuse or read as something else. */
export type Caution = Pick<LeftOut, 'issuer' | 'accountName' | 'message'>;

/** What belongs to an account besides its codes, and not every program keeps. */
export type Extra = 'notes' | 'tags' | 'favourites' | 'pins' | 'link-parameters';

/** What was written, and what was not. */
export interface Written<Content> {
  readonly content: Content;
  /** Accounts that were written. */
  readonly count: number;
  readonly leftOut: readonly LeftOut[];
  /** Things that some of the written accounts have and the file does not hold. */
  readonly unsaid: readonly Extra[];
  readonly cautions: readonly Caution[];
}

/** Bytes that nobody can foretell: an argument, since this room has no chance of its own. */
export type RandomBytes = (length: number) => Uint8Array;

export type Kind = OtpAccount['kind'];

/** What another program can hold. A kind that is not named here is left out, whenever it comes. */
export interface Room<Held extends Kind> {
  readonly program: string;
  readonly kinds: readonly Held[];
  readonly digits?: readonly number[];
  readonly periodsSeconds?: readonly number[];
  readonly mostCounter?: number;
  readonly keeps: readonly Extra[];
  /** A sentence about one that it holds, and that may not come through all the same; null mostly. */
  readonly caution?: (otp: OtpAccount) => string | null;
}

/** An account of a kind that the program holds. */
export interface HeldAccount<Held extends Kind> extends ExportAccount {
  readonly otp: Extract<OtpAccount, { readonly kind: Held }>;
}

export interface Sorted<Held extends Kind> {
  readonly held: readonly HeldAccount<Held>[];
  readonly leftOut: readonly LeftOut[];
  readonly unsaid: readonly Extra[];
  readonly cautions: readonly Caution[];
}

/** Parts the accounts into those that fit and those that do not, each of the latter with the first thing that does not. */
export function sortOut<Held extends Kind>(room: Room<Held>, accounts: readonly ExportAccount[]): Sorted<Held> {
  const held: HeldAccount<Held>[] = [];
  const leftOut: LeftOut[] = [];
  for (const account of accounts) {
    if (!isHeldKind(room, account)) {
      leftOut.push(leaveOut(account, 'kind', `${room.program} makes no codes ${kindWords(account.otp.kind)}.`));
      continue;
    }
    const misfit = misfitOf(room, account.otp);
    if (misfit === null) {
      held.push(account);
    } else {
      leftOut.push(leaveOut(account, ...misfit));
    }
  }
  return { held, leftOut, unsaid: unsaidOf(room, held), cautions: cautionsOf(room, held) };
}

function cautionsOf<Held extends Kind>({ caution }: Room<Held>, held: readonly ExportAccount[]): readonly Caution[] {
  return held.flatMap(({ otp }) => {
    const message = caution?.(otp) ?? null;
    return message === null ? [] : [{ issuer: otp.issuer, accountName: otp.accountName, message }];
  });
}

/** A kind in words; one that has none yet is called by its name. */
function kindWords(kind: Kind): string {
  const known: ReadonlyMap<string, string> = new Map([
    ['totp', 'from the time'],
    ['hotp', 'from a counter'],
    ['steam', 'of letters, as Steam wants them'],
    ['motp', 'of Mobile-OTP'],
    ['yandex', 'of Yandex'],
  ]);
  return known.get(kind) ?? `of the kind ${kind}`;
}

export function leaveOut({ otp }: ExportAccount, reason: LeftOutReason, message: string): LeftOut {
  return { issuer: otp.issuer, accountName: otp.accountName, reason, message };
}

function isHeldKind<Held extends Kind>(room: Room<Held>, account: ExportAccount): account is HeldAccount<Held> {
  const kinds: readonly Kind[] = room.kinds;
  return kinds.includes(account.otp.kind);
}

/** Every program writes secrets of 5 to 1024 bytes; ours reads no others back. */
const secretBytes = { least: 5, most: 1024 } as const;

/** The shape of the other kinds is fixed: whoever has the kind has the shape. */
function misfitOf<Held extends Kind>(
  { program, digits, periodsSeconds, mostCounter }: Room<Held>,
  otp: OtpAccount,
): readonly [LeftOutReason, string] | null {
  if (otp.secret.byteLength < secretBytes.least || otp.secret.byteLength > secretBytes.most) {
    return [
      'secret',
      `Its code has ${otp.secret.byteLength} bytes; ${secretBytes.least} to ${secretBytes.most} can be moved.`,
    ];
  }
  if (otp.kind !== 'totp' && otp.kind !== 'hotp') {
    return null;
  }
  if (digits !== undefined && !digits.includes(otp.digits)) {
    return ['digits', `${program} cannot make codes of ${otp.digits} digits.`];
  }
  if (otp.kind === 'totp' && periodsSeconds !== undefined && !periodsSeconds.includes(otp.periodSeconds)) {
    return ['period', `${program} cannot make codes that change every ${otp.periodSeconds} seconds.`];
  }
  if (otp.kind === 'hotp' && mostCounter !== undefined && otp.counter > mostCounter) {
    return ['counter', `${program} cannot count as far as ${otp.counter}.`];
  }
  return null;
}

function unsaidOf<Held extends Kind>({ keeps }: Room<Held>, held: readonly ExportAccount[]): readonly Extra[] {
  const has: Readonly<Record<Extra, (account: ExportAccount) => boolean>> = {
    notes: ({ note }) => note !== undefined && note !== '',
    tags: ({ tags }) => tags !== undefined && tags.length > 0,
    favourites: ({ favourite }) => favourite === true,
    // Yandex's stands in whatever holds the kind.
    pins: ({ otp }) => otp.kind === 'motp',
    'link-parameters': ({ otp }) => otp.unknownParameters.length > 0,
  };
  const extras: readonly Extra[] = ['notes', 'tags', 'favourites', 'pins', 'link-parameters'];
  const lost = extras.filter((extra) => !keeps.includes(extra) && held.some(has[extra]));
  // Of a parameter that speaks of a note, a bin or the like, no link that is written holds that.
  return lost.includes('link-parameters') || !held.some(({ otp }) => hasDisplay(otp))
    ? lost
    : [...lost, 'link-parameters'];
}

/** A random identifier (RFC 9562 section 5.4, version 4). */
export function randomUuid(randomBytes: RandomBytes): string {
  const bytes = Uint8Array.from(randomBytes(16), (byte, at) =>
    at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte,
  );
  const hex = encodeHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
