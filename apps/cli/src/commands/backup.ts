import type { ExitCode } from '../exit-code.ts';
import { EXIT } from '../exit-code.ts';
import type { Invocation } from '../invocation.ts';
import { requireVault, withApp } from '../open-vault.ts';
import { createFiles } from '../platform/files.ts';
import { print } from '../print.ts';
import { Refusal } from '../refusal.ts';

/** `halfminute backup FILE`: the encrypted vault as it is, so no password is needed. */
export async function run({ options, operands }: Invocation): Promise<ExitCode> {
  const [destination = ''] = operands;
  const files = createFiles({ destination, replaces: options.has('force') });
  return withApp(
    options,
    async (app) => {
      requireVault(app);
      const { outcome } = await app.backups.saveBackup();
      if (outcome !== 'saved') {
        throw new Refusal('gone', 'The vault file is gone.', { exitCode: EXIT.noVault });
      }
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
