import { OtpError } from './errors.ts';

/**
 * The bytes shared by an authenticator and a service (RFC 4226 section 4, "K"). Prints as `<secret>` wherever it is
 * printed, and gives its bytes only to {@link reveal}, so that every place that opens one is found by its name.
 */
export class Secret {
  readonly #bytes: Uint8Array;
  #wiped = false;

  private constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Takes a copy; the caller's bytes stay the caller's, to wipe if they are not needed any more. */
  static fromBytes(bytes: Uint8Array): Secret {
    return new Secret(Uint8Array.from(bytes));
  }

  get byteLength(): number {
    return this.#bytes.length;
  }

  /**
   * The bytes themselves, not a copy, so that {@link wipe} leaves none behind: do not change them and do not keep them.
   * Throws {@link OtpError} 'wiped' after a wipe, since codes from zeroed bytes would be wrong without a word.
   */
  reveal(): Uint8Array {
    if (this.#wiped) {
      throw new OtpError('wiped', 'This long code was wiped from memory when the codes were locked.');
    }
    return this.#bytes;
  }

  /** Whether both hold the same bytes. Takes the same time wherever they differ; only the lengths may be learned. */
  equals(other: Secret): boolean {
    const mine = this.reveal();
    const theirs = other.reveal();
    if (mine.length !== theirs.length) {
      return false;
    }
    let difference = 0;
    for (let index = 0; index < mine.length; index++) {
      difference |= (mine[index] ?? 0) ^ (theirs[index] ?? 0);
    }
    return difference === 0;
  }

  /** Overwrites the bytes with zeros. May be called twice. */
  wipe(): void {
    this.#bytes.fill(0);
    this.#wiped = true;
  }

  toString(): '<secret>' {
    return '<secret>';
  }

  toJSON(): '<secret>' {
    return '<secret>';
  }

  /** What Node's console and `util.inspect` show. The symbol is registered, so no import from Node is needed. */
  [Symbol.for('nodejs.util.inspect.custom')](): '<secret>' {
    return '<secret>';
  }
}
