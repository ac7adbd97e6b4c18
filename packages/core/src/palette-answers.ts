import type { CodeView } from './app.ts';
import type { Account } from './app-state.ts';
import type { FreshCodes } from './fresh-code.ts';
import type { PaletteAnswer, PaletteQuestion, PaletteRow } from './platform-desk.ts';
import { searchAccounts } from './search.ts';

export interface PaletteNeed {
  readonly fresh: FreshCodes;
  /** Codes are shown only when asked for. */
  hidesCodes(): boolean;
  view(id: Account['id']): CodeView | null;
  /** The palette is used: nobody has left the desk. */
  used(): void;
}

/** More than anybody reads; the next letter makes them fewer. */
const ROWS_AT_MOST = 50;

/** Answers the questions of the quick palette. Nothing while the codes are locked. */
export async function answerPalette(need: PaletteNeed, question: PaletteQuestion): Promise<PaletteAnswer> {
  need.used();
  const accounts = need.fresh.accounts();
  if (accounts === null) {
    return { answer: 'locked' };
  }
  switch (question.ask) {
    case 'search':
      return { answer: 'rows', rows: rowsFor(need, accounts, question.text) };
    case 'copy':
      return (await need.fresh.copy(question.id)) ? { answer: 'copied' } : failedOrLocked(need);
    case 'code': {
      const code = await need.fresh.code(question.id);
      return code === null ? failedOrLocked(need) : { answer: 'code', code };
    }
  }
}

function failedOrLocked({ fresh }: PaletteNeed): PaletteAnswer {
  return { answer: fresh.accounts() === null ? 'locked' : 'failed' };
}

/** Found as in the list, in its order. */
function rowsFor(need: PaletteNeed, accounts: readonly Account[], text: string): readonly PaletteRow[] {
  const hidden = need.hidesCodes();
  return searchAccounts(accounts, text)
    .slice(0, ROWS_AT_MOST)
    .map(({ account }): PaletteRow => {
      const view = need.view(account.id);
      const timed = view?.kind === 'timed' ? view : null;
      return {
        id: account.id,
        service: account.issuer,
        user: account.accountName,
        code: hidden ? null : (timed?.code ?? null),
        secondsLeft: timed?.secondsLeft ?? null,
        periodSeconds: account.periodSeconds,
      };
    });
}
