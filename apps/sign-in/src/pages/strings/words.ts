import type { Child } from 'hono/jsx';
import type { Language } from '../page.ts';
import type { account } from './en/account.ts';
import type { mails } from './en/mails.ts';
import type { security } from './en/security.ts';
import type { signingIn } from './en/signing-in.ts';

/** A text that depends on the number `n`: which of the two, the language's own rule of plurals says. */
export interface Plural {
  readonly one: string;
  readonly other: string;
}

export type Table = Readonly<Record<string, string | Plural>>;

/** A table of another language: the same keys, and a pair where English has a pair. */
export type Translated<T extends Table> = { readonly [K in keyof T]: T[K] extends string ? string : Plural };

type English = typeof signingIn & typeof account & typeof security & typeof mails;
export type Key = keyof English;
export type Translation = Translated<English>;

type Places<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Places<Rest> : never;
/** The `{places}` of a key, by which the compiler sees that all are filled. */
export type PlacesOf<K extends Key> = English[K] extends Plural
  ? 'n' | Places<English[K]['one']> | Places<English[K]['other']>
  : Places<English[K]>;

type ToFill<K extends Key, Filling> = [PlacesOf<K>] extends [never]
  ? []
  : [values: { readonly [P in PlacesOf<K>]: P extends 'n' ? number : Filling }];

/** Says the words of one language. What stands in a place is filled in once and never read for places again. */
export interface Words {
  readonly language: Language;
  say<K extends Key>(key: K, ...values: ToFill<K, string | number>): string;
  /** The same with elements in the places, for JSX, which escapes each part. */
  rich<K extends Key>(key: K, ...values: ToFill<K, Child>): Child[];
}

/**
 * A value without the marks that turn the direction of what follows: in a sentence they would turn the rest of it as well. Elements keep
 * theirs, since `bdi` sets them apart.
 */
function withoutTurns(value: string): string {
  return value.replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, '');
}

export function createWords(language: Language, table: Translation): Words {
  const plurals = new Intl.PluralRules(language);

  function templateOf(key: Key, values: Readonly<Record<string, unknown>>): string {
    const found = table[key];
    if (typeof found === 'string') {
      return found;
    }
    return plurals.select(Number(values.n)) === 'one' ? found.one : found.other;
  }

  return {
    language,
    say: (key, ...[values = {}]) => {
      const filled = values as Readonly<Record<string, string | number>>; // `as`: the signature lets nothing else in
      return templateOf(key, filled).replaceAll(/\{([a-z]+)\}/g, (_place, name: string) =>
        withoutTurns(String(filled[name] ?? '')),
      );
    },
    rich: (key, ...[values = {}]) => {
      const filled = values as Readonly<Record<string, Child>>; // `as`: the signature lets nothing else in
      // Split by a group: every second part is the name of a place.
      return templateOf(key, filled)
        .split(/\{([a-z]+)\}/)
        .map((part, index) => {
          const value = index % 2 === 1 ? (filled[part] ?? '') : part;
          return typeof value === 'string' ? withoutTurns(value) : value;
        });
    },
  };
}
