import { OtpError } from './errors.ts';
import { trimInvisible } from './invisible.ts';
import type { MotpAccount, OtpAccount, PinlessAccount, YandexAccount } from './kinds.ts';
import { Secret } from './secret.ts';

/** UTF-16 units of a PIN. */
const longestPin = 64;

/** Figures of a PIN of Yandex. */
const ofYandex = /^\d{4,16}$/;

/**
 * Reads a PIN as typed; zeros in front count. Yandex takes 4 to 16 figures, Mobile-OTP whatever its server does.
 * Throws {@link OtpError} 'needs-pin' for none and 'bad-pin' for one that cannot be right; neither repeats it.
 */
export function parsePin(text: string, kind: 'motp' | 'yandex'): Secret {
  const pin = trimInvisible(text);
  if (pin === '') {
    throw needsPin(kind);
  }
  if (kind === 'yandex' && !ofYandex.test(pin)) {
    throw new OtpError('bad-pin', 'A PIN of Yandex has 4 to 16 figures. It is the one you chose there.', {
      parameter: 'pin',
    });
  }
  if (pin.length > longestPin || !pin.isWellFormed() || /\p{Cc}/u.test(pin)) {
    throw new OtpError('bad-pin', `A PIN has at most ${longestPin} characters, in one line.`, { parameter: 'pin' });
  }
  return Secret.fromBytes(new TextEncoder().encode(pin));
}

/** A PIN as it was typed. */
export function pinText(pin: Secret): string {
  return new TextDecoder().decode(pin.reveal());
}

/** The account with its PIN, as typed. Throws as {@link parsePin} does. */
export function withPin(account: PinlessAccount, pin: string): MotpAccount | YandexAccount {
  return { ...account, pin: parsePin(pin, account.kind) };
}

/** Whether an account lacks the PIN without which there are no codes. */
export function isPinless(account: OtpAccount | PinlessAccount): account is PinlessAccount {
  return (account.kind === 'motp' || account.kind === 'yandex') && account.pin === null;
}

/** The account; throws {@link OtpError} 'needs-pin' where its PIN is not known. */
export function requirePin(account: OtpAccount | PinlessAccount): OtpAccount {
  if (isPinless(account)) {
    throw needsPin(account.kind);
  }
  return account;
}

function needsPin(kind: 'motp' | 'yandex'): OtpError {
  return new OtpError(
    'needs-pin',
    kind === 'motp'
      ? 'Mobile-OTP makes its codes with a PIN, and there is none yet. Give the PIN that you or your administrator chose.'
      : 'Yandex makes its codes with a PIN, and there is none yet. Give the PIN that you chose there.',
    { parameter: 'pin' },
  );
}
