import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  addAccount,
  createVault,
  inspectVault,
  liveAccounts,
  newAccountId,
  newReplica,
  openVault,
  sealVault,
} from '../src/index.ts';
import { totp } from './accounts.ts';
import { seededBytes } from './chance.ts';
import { cheapDerivation } from './derive-key.ts';

const password = 'correct horse';
const deriveKey = cheapDerivation;
const randomBytes = seededBytes('readme');
const unixSeconds = 1_764_000_000;
const otp = totp();

async function example() {
  // <README>
  const vault = await createVault({ password, cost: 'strong', deriveKey, randomBytes });
  const edit = { replica: newReplica(randomBytes), unixSeconds };
  const document = addAccount(vault.document, { id: newAccountId(randomBytes), otp }, edit);
  const bytes = await sealVault({ ...vault, document }, { randomBytes });

  await inspectVault(bytes); // throws VaultError: empty, damaged, newer-version, …
  const opening = await openVault(bytes, { kind: 'password', password }, { deriveKey });
  // </README>
  return opening;
}

describe('the example of README.md', () => {
  it('is the code that is run here', () => {
    const [, here = ''] =
      /\/\/ <README>\n(.*?)\n *\/\/ <\/README>/s.exec(readFileSync(import.meta.filename, 'utf8')) ?? [];
    const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
    expect(readme).toContain(`\`\`\`ts\n${here.replaceAll(/^ {2}/gm, '')}\n\`\`\``);
  });

  it('opens what it has written', async () => {
    const opening = await example();
    expect(opening.outcome === 'opened' && liveAccounts(opening.vault.document)).toHaveLength(1);
  });
});
