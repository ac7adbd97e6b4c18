import type { App } from '@halfminute/core';
import type { ExitCode } from '../exit-code.ts';
import { EXIT } from '../exit-code.ts';
import type { Invocation } from '../invocation.ts';
import { requireVault, withApp } from '../open-vault.ts';
import { createFiles } from '../platform/files.ts';
import { destinationOf, requireKeepingPlace } from '../platform/keeping-place.ts';
import { print } from '../print.ts';
import { Refusal } from '../refusal.ts';
import { knownVaultPaths } from '../vault-path.ts';
import { requireWholeOutput } from '../whole-output.ts';

/** `halfminute backup FILE`: the encrypted vault as it is, so no password is needed. */
export async function run({ options, operands }: Invocation): Promise<ExitCode> {
  const destination = destinationOf(operands[0] ?? '');
  const rules = { vaultPaths: knownVaultPaths(options), replaces: options.has('force'), isBackup: true };
  await requireKeepingPlace(destination, { ...rules, name: null });
  const files = createFiles({ destination, rules });
  return withApp(
    options,
    async (app) => {
      requireVault(app);
      await (destination === '-' ? requireWholeOutput(() => save(app)) : save(app));
      if (destination !== '-') {
        print(options, {
          lines: ["The backup is saved. It opens with today's password, here or on another computer."],
          json: { saved: true },
        });
      }
      return EXIT.ok;
    },
    { files },
  );
}

async function save(app: App): Promise<void> {
  const { outcome } = await app.backups.saveBackup();
  if (outcome !== 'saved') {
    throw new Refusal('gone', 'The vault file is gone.', { exitCode: EXIT.noVault });
  }
}
