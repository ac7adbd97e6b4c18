import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDates } from '../../src/pages/dates.ts';
import { languages, pickLanguage } from '../../src/pages/strings/pick-language.ts';
import { tables, wordsOf } from '../../src/pages/strings/tables.ts';
import type { Plural } from '../../src/pages/strings/words.ts';

type Entry = readonly [key: string, text: string | Plural];

const english: readonly Entry[] = Object.entries(tables.en);

function placesOf(text: string | Plural): readonly string[] {
  const whole = typeof text === 'string' ? text : `${text.one} ${text.other}`;
  return [...new Set(Array.from(whole.matchAll(/\{([a-z]+)\}/g), ([, name = '']) => name))].toSorted();
}

function textsOf(text: string | Plural): readonly string[] {
  return typeof text === 'string' ? [text] : [text.one, text.other];
}

describe.each(languages)('the words in %s', (language) => {
  const table: Readonly<Record<string, string | Plural>> = tables[language];

  it('have the keys of the English ones', () => {
    expect(Object.keys(table).toSorted()).toEqual(english.map(([key]) => key).toSorted());
  });

  it('have the places of the English ones, and pairs where those have pairs', () => {
    for (const [key, text] of english) {
      const other = table[key] ?? '';
      expect(typeof other, key).toBe(typeof text);
      expect(placesOf(other), key).toEqual(placesOf(text));
    }
  });

  it('are none empty, and have no mark that the house does not use', () => {
    for (const [key, text] of Object.entries(table)) {
      for (const one of textsOf(text)) {
        expect(one.trim(), key).toBe(one);
        expect(one, key).not.toBe('');
        expect(one, key).not.toMatch(/!|\.\.\.|<|>|\t/);
      }
    }
  });

  it('speak of no passkey, since the service has none yet', () => {
    expect(JSON.stringify(table)).not.toMatch(/passkey|passwortschlüssel|clé d.accès|toegangssleutel|clave de acceso/i);
  });

  it('avoid the words that nobody outside the trade knows', () => {
    expect(JSON.stringify(Object.values(table))).not.toMatch(/\bTOTP\b|\b2FA\b|\btoken\b|\bissuer\b|\bsecret\b/i);
  });

  it('are the same as in English only where a word is international', () => {
    if (language !== 'en') {
      const same = english.flatMap(([key, text]) =>
        typeof text === 'string' && text === table[key] && /\p{L}{4}/u.test(text.replaceAll(/\{[a-z]+\}/g, ''))
          ? [text]
          : [],
      );
      const international = /^(?:Authenticator|Authenticators|Service|Name|Account|Code)$/;
      expect(same.filter((text) => !international.test(text))).toEqual([]);
    }
  });
});

describe('the words', () => {
  it('are all used', () => {
    const sources = globSync(join(import.meta.dirname, '../../src/pages/**/*.{ts,tsx}'))
      .filter((file) => !file.includes('/strings/'))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    // Where a part of a key comes from a value, what stands before and after it must be there.
    const patterns = Array.from(sources.matchAll(/`([a-z-]+\.[^`\s]*)`/g), ([, text = '']) => {
      const escaped = text.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', String.raw`\.`));
      return new RegExp(`^${escaped.join('[a-z0-9-]+')}$`);
    });
    const unused = english
      .map(([key]) => key)
      .filter((key) => !sources.includes(`'${key}'`) && !patterns.some((pattern) => pattern.test(key)));
    expect(unused).toEqual([]);
  });

  it('fill a place once: what stands in a value is never read as a place', () => {
    const { say } = wordsOf('en');
    expect(say('code.text', { user: '{user} $& {n}' })).toBe(
      'Signed in as {user} $& {n}. Look it up in your authenticator.',
    );
  });

  it('follow the rule of plurals of their language', () => {
    expect(wordsOf('en').say('recovery.left', { n: 1 })).toBe('1 left');
    expect(wordsOf('fr').say('busy.again', { n: 0 })).toBe('Réessayez dans 0 seconde.');
    expect(wordsOf('de').say('code.remember', { n: 30 })).toBe('Dieses Gerät 30 Tage lang merken');
    expect(wordsOf('es').say('recovery.left', { n: 2 })).toBe('quedan 2');
  });
});

describe('the language of a page', () => {
  it.each([
    [{ uiLocales: 'de-AT en', acceptLanguage: 'fr' }, 'de'],
    [{ uiLocales: 'ja nl', acceptLanguage: null }, 'nl'],
    [{ uiLocales: 'ja', acceptLanguage: 'es-MX,es;q=0.9,en;q=0.8' }, 'es'],
    [{ uiLocales: undefined, acceptLanguage: 'en;q=0.2, fr-CH;q=0.8, de;q=0.5' }, 'fr'],
    [{ uiLocales: null, acceptLanguage: 'de;q=0, nl;q=0.1' }, 'nl'],
    [{ uiLocales: '', acceptLanguage: 'xx, *' }, 'en'],
    [{ uiLocales: null, acceptLanguage: ';;q=,=' }, 'en'],
    [{ uiLocales: 'zh_Hant de_CH', acceptLanguage: 'fr' }, 'de'],
    [{ uiLocales: null, acceptLanguage: 'i-klingon, gsw, nl_BE;q=0.4, fr;q=0.3' }, 'nl'],
    [{ uiLocales: 'd'.repeat(100_000), acceptLanguage: 'de;q=1'.repeat(100_000) }, 'de'],
  ] as const)('is chosen by the client first, then by the browser, by weight: %j', (asked, expected) => {
    expect(pickLanguage(asked)).toBe(expected);
  });
});

describe('times', () => {
  const now = Date.UTC(2026, 10, 25, 8, 6) / 1000;
  const of = (language: (typeof languages)[number], timeZone = 'UTC') => createDates({ language, timeZone, now });

  it('have twenty-four hours, and the day before the month', () => {
    expect(of('en').time(now)).toBe('08:06');
    expect(of('en').time(now - 8 * 3600)).toBe('00:06');
    expect(of('en').fullDate(now)).toBe('25 November 2026');
    expect(of('de').fullDate(now)).toBe('25. November 2026');
    expect(of('fr').fullDate(now)).toBe('25 novembre 2026');
    expect(of('nl').fullDate(now)).toBe('25 november 2026');
    expect(of('es').fullDate(now)).toBe('25 de noviembre de 2026');
  });

  it('leave the present year out in a list', () => {
    expect(of('en').date(now)).toBe('25 November');
    expect(of('en').date(now - 366 * 86_400)).toBe('24 November 2025');
  });

  it('call a day today or yesterday by the calendar of their zone', () => {
    expect(of('en').nearDay(now)).toBe('today');
    expect(of('de').nearDay(now - 9 * 3600)).toBe('gestern');
    expect(of('en', 'Pacific/Auckland').nearDay(now - 9 * 3600)).toBe('today');
    expect(of('en').nearDay(now - 3 * 86_400)).toBeNull();
  });

  it.each([
    ['2026-10-25T00:30+02:00', '2026-10-26T09:00+01:00', 'yesterday'],
    ['2026-10-24T23:59+02:00', '2026-10-26T09:00+01:00', null],
    ['2026-10-25T00:00+02:00', '2026-10-25T23:59+01:00', 'today'],
    ['2026-03-28T23:30+01:00', '2026-03-29T09:00+02:00', 'yesterday'],
    ['2026-03-28T23:30+01:00', '2026-03-30T09:00+02:00', null],
    ['2026-12-31T23:59+01:00', '2027-01-01T00:00+01:00', 'yesterday'],
  ])('do so over the days when clocks change and over a new year: %s, read at %s', (at, read, expected) => {
    const seconds = (text: string) => Date.parse(text) / 1000;
    const dates = createDates({ language: 'en', timeZone: 'Europe/Berlin', now: seconds(read) });
    expect(dates.nearDay(seconds(at))).toBe(expected);
  });

  it('write how long something lasts in words', () => {
    expect(of('en').duration(160)).toBe('2 minutes 40 seconds');
    expect(of('de').duration(3661)).toBe('1 Stunde 1 Minute 1 Sekunde');
    expect(of('en').duration(0)).toBe('0 seconds');
    expect(of('en').duration(-5)).toBe('0 seconds');
  });
});
