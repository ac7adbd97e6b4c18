import { importAesKey, KEY_BYTES, NONCE_BYTES, seal, unseal } from './aes-gcm.ts';
import { utf8 } from './bytes.ts';
import { VaultError } from './errors.ts';
import { drawBytes } from './randomness.ts';
import type { RandomBytes } from './randomness.ts';
import { describeSlot, readSlot, slotLine } from './slot.ts';
import type { KnownSlot, Slot, SlotDraft } from './slot.ts';

/** Parts what is authenticated here from whatever else a slot's key might ever authenticate. */
const SLOT_DOMAIN = 'halfminute/v1/slot ';

interface ContentSealing {
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly associatedData: Uint8Array<ArrayBuffer>;
}

/**
 * The key that encrypts the content: an opaque handle. Its bytes never leave this file but wrapped under a slot's key.
 */
export class MasterKey {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  /** null once wiped. */
  #key: CryptoKey | null;

  private constructor(bytes: Uint8Array<ArrayBuffer>, key: CryptoKey) {
    this.#bytes = bytes;
    this.#key = key;
  }

  static async random(randomBytes: RandomBytes): Promise<MasterKey> {
    return MasterKey.#over(drawBytes(randomBytes, KEY_BYTES));
  }

  /** The master key that `slot` wraps, or null when `slotKey` is not the slot's. */
  static async unwrap(slot: KnownSlot, slotKey: CryptoKey): Promise<MasterKey | null> {
    const associatedData = utf8(SLOT_DOMAIN + slot.description);
    const bytes = await unseal({ key: slotKey, nonce: slot.wrapNonce, associatedData }, slot.wrappedKey);
    return bytes && MasterKey.#over(bytes);
  }

  static async #over(bytes: Uint8Array<ArrayBuffer>): Promise<MasterKey> {
    return new MasterKey(bytes, await importAesKey(bytes));
  }

  /** A new slot that wraps this key under `slotKey`, bound to the slot's id, kind and cost. */
  async wrap(draft: SlotDraft, slotKey: CryptoKey, randomBytes: RandomBytes): Promise<Slot> {
    this.#opened();
    const description = describeSlot(draft);
    const nonce = drawBytes(randomBytes, NONCE_BYTES);
    const associatedData = utf8(SLOT_DOMAIN + description);
    const wrappedKey = await seal({ key: slotKey, nonce, associatedData }, this.#bytes);
    return readSlot(slotLine(description, nonce, wrappedKey));
  }

  async seal(how: ContentSealing, plaintext: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    return seal({ key: this.#opened(), ...how }, plaintext);
  }

  /** null when this is not the key of the content, or the content or its associated data were changed. */
  async unseal(how: ContentSealing, ciphertext: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null> {
    return unseal({ key: this.#opened(), ...how }, ciphertext);
  }

  /** Overwrites the bytes and lets go of the key. May be called twice; any use after it throws 'wiped'. */
  wipe(): void {
    this.#bytes.fill(0);
    this.#key = null;
  }

  toString(): '<master key>' {
    return '<master key>';
  }

  toJSON(): '<master key>' {
    return '<master key>';
  }

  #opened(): CryptoKey {
    if (this.#key === null) {
      throw new VaultError('wiped', 'The master key was wiped when the codes were locked.');
    }
    return this.#key;
  }
}
