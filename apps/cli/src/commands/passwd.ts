import type { ExitCode } from '../exit-code.ts';
import { EXIT } from '../exit-code.ts';
import type { Invocation } from '../invocation.ts';
import { withOpenVault } from '../open-vault.ts';
import { ensureChanged } from '../password-change.ts';
import { print, remark } from '../print.ts';

/** `halfminute passwd`. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { options } = invocation;
  return withOpenVault(invocation, async ({ app, password, secrets, state }) => {
    const next = await secrets.nextNewPassword('New password');
    const areNewKeys = options.has('somebody-knows');
    const request = { current: password, next };
    ensureChanged(await (areNewKeys ? app.keys.replaceKeys(request) : app.keys.changePassword(request)));
    const deletedCopies = options.has('delete-copies') ? await app.backups.deleteGenerations() : 0;
    print(options, {
      lines: ['The password is changed.'],
      json: { changed: true, newKeys: areNewKeys, deletedCopies },
    });
    remark(options, 'Older copies and backups still open with what opened them before.');
    const kept = state().generationCount;
    if (kept > 0) {
      remark(
        options,
        `${kept} earlier copies lie beside the vault. --delete-copies deletes them with the next change.`,
      );
    }
    if (areNewKeys) {
      remark(options, 'The earlier recovery sheet is void. Make a new one: halfminute recover --new-sheet');
    }
    return EXIT.ok;
  });
}
