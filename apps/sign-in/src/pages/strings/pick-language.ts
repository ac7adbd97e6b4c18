import type { Language } from '../page.ts';

export const languages = ['en', 'de', 'fr', 'nl', 'es'] as const satisfies readonly Language[];

/**
 * The language of a page: what the client asks for in `ui_locales` (OpenID Connect Core section 3.1.2.1, in its order), else what
 * the browser asks for (RFC 9110 section 12.5.4, by weight), else English. Both are foreign text of any length.
 */
export function pickLanguage(asked: {
  readonly uiLocales: string | null | undefined;
  readonly acceptLanguage: string | null | undefined;
}): Language {
  const byClient = (asked.uiLocales ?? '').slice(0, 500).split(/\s+/);
  const byBrowser = (asked.acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.split(';');
      const weight = parameters.map((one) => /^\s*q=([\d.]+)\s*$/i.exec(one)?.[1]).find((one) => one !== undefined);
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight) };
    })
    // Sorting is stable: of the same weight the first one stays first. Zero means "not this one".
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
  for (const tag of [...byClient, ...byBrowser]) {
    // Some clients write "de_CH", as their platform names locales.
    const primary = tag.toLowerCase().split(/[-_]/, 1)[0];
    const language = languages.find((one) => one === primary);
    if (language !== undefined) {
      return language;
    }
  }
  return 'en';
}
