import { EXIT } from './exit-code.ts';
import type { ExitCode } from './exit-code.ts';
import { harmlessJson, harmlessText } from './harmless-text.ts';
import { Refusal } from './refusal.ts';
import { writeError, writeOut } from './standard-streams.ts';

/** Tells the user what ended the command, and answers what to exit with. */
export function reportFailure(error: unknown, { asJson }: { readonly asJson: boolean }): ExitCode {
  const refusal = toRefusal(error);
  const { code, message, at, lines, details, exitCode } = refusal;
  if (asJson && code !== 'output-failed') {
    writeJson({ error: { code, message, ...(at !== undefined && { at }), ...details } });
  } else {
    writeError([message, ...lines].map((line) => `${harmlessText(line)}\n`).join(''));
  }
  return exitCode;
}

/** To the standard error where the other takes nothing more. */
function writeJson(answer: unknown): void {
  const text = `${harmlessJson(answer)}\n`;
  try {
    writeOut(text);
  } catch {
    writeError(text);
  }
}

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) {
    return error;
  }
  // By name: the classes live in packages that a command may not have loaded, and need not.
  if (error instanceof Error && error.name === 'OtpError' && 'code' in error) {
    const at = 'at' in error && typeof error.at === 'number' ? error.at : undefined;
    return new Refusal(String(error.code), error.message, { at });
  }
  if (error instanceof Error && error.name === 'PlatformError' && 'code' in error) {
    return new Refusal(String(error.code), error.message, { exitCode: EXIT.broken });
  }
  // A defect of ours. Its own words may hold anything, so only its class and place are told.
  const kind = error instanceof Error ? error.name : typeof error;
  const place = error instanceof Error ? (/\n\s+at ([^\n]*)/.exec(error.stack ?? '')?.[1] ?? '') : '';
  return new Refusal('unexpected', `Something broke in Halfminute; your codes are untouched. (${kind} at ${place})`, {
    exitCode: EXIT.broken,
  });
}
