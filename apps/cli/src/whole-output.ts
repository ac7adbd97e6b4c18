import { EXIT } from './exit-code.ts';
import { Refusal } from './refusal.ts';
import { hasReaderGone } from './standard-streams.ts';

/**
 * Runs what writes a whole file to the standard output. Throws {@link Refusal} where it did not get out to its end, with what that means: half a file
 * must not be taken for a backup.
 */
export async function requireWholeOutput(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'output-failed') {
      throw notWhole(error.message.replace(/\. .*$/u, '.'));
    }
    throw error;
  }
  if (hasReaderGone()) {
    throw notWhole('Whoever read the standard output stopped before its end.');
  }
}

function notWhole(why: string): Refusal {
  return new Refusal(
    'output-failed',
    `${why} What came out is not whole: do not keep it. The vault was only read, and is as it was.`,
    { exitCode: EXIT.broken },
  );
}
