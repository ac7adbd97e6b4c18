import { InterchangeError } from '@halfminute/interchange';
import type { ImportEntry, LockedBackup, Unlocked } from '@halfminute/interchange';
import { inspectVault, liveAccounts, openVault, trashedAccounts, VaultError } from '@halfminute/vault';
import type { DeriveKey, VaultDocument } from '@halfminute/vault';

/**
 * A vault file or backup of our own, read as a file of another program is: its accounts are to be added to those that are here. Opens with its
 * password. Rejects with {@link InterchangeError}, before anybody is asked for that, where the file is damaged or of a later version.
 */
export async function readVaultBackup(
  bytes: Uint8Array,
  { deriveKey }: { readonly deriveKey: DeriveKey },
): Promise<LockedBackup> {
  await telling(() => inspectVault(bytes));
  return {
    outcome: 'needs-password',
    program: 'Halfminute',
    async unlock({ password }): Promise<Unlocked> {
      const opening = await telling(() => openVault(bytes, { kind: 'password', password }, { deriveKey }));
      if (opening.outcome !== 'opened') {
        return { outcome: 'wrong-password', mayBeDamaged: false };
      }
      opening.vault.masterKey.wipe();
      return {
        outcome: 'ready',
        program: 'Halfminute',
        entries: entriesOf(opening.vault.document),
        transferParts: [],
      };
    },
  };
}

/** What is wrong with a file of ours, as it is told of any other. */
async function telling<Answer>(read: () => Promise<Answer>): Promise<Answer> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof VaultError) {
      throw new InterchangeError(error.code === 'newer-version' ? 'unsupported-file' : 'damaged', error.message);
    }
    throw error;
  }
}

function entriesOf(document: VaultDocument): readonly ImportEntry[] {
  return [...liveAccounts(document), ...trashedAccounts(document)].map(
    ({ otp, tags, note, favourite, trashedUnixSeconds }, index) => ({
      verdict: 'imported',
      where: `entry ${index + 1}`,
      account: otp,
      warnings: [],
      wasTrashed: trashedUnixSeconds !== null,
      ...(tags.length > 0 && { tags }),
      ...(note !== '' && { note }),
      ...(favourite && { favourite }),
    }),
  );
}
