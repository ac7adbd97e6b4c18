import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  inspectVault,
  liveAccounts,
  openVault,
  preference,
  reopenVault,
  sameDocument,
  sealVault,
  trashedAccounts,
} from '../src/index.ts';
import type { Credential, OpenVault } from '../src/index.ts';
import { plain } from './accounts.ts';
import { seededBytes } from './chance.ts';
import { argon2 } from './derive-key.ts';
import type { Truth } from './truth.ts';
import { linesOf } from './vaults.ts';

/** Golden files of version 1: every later version of this program opens them. */

const FOLDER = join(import.meta.dirname, '../../../vectors/vault');
const NAMES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.halfminute'))
  .map((name) => name.slice(0, -'.halfminute'.length));

function credentialsOf(truth: Truth): readonly Credential[] {
  return [
    ...(truth.password === undefined ? [] : [{ kind: 'password', password: truth.password } as const]),
    ...(truth.recoveryKey === undefined ? [] : [{ kind: 'recovery-key', recoveryKey: truth.recoveryKey } as const]),
    ...(truth.deviceKeyHex === undefined
      ? []
      : [{ kind: 'device-key', deviceKey: new Uint8Array(Buffer.from(truth.deviceKeyHex, 'hex')) } as const]),
  ];
}

async function opened(file: Uint8Array, credential: Credential): Promise<OpenVault> {
  const outcome = await openVault(file, credential, { deriveKey: argon2 });
  if (outcome.outcome !== 'opened') {
    throw new Error(`not opened: ${outcome.outcome}`);
  }
  return outcome.vault;
}

describe('a golden file of version 1', () => {
  it('is there for every scenario', () => {
    expect(NAMES.toSorted()).toEqual([
      'v1-device-key',
      'v1-empty',
      'v1-kinds',
      'v1-later-kind',
      'v1-later-program',
      'v1-names',
      'v1-password-standard',
      'v1-password-strong',
      'v1-pin-kinds',
      'v1-recovery-key',
      'v1-trash',
    ]);
  });

  it.each(NAMES)('opens by every key it has and holds what it held: %s', async (name) => {
    const file = readFileSync(join(FOLDER, `${name}.halfminute`));
    // Written by make-vectors.ts as a Truth.
    const truth = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Truth;
    expect((await inspectVault(file)).slots.map(({ kind }) => kind)).toEqual(truth.slots);
    for (const credential of credentialsOf(truth)) {
      const vault = await opened(file, credential);
      expect(liveAccounts(vault.document).map(plain)).toEqual(truth.accounts);
      expect(trashedAccounts(vault.document).map(plain)).toEqual(truth.trash);
      for (const [key, value] of Object.entries(truth.preferences)) {
        expect(preference(vault.document, key)).toEqual(value);
      }
      await expectSameAfterSave(vault, truth);
    }
  });
});

/** Nothing is lost when the file is written again, known or not. */
async function expectSameAfterSave(vault: OpenVault, truth: Truth): Promise<void> {
  const again = await sealVault(vault, { randomBytes: seededBytes('again') });
  const reopened = await reopenVault(again, vault.masterKey);
  expect(reopened.outcome === 'opened' && sameDocument(reopened.vault.document, vault.document)).toBe(true);
  for (const line of truth.survivesInHeader ?? []) {
    expect(Buffer.from(again).includes(line)).toBe(true);
  }
  for (const text of truth.survivesInContent ?? []) {
    expect(linesOf(vault.document).join('\n')).toContain(text);
  }
}
