import type { ExitCode } from '../exit-code.ts';
import { EXIT } from '../exit-code.ts';
import type { Invocation } from '../invocation.ts';
import { writeOut } from '../standard-streams.ts';
import { VERSION } from '../version.ts';

/** `halfminute version`. */
export async function run({ options }: Invocation): Promise<ExitCode> {
  writeOut(options.has('json') ? `${JSON.stringify({ version: VERSION })}\n` : `halfminute ${VERSION}\n`);
  return EXIT.ok;
}
