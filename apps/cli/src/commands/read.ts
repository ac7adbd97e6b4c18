import { encodeBase32, isPinless, pinOf, readPastedOrPinless, withPin } from '@halfminute/otp';
import type { OtpAccount, PinlessAccount } from '@halfminute/otp';
import { accountToJson } from '../account-json.ts';
import { codeAt } from '../code-at.ts';
import type { ExitCode } from '../exit-code.ts';
import { EXIT } from '../exit-code.ts';
import { harmlessJson, harmlessText } from '../harmless-text.ts';
import type { Invocation } from '../invocation.ts';
import { readPins } from '../pin-file.ts';
import type { GivenPin } from '../pin-file.ts';
import { readUnixSeconds } from '../read-time.ts';
import { isTerminal, readStandardInput, writeError, writeOut } from '../standard-streams.ts';

/** `halfminute read`: the code of what was pasted, without any vault. */
export async function run({ operands, options }: Invocation): Promise<ExitCode> {
  const unixSeconds = readUnixSeconds(options.value('at'));
  const asJson = options.has('json');
  const givenPin = readPins(options);
  const { account: read, warnings } = readPastedOrPinless(await pastedText(operands[0] ?? '-'));
  const account = isPinless(read) ? await complete(read, givenPin) : read;
  const code = codeAt(account, unixSeconds);
  if (asJson) {
    const secretBase32 = options.has('show-secrets') ? encodeBase32(account.secret.reveal()) : undefined;
    const told = warnings.length > 0 && {
      warnings: warnings.map(({ code: what, message }) => ({ code: what, message })),
    };
    writeOut(`${harmlessJson({ ...accountToJson(account, { code, secretBase32 }), ...told })}\n`);
  } else {
    for (const { message } of warnings) {
      writeError(`${harmlessText(message)}\n`);
    }
    writeOut(`${code}\n`);
  }
  account.secret.wipe();
  pinOf(account)?.wipe();
  return EXIT.ok;
}

/** With the PIN of `--pin-file`, or asked for where somebody is there. */
async function complete(account: PinlessAccount, givenPin: GivenPin): Promise<OtpAccount> {
  const given = givenPin(account);
  if (given === undefined && (await isTerminal('input'))) {
    const { askHidden } = await import('../ask-hidden.ts');
    return withPin(account, await askHidden('PIN (it is not shown): '));
  }
  return withPin(account, given ?? '');
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
