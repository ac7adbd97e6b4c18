import type { CodeView } from './app.ts';
import type { Account, Settings } from './app-state.ts';
import type { FreshCodes } from './fresh-code.ts';
import type { PaletteAnswer, PaletteQuestion, PaletteRow } from './platform-desk.ts';
import { searchAccounts } from './search.ts';

export interface PaletteNeed {
  readonly fresh: FreshCodes;
  /** Codes are shown only when asked for. */
  hidesCodes(): boolean;
  theme(): Settings['theme'];
  view(id: Account['id']): CodeView | null;
  /** The palette is used: nobody has left the desk. */
  used(): void;
  /** Locks where nobody has used anything for too long. */
  lockIfIdle(): void;
}

/** More than anybody reads; the next letter makes them fewer. */
const ROWS_AT_MOST = 50;

/**
 * Makes what answers the questions of the quick palette. Nothing while the codes are locked. The palette searches again by
 * itself whenever a code has run out, so a search for the same text is nobody's act.
 */
export function createPaletteAnswers(need: PaletteNeed): (question: PaletteQuestion) => Promise<PaletteAnswer> {
  /** null: the last question was no search. */
  let lastSearch: string | null = null;
  return (question) => {
    const search = question.ask === 'search' ? question.text : null;
    if (search !== null && search === lastSearch) {
      need.lockIfIdle();
    } else {
      need.used();
    }
    lastSearch = search;
    return answer(need, question);
  };
}

async function answer(need: PaletteNeed, question: PaletteQuestion): Promise<PaletteAnswer> {
  const accounts = need.fresh.accounts();
  if (accounts === null) {
    return { answer: 'locked' };
  }
  switch (question.ask) {
    case 'search':
      return { answer: 'rows', rows: rowsFor(need, accounts, question.text), theme: need.theme() };
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
