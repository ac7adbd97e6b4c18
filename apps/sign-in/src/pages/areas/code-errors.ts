import type { CodeError, RecoveryError } from '../page.ts';
import type { View } from '../view.ts';

/** The sentence of a refused one-time code: field, what is wrong, how to mend it (sheets D6 and D7). */
export function codeErrorToText(error: CodeError, view: View): string {
  const { words, context, dates } = view;
  switch (error.reason) {
    case 'wrong':
      return words.say('code.wrong', { platform: context.platform.name });
    case 'replayed':
      return words.say('code.replayed');
    case 'malformed': {
      const expected = figuresToText(error.expected, view);
      return error.got === 0
        ? words.say('code.empty', { expected })
        : words.say('code.malformed', { expected, got: error.got });
    }
    case 'clock':
      return words.say(error.direction === 'slow' ? 'code.slow' : 'code.fast', {
        duration: dates.duration(error.seconds),
      });
    case 'expired':
      return words.say('code.expired');
  }
}

export function recoveryErrorToText(error: RecoveryError, view: View): string {
  switch (error.reason) {
    case 'wrong':
      return view.words.say('recovery.wrong');
    case 'used':
      return view.words.say('recovery.used');
    case 'malformed':
      return view.words.say('recovery.malformed');
  }
}

/** "six", "six or eight". */
function figuresToText(counts: readonly number[], view: View): string {
  const named = counts.map((count) => numberToText(count, view));
  return new Intl.ListFormat(view.dates.locale, { type: 'disjunction' }).format(named);
}

const written = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12] as const;

/** A small number in letters, as sentences have it; any other in figures. */
export function numberToText(count: number, view: View): string {
  const known = written.find((one) => one === count);
  return known === undefined ? String(count) : view.words.say(`number.${known}`);
}
