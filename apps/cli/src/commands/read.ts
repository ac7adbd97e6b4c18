import { encodeBase32, readPasted } from '@halfminute/otp';
import { accountToJson } from '../account-json.ts';
import { codeAt } from '../code-at.ts';
import type { ExitCode } from '../exit-code.ts';
import { EXIT } from '../exit-code.ts';
import { harmlessJson, harmlessText } from '../harmless-text.ts';
import type { Invocation } from '../invocation.ts';
import { readUnixSeconds } from '../read-time.ts';
import { isTerminal, readStandardInput, writeError, writeOut } from '../standard-streams.ts';

/** `halfminute read`: the code of what was pasted, without any vault. */
export async function run({ operands, options }: Invocation): Promise<ExitCode> {
  const unixSeconds = readUnixSeconds(options.value('at'));
  const asJson = options.has('json');
  const { account, warnings } = readPasted(await pastedText(operands[0] ?? '-'));
  const code = codeAt(account, unixSeconds);
  if (asJson) {
    const secretBase32 = options.has('show-secrets') ? encodeBase32(account.secret.reveal()) : undefined;
    writeOut(`${harmlessJson(accountToJson(account, { code, secretBase32 }))}\n`);
  } else {
    for (const { message } of warnings) {
      writeError(`${harmlessText(message)}\n`);
    }
    writeOut(`${code}\n`);
  }
  account.secret.wipe();
  return EXIT.ok;
}

async function pastedText(operand: string): Promise<string> {
  if (operand !== '-') {
    writeError('Other programs on this computer can see what stands on a command line. Safer: halfminute read -\n');
    return operand;
  }
  if (await isTerminal('input')) {
    const { askHidden } = await import('../ask-hidden.ts');
    return askHidden('Paste the link or the long code (it is not shown), then press Enter: ');
  }
  return readStandardInput();
}
