import { OtpError } from './errors.ts';
import { CounterHmac } from './hmac.ts';
import { decimalText, truncate } from './hotp.ts';
import type { OtpParameters } from './kinds.ts';
import { counterRange, digitsRange } from './parameters.ts';
import { steamText } from './steam.ts';

/**
 * Makes the codes of one account. The keyed state, worked out once, is as secret as the secret: wipe it when the
 * account is locked away.
 */
export interface CodeGenerator {
  /**
   * The code of a counter (HOTP) or of a time step (TOTP and Steam, see {@link timeStep}).
   * Throws {@link OtpError} 'bad-counter' unless it is an integer from 0 to 2^53 - 1, and 'wiped' after a wipe.
   */
  codeForCounter(counter: number): string;
  /** Overwrites the keyed state. May be called twice. */
  wipe(): void;
}

/** Throws {@link OtpError} 'bad-digits' for digits that no kind has: a code that is cut differently would only be refused. */
export function createCodeGenerator(parameters: OtpParameters): CodeGenerator {
  const { kind, digits } = parameters;
  if (!Number.isInteger(digits) || digits < digitsRange.least || digits > digitsRange.most) {
    throw new OtpError('bad-digits', 'A code has 4 to 10 digits.', { parameter: 'digits' });
  }
  const hmac = new CounterHmac(parameters.algorithm, parameters.secret.reveal());
  return new KeyedGenerator(hmac, kind === 'steam' ? steamText : decimalText(digits));
}

type CodeText = (truncated: number) => string;

class KeyedGenerator implements CodeGenerator {
  readonly #hmac: CounterHmac;
  readonly #codeText: CodeText;
  #wiped = false;

  constructor(hmac: CounterHmac, codeText: CodeText) {
    this.#hmac = hmac;
    this.#codeText = codeText;
  }

  codeForCounter(counter: number): string {
    if (!(Number.isInteger(counter) && counter >= 0 && counter <= counterRange.most)) {
      throw new OtpError('bad-counter', 'A counter is a whole number from 0 to 9007199254740991.', {
        parameter: 'counter',
      });
    }
    if (this.#wiped) {
      throw new OtpError('wiped', 'This account was wiped from memory when the codes were locked.');
    }
    return this.#codeText(truncate(this.#hmac.digest(counter)));
  }

  wipe(): void {
    this.#hmac.wipe();
    this.#wiped = true;
  }
}
