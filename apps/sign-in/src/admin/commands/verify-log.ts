import { verdictToLines } from '../../audit/verdict-words.ts';
import type { Answer, CommandContext } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { Refusal } from '../refusal.ts';

/** `verify-log`: reads all of it. */
export async function verifyLog({ options, services }: CommandContext): Promise<Answer> {
  const keptOutside = options.value('kept-outside') ?? null;
  if (keptOutside !== null && !/^[0-9a-f]{64}$/.test(keptOutside)) {
    throw new Refusal(
      'hash',
      '--kept-outside has to be a head as this command prints it: 64 figures and letters from a to f.',
    );
  }
  const { audit, clock } = await services();
  // So that the head covers what has just been written, too.
  await audit.checkpoint();
  const verdict = await audit.verify(keptOutside === null ? {} : { keptOutside });
  return {
    lines: verdictToLines(verdict, { now: clock(), keptOutside }),
    json: verdict,
    exitCode: verdict.result === 'unbroken' ? EXIT.ok : EXIT.findings,
  };
}
