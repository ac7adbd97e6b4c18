import type { ExitCode } from '../exit-code.ts';
import { EXIT } from '../exit-code.ts';
import { isShell, completionScript, shells } from '../completion-script.ts';
import type { Invocation } from '../invocation.ts';
import { Refusal } from '../refusal.ts';
import { writeOut } from '../standard-streams.ts';

/** `halfminute completion SHELL`. */
export async function run({ operands, options }: Invocation): Promise<ExitCode> {
  const shell = operands[0] ?? '';
  if (!isShell(shell)) {
    throw new Refusal('unknown-shell', `There are completions for ${shells.join(', ')}.`);
  }
  const script = completionScript(shell);
  writeOut(options.has('json') ? `${JSON.stringify({ shell, script })}\n` : script);
  return EXIT.ok;
}
