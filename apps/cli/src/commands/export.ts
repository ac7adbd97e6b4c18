import type { ExitCode } from '../exit-code.ts';
import { EXIT } from '../exit-code.ts';
import type { Invocation } from '../invocation.ts';
import { withOpenVault } from '../open-vault.ts';
import { notAllowed } from '../organisation-policy.ts';
import { createFiles } from '../platform/files.ts';
import { print } from '../print.ts';
import { Refusal } from '../refusal.ts';
import { writeError } from '../standard-streams.ts';

/** `halfminute export`: says what it is before it is written. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { options } = invocation;
  const destination = options.value('output') ?? '-';
  const files = createFiles({ destination, replaces: options.has('force') });
  return withOpenVault(
    invocation,
    async ({ app, password }) => {
      const exported = await app.accounts.exportLinks({ password });
      if (exported.outcome === 'wrong-password') {
        throw new Refusal('wrong-password', 'That is not the password.', { exitCode: EXIT.wrongPassword });
      }
      if (exported.outcome === 'not-allowed') {
        throw notAllowed('an export without encryption');
      }
      const { text, count } = exported;
      writeError(
        `This list is not encrypted. Whoever reads it can make all ${count} codes. Delete it when the other program has it.\n`,
      );
      if (destination === '-') {
        print(options, { lines: text.split('\n').slice(0, -1), json: { links: text.split('\n').slice(0, -1) } });
        return EXIT.ok;
      }
      await app.backups.offerFile({
        name: 'halfminute-links.txt',
        mimeType: 'text/plain',
        bytes: new TextEncoder().encode(text),
      });
      print(options, { lines: [`${count} accounts exported.`], json: { exported: count } });
      return EXIT.ok;
    },
    { files },
  );
}
