import { groupCode } from '@halfminute/core';
import type { Account, CodeView } from '@halfminute/core';
import { accountToJson } from './account-json.ts';
import { nameOf } from './account-names.ts';
import type { ExitCode } from './exit-code.ts';
import { EXIT } from './exit-code.ts';
import { harmlessJson, harmlessText } from './harmless-text.ts';
import type { GivenOptions } from './invocation.ts';
import type { OpenedVault } from './open-vault.ts';
import { Refusal } from './refusal.ts';
import { hasReaderGone, isTerminal, writeError, writeOut } from './standard-streams.ts';

type TimedView = CodeView & { readonly kind: 'timed' };

/** Shows the code until Ctrl+C, until nobody reads it any more, or until the vault locks itself. On a terminal one line counts down; elsewhere each new code is a line. */
export async function watchCode({ app }: OpenedVault, account: Account, options: GivenOptions): Promise<ExitCode> {
  if (account.kind === 'hotp') {
    throw new Refusal(
      'counter-account',
      `${nameOf(account)} counts instead of keeping time, and watching never moves it on. Without --watch the next code is made.`,
    );
  }
  const show = options.has('json')
    ? jsonLines(account)
    : (await isTerminal('output'))
      ? countdown(account)
      : codeLines();
  const releases: (() => void)[] = [];
  const end = await new Promise<'stopped' | 'locked'>((resolve, reject) => {
    const showOrEnd = (view: TimedView): void => {
      try {
        show(view);
      } catch (error) {
        reject(error instanceof Error ? error : new Error('unexpected failure'));
        return;
      }
      if (hasReaderGone()) {
        resolve('stopped');
      }
    };
    // Before anything is shown: whoever sees a code may press Ctrl+C at once, and twice.
    process.on('SIGINT', () => resolve('stopped'));
    process.on('SIGTERM', () => resolve('stopped'));
    releases.push(
      app.subscribe(() => {
        if (app.getState().session.phase !== 'open') {
          resolve('locked');
        }
      }),
      app.codes.watch(account.id, (view) => {
        if (view.kind === 'timed') {
          showOrEnd(view);
        }
      }),
    );
  });
  for (const release of releases) {
    release();
  }
  writeError(end === 'locked' ? '\nLocked: nobody was here for a while.\n' : '\n');
  return EXIT.ok;
}

function countdown(account: Account): (view: TimedView) => void {
  const name = harmlessText(nameOf(account));
  return ({ code, nextCode, secondsLeft }) => {
    const next = secondsLeft <= 5 ? `  next ${groupCode(nextCode).join(' ')}` : '';
    // Carriage return, then "erase to the end of the line": the line is written over in place.
    writeOut(`\r${groupCode(code).join(' ')}  ${String(secondsLeft).padStart(3)} s${next}  ${name}\u001b[K`);
  };
}

function codeLines(): (view: TimedView) => void {
  return onEachNewCode(({ code }) => writeOut(`${code}\n`));
}

function jsonLines(account: Account): (view: TimedView) => void {
  return onEachNewCode(({ code }) =>
    writeOut(`${harmlessJson({ id: account.id, ...accountToJson(account, { code }) })}\n`),
  );
}

function onEachNewCode(show: (view: TimedView) => void): (view: TimedView) => void {
  let shown: string | null = null;
  return (view) => {
    if (view.code !== shown) {
      shown = view.code;
      show(view);
    }
  };
}
