import type { AccountLines } from './account-lines.ts';
import { EMPTY_META } from './meta.ts';
import type { DocumentMeta } from './meta.ts';

export interface DocumentParts {
  readonly meta: DocumentMeta;
  readonly lines: AccountLines;
  /** The greatest position of an account, where that is known: adding many would look for it each time. */
  readonly lastPosition?: number;
}

/**
 * Everything the user keeps: accounts, trash, tombstones, preferences. An immutable value; each edit answers another.
 * Outside of this package it has no members, and it prints as `<document>`.
 */
export class VaultDocument {
  readonly #parts: DocumentParts;

  private constructor(parts: DocumentParts) {
    this.#parts = parts;
  }

  static of(parts: DocumentParts): VaultDocument {
    return new VaultDocument(parts);
  }

  static partsOf(document: VaultDocument): DocumentParts {
    return document.#parts;
  }

  toString(): '<document>' {
    return '<document>';
  }

  toJSON(): '<document>' {
    return '<document>';
  }
}

export const emptyDocument: VaultDocument = VaultDocument.of({ meta: EMPTY_META, lines: [] });
