import { readFileSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { context } from '../../../../e2e/sign-in-gallery/ada.ts';
import { pageStates } from '../../../../e2e/sign-in-gallery/states.ts';
import { renderMail } from '../../src/pages/mail/render-mail.tsx';
import type { Language, PageContext } from '../../src/pages/page.ts';
import { renderPage } from '../../src/pages/render-page.tsx';
import { languages } from '../../src/pages/strings/pick-language.ts';
import { tables } from '../../src/pages/strings/tables.ts';
import { hostileTexts, withEveryText } from './hostile.ts';
import { readMarkup, skeletonOf, type Markup } from './markup.ts';

const surroundings: PageContext = { ...context, nonce: 'bm9uY2U', origin: 'https://sign-in.firm.example' };

/** Harmless, and as many places to break a line as the least of the hostile ones. */
const harmless = 'plain';

function contextIn(language: Language, text: string): PageContext {
  return { ...withEveryText(surroundings, text), nonce: surroundings.nonce, language };
}

function draw(state: (typeof pageStates)[number], language: Language, text: string): string {
  const around = contextIn(language, text);
  return 'page' in state.shows
    ? renderPage(withEveryText(state.shows.page, text), around)
    : renderMail(withEveryText(state.shows.mail, text), around).html;
}

/** Everything that an element could do harm by. */
function harmIn({ tags }: Markup, isMail: boolean): readonly string[] {
  return tags.flatMap(({ name, attributes }) =>
    [...attributes].flatMap(([key, value]) => {
      const isBad =
        key.startsWith('on') ||
        (key === 'style' && !isMail) ||
        (/^(?:href|src|action|formaction|data-go-on)$/.test(key) && !leadsWell(value));
      return isBad ? [`<${name} ${key}="${value}">`] : [];
    }),
  );
}

/** As a browser reads the address: the parser drops what hides a scheme from a plain comparison. */
function leadsWell(address: string): boolean {
  const url = URL.parse(address, 'https://sign-in.firm.example/interaction/x');
  return (
    url === null ||
    /^(?:https?|mailto|tel|otpauth):$/.test(url.protocol) ||
    // The file of recovery codes: text, and never a page.
    url.href.startsWith('data:text/plain;charset=utf-8,')
  );
}

describe('S16 a page or mail drawn with hostile text in every field', () => {
  describe.each(languages)('in %s', (language) => {
    it.each(pageStates)(
      '$id has the elements and attributes that it has with harmless text, and leads nowhere new',
      (state) => {
        const isMail = 'mail' in state.shows;
        const expected = skeletonOf(readMarkup(draw(state, language, harmless)));
        for (const text of hostileTexts) {
          const markup = readMarkup(draw(state, language, text));
          expect(harmIn(markup, isMail)).toEqual([]);
          expect(skeletonOf(markup)).toBe(expected);
        }
      },
    );
  });

  it('says hostile text as it is, character by character', () => {
    const [state] = pageStates.filter(({ id }) => id === 'sign-in-code');
    const text = `"><script>alert('1')</script>`;
    const { texts } = readMarkup(draw(state ?? pageStates[0] ?? fail(), 'en', text));
    expect(texts.join('')).toContain(text);
  });

  it('never joins markup by hand: no component knows a way around the escaping', () => {
    const sources = globSync(join(import.meta.dirname, '../../src/**/*.{ts,tsx}'));
    expect(sources.length).toBeGreaterThan(50);
    for (const file of sources) {
      const source = readFileSync(file, 'utf8');
      expect(source, file).not.toMatch(/dangerouslySetInnerHTML|import \{[^}]*\braw\b[^}]*\} from 'hono/);
      expect(source, file).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write/);
    }
    expect(readFileSync(join(import.meta.dirname, '../../assets/pages.js'), 'utf8')).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function\(/,
    );
  });
});

describe('S16 a mail with hostile text in every field', () => {
  const mailStates = pageStates.flatMap(({ shows }) => ('mail' in shows ? [shows.mail] : []));

  it.each(mailStates)('$kind has a subject of our own words alone', (mail) => {
    for (const language of languages) {
      for (const text of hostileTexts) {
        const { subject } = renderMail(withEveryText(mail, text), contextIn(language, text));
        expect(subject).toBe(tables[language][`mail.${mail.kind}.subject`]);
        expect(subject).not.toMatch(/[\p{Cc}{}]/u);
      }
    }
  });

  it.each(mailStates)('$kind has as many lines of text as with harmless text, and none that a user began', (mail) => {
    for (const language of languages) {
      const expected = renderMail(withEveryText(mail, harmless), contextIn(language, harmless)).text.split('\n');
      for (const text of hostileTexts) {
        // The platform's and the support's names are settings of the firm's own; here the user's words are the hostile ones.
        const lines = renderMail(withEveryText(mail, text), contextIn(language, harmless)).text.split('\n');
        expect(lines.length).toBe(expected.length);
        expect(lines.filter((line) => /^(?:Bcc|Content-Type):/i.test(line))).toEqual([]);
        expect(lines.join('')).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
      }
    }
  });
});

function fail(): never {
  throw new Error('There is no such state.');
}
