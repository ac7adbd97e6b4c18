import { createVault, openVault, sealVault } from '../src/index.ts';
import type { Credential, OpenVault, VaultDocument, VaultErrorCode } from '../src/index.ts';
import { emptyDocument } from '../src/document/document.ts';
import { plaintextOf, readDocument } from '../src/document/plaintext.ts';
import { VaultError } from '../src/errors.ts';
import { seededBytes } from './chance.ts';
import { cheapDerivation } from './derive-key.ts';

/** Whole vaults to test with, under {@link cheapDerivation}. */

export const PASSWORD = 'correct horse';
export const empty: VaultDocument = emptyDocument;

export async function newVault(seed = 'vault'): Promise<OpenVault> {
  return createVault({
    password: PASSWORD,
    cost: 'standard',
    deriveKey: cheapDerivation,
    randomBytes: seededBytes(seed),
  });
}

export async function seal(vault: OpenVault, seed = 'seal'): Promise<Uint8Array> {
  return sealVault(vault, { randomBytes: seededBytes(seed) });
}

/** Throws where it does not open. */
export async function opened(
  file: Uint8Array,
  credential: Credential = { kind: 'password', password: PASSWORD },
): Promise<OpenVault> {
  const outcome = await openVault(file, credential, { deriveKey: cheapDerivation });
  if (outcome.outcome !== 'opened') {
    throw new Error(`not opened: ${outcome.outcome}`);
  }
  return outcome.vault;
}

/** The content as it would be encrypted. */
function bytesOf(document: VaultDocument): Uint8Array {
  const plaintext = plaintextOf(document);
  const bytes = new Uint8Array(plaintext.length);
  plaintext.writeTo(bytes);
  return bytes;
}

/** What a save and an opening make of a document. */
export function throughBytes(document: VaultDocument): VaultDocument {
  return readDocument(bytesOf(document));
}

/** The document's content, line by line. */
export function linesOf(document: VaultDocument): string[] {
  return new TextDecoder().decode(bytesOf(document)).split('\n');
}

/** A document from lines, as somebody else may have written them. */
export function documentOf(...lines: readonly (string | object)[]): VaultDocument {
  const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  return readDocument(new TextEncoder().encode(texts.join('\n')));
}

export const FIRST_LINE = '{"clock":0,"daysOpened":[],"preferences":{}}';

/** The code of the VaultError that `act` throws; 'nothing' when it throws none. Any other exception goes through. */
export async function refusal(act: () => unknown): Promise<VaultErrorCode | 'nothing'> {
  try {
    await act();
    return 'nothing';
  } catch (error) {
    if (error instanceof VaultError) {
      return error.code;
    }
    throw error;
  }
}
