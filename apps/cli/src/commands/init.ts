import type { ExitCode } from '../exit-code.ts';
import { EXIT } from '../exit-code.ts';
import type { Invocation } from '../invocation.ts';
import { ensureSaved, withApp } from '../open-vault.ts';
import { passwordTooShort } from '../password-change.ts';
import { print, remark } from '../print.ts';
import { Refusal } from '../refusal.ts';
import { SecretReader } from '../secret-reader.ts';
import { vaultPath } from '../vault-path.ts';

const vaultExists = (): Refusal =>
  new Refusal('vault-exists', 'There is a vault file here already. Nothing was changed.');

/** `halfminute init`. */
export async function run({ options }: Invocation): Promise<ExitCode> {
  return withApp(options, async (app) => {
    if (app.getState().session.phase !== 'absent') {
      throw vaultExists();
    }
    const password = await new SecretReader(options).nextNewPassword('Choose a password');
    const result = await app.session.create({ password });
    ensureSaved(result);
    if (result.outcome === 'conflict') {
      throw vaultExists();
    }
    if (result.outcome === 'too-short') {
      throw passwordTooShort(result.leastLength);
    }
    const path = vaultPath(options);
    print(options, { lines: [`Your vault is ${path}.`], json: { vault: path } });
    remark(
      options,
      'Nobody can reset the password for you. A code on the same computer is weaker than one on another device, so lock your screen when you leave.',
    );
    return EXIT.ok;
  });
}
