import type { Account, Clipboard } from '@halfminute/core';
import { accountToJson } from '../account-json.ts';
import { clearLater } from '../clear-later.ts';
import type { ExitCode } from '../exit-code.ts';
import { EXIT } from '../exit-code.ts';
import type { GivenOptions, Invocation } from '../invocation.ts';
import type { OpenedVault } from '../open-vault.ts';
import { accountById, ensureSaved, withOpenVault } from '../open-vault.ts';
import { findClipboard } from '../platform/clipboard.ts';
import { print, remark } from '../print.ts';
import { Refusal } from '../refusal.ts';
import { revealOne } from '../reveal-secrets.ts';
import { selectAccount } from '../select-account.ts';
import { watchCode } from '../watch-code.ts';

/** `halfminute code QUERY`. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { options, operands } = invocation;
  if (options.has('copy') && options.has('watch')) {
    throw new Refusal('contradicting-options', 'Give --copy or --watch, not both.');
  }
  const clipboard = options.has('copy') ? requireClipboard() : null;
  return withOpenVault(
    invocation,
    async (vault) => {
      const account = selectAccount(vault.state().accounts, operands);
      if (options.has('watch')) {
        return watchCode(vault, account, options);
      }
      const shown = await currentCode(vault, account);
      if (clipboard !== null) {
        await copy({ vault, clipboard, id: account.id, options });
      } else {
        await printCode({ vault, ...shown, options });
      }
      return EXIT.ok;
    },
    // The core would clear what it copied when it is let go of, and that is now: this program clears it later.
    { clipboard: clipboard && { write: (text) => clipboard.write(text) } },
  );
}

interface ShownCode {
  /** With the counter from which the code was made. */
  readonly account: Account;
  readonly code: string;
}

/** A counter account is saved first; if that fails, nothing is shown. */
async function currentCode({ app, state }: OpenedVault, account: Account): Promise<ShownCode> {
  const view = app.codes.view(account.id);
  if (view?.kind === 'timed') {
    return { account, code: view.code };
  }
  const next = await app.codes.nextCounterCode(account.id);
  if (next.outcome === 'exhausted') {
    throw new Refusal(
      'bad-counter',
      'This account has used up its counter, 2^53 - 1. The service must issue a new code.',
    );
  }
  if (next.outcome !== 'shown') {
    ensureSaved(next);
    throw new Refusal('no-code', 'There is no code to show.', { exitCode: EXIT.broken });
  }
  return { account: { ...accountById(state(), account.id), counter: next.counter }, code: next.code };
}

async function printCode(
  request: ShownCode & { readonly vault: OpenedVault; readonly options: GivenOptions },
): Promise<void> {
  const { vault, account, code, options } = request;
  const secretBase32 =
    options.has('json') && options.has('show-secrets') ? await revealOne(vault, account.id) : undefined;
  print(options, { lines: [code], json: { id: account.id, ...accountToJson(account, { code, secretBase32 }) } });
}

async function copy(request: {
  readonly vault: OpenedVault;
  readonly clipboard: Clipboard;
  readonly id: Account['id'];
  readonly options: GivenOptions;
}): Promise<void> {
  const { vault, clipboard, id, options } = request;
  const copied = await vault.app.copyCode(id, 'current');
  if (copied.outcome !== 'copied') {
    throw new Refusal('clipboard-refused', 'The clipboard did not take the code.', { exitCode: EXIT.broken });
  }
  const { clipboardSeconds } = vault.state().settings;
  const clearsAfterSeconds = clipboard.clearIfHolds === undefined ? null : clipboardSeconds;
  if (clearsAfterSeconds !== null) {
    await clearLater(copied.code, clearsAfterSeconds);
  }
  print(options, {
    lines: [clearsAfterSeconds === null ? 'Copied.' : `Copied. The clipboard keeps it ${clearsAfterSeconds} s.`],
    json: { copied: true, clearsAfterSeconds },
  });
  if (vault.state().recoverySheet.status === 'due') {
    remark(
      options,
      'If you forget the password, nobody can open your codes. Keep a recovery sheet: halfminute recover --new-sheet',
    );
  }
}

function requireClipboard(): Clipboard {
  const clipboard = findClipboard();
  if (clipboard === null) {
    throw new Refusal(
      'no-clipboard',
      'There is no clipboard here that this program can reach: it uses wl-copy, xclip, xsel, pbcopy or clip.exe.',
    );
  }
  return clipboard;
}
