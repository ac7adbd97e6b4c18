import { createDates, type Dates } from './dates.ts';
import type { Page, PageContext } from './page.ts';
import { wordsOf } from './strings/tables.ts';
import type { Words } from './strings/words.ts';

/** What every component is handed besides its page: the surroundings, the words and the times of one reader. */
export interface View {
  readonly context: PageContext;
  readonly words: Words;
  readonly dates: Dates;
}

type PageOf<Kind extends Page['kind']> = Extract<Page, { readonly kind: Kind }>;

export interface PageProps<Kind extends Page['kind']> {
  readonly page: PageOf<Kind>;
  readonly view: View;
}

export function createView(context: PageContext): View {
  const { language, timeZone, now } = context;
  return { context, words: wordsOf(language), dates: createDates({ language, timeZone, now }) };
}
