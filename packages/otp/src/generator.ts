import { OtpError } from './errors.ts';
import { CounterHmac } from './hmac.ts';
import { decimalText, truncate } from './hotp.ts';
import type { MotpParameters, OtpParameters, YandexParameters } from './kinds.ts';
import { counterRange, digitsRange } from './parameters.ts';
import { motpSuffix, motpText } from './motp.ts';
import { steamText } from './steam.ts';
import { yandexKey, yandexText } from './yandex.ts';

/**
 * Makes the codes of one account. The keyed state, worked out once, is as secret as the secret: wipe it when the
 * account is locked away.
 */
export interface CodeGenerator {
  /**
   * The code of a counter (HOTP) or of a time step (all other kinds, see {@link timeStep}).
   * Throws {@link OtpError} 'bad-counter' unless it is an integer from 0 to 2^53 - 1, and 'wiped' after a wipe.
   */
  codeForCounter(counter: number): string;
  /** Overwrites the keyed state. May be called twice. */
  wipe(): void;
}

/** Throws {@link OtpError} 'bad-digits' for digits that no kind has: a code that is cut differently would only be refused. */
export function createCodeGenerator(parameters: OtpParameters): CodeGenerator {
  const { digits } = parameters;
  if (!Number.isInteger(digits) || digits < digitsRange.least || digits > digitsRange.most) {
    throw new OtpError('bad-digits', 'A code has 4 to 10 digits.', { parameter: 'digits' });
  }
  if (parameters.kind === 'motp') {
    return new MotpGenerator(parameters);
  }
  if (parameters.kind === 'yandex') {
    return new YandexGenerator(parameters);
  }
  const hmac = new CounterHmac(parameters.algorithm, parameters.secret.reveal());
  return new KeyedGenerator(hmac, parameters.kind === 'steam' ? steamText : decimalText(digits));
}

type CodeText = (truncated: number) => string;

/** The kinds of RFC 4226 and RFC 6238, and Steam's, which differ in how 31 bits are written. */
class KeyedGenerator implements CodeGenerator {
  readonly #hmac: CounterHmac;
  readonly #codeText: CodeText;
  #wiped = false;

  constructor(hmac: CounterHmac, codeText: CodeText) {
    this.#hmac = hmac;
    this.#codeText = codeText;
  }

  codeForCounter(counter: number): string {
    checkUse(counter, this.#wiped);
    return this.#codeText(truncate(this.#hmac.digest(counter)));
  }

  wipe(): void {
    this.#hmac.wipe();
    this.#wiped = true;
  }
}

class MotpGenerator implements CodeGenerator {
  readonly #suffix: Uint8Array;
  #wiped = false;

  constructor({ secret, pin }: MotpParameters) {
    this.#suffix = motpSuffix(secret.reveal(), pin.reveal());
  }

  codeForCounter(counter: number): string {
    checkUse(counter, this.#wiped);
    return motpText(counter, this.#suffix);
  }

  wipe(): void {
    this.#suffix.fill(0);
    this.#wiped = true;
  }
}

class YandexGenerator implements CodeGenerator {
  readonly #hmac: CounterHmac;
  #wiped = false;

  constructor({ algorithm, secret, pin }: YandexParameters) {
    const key = yandexKey(secret.reveal(), pin.reveal());
    this.#hmac = new CounterHmac(algorithm, key);
    key.fill(0);
  }

  codeForCounter(counter: number): string {
    checkUse(counter, this.#wiped);
    return yandexText(this.#hmac.digest(counter));
  }

  wipe(): void {
    this.#hmac.wipe();
    this.#wiped = true;
  }
}

function checkUse(counter: number, wiped: boolean): void {
  if (!(Number.isInteger(counter) && counter >= 0 && counter <= counterRange.most)) {
    throw new OtpError('bad-counter', 'A counter is a whole number from 0 to 9007199254740991.', {
      parameter: 'counter',
    });
  }
  if (wiped) {
    throw new OtpError('wiped', 'This account was wiped from memory when the codes were locked.');
  }
}
