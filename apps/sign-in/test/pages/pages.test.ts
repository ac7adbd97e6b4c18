import { describe, expect, it } from 'vitest';
import { context } from '../../../../e2e/sign-in-gallery/ada.ts';
import { pageStates } from '../../../../e2e/sign-in-gallery/states.ts';
import { assets } from '../../src/pages/assets.ts';
import type { Page, PageContext } from '../../src/pages/page.ts';
import { renderPage } from '../../src/pages/render-page.tsx';
import { languages } from '../../src/pages/strings/pick-language.ts';
import { readMarkup, type Markup, type Tag } from './markup.ts';

const surroundings: PageContext = {
  ...context,
  nonce: 'bm9uY2U',
  origin: 'https://sign-in.firm.example',
  timeZone: 'UTC',
};

const pages = pageStates.flatMap(({ id, shows }) => ('page' in shows ? [{ id, page: shows.page }] : []));

function stateOf(id: string): Page {
  const found = pages.find((one) => one.id === `sign-in-${id}`);
  if (found === undefined) {
    throw new Error(`There is no state ${id}.`);
  }
  return found.page;
}

function draw(page: Page, more: Partial<PageContext> = {}): Markup {
  return readMarkup(renderPage(page, { ...surroundings, ...more }));
}

function textOf({ texts }: Markup): string {
  return texts.join('');
}

function starts({ tags }: Markup, name: string): readonly Tag[] {
  return tags.filter((tag) => tag.name === name && !tag.isEnd);
}

function fieldOf(markup: Markup, name: string): Tag['attributes'] {
  const field = starts(markup, 'input').find(({ attributes }) => attributes.get('name') === name);
  if (field === undefined) {
    throw new Error(`There is no field ${name}.`);
  }
  return field.attributes;
}

describe.each(pages)('the page of $id', ({ page }) => {
  const markup = draw(page);

  it('S7 loads its stylesheet and its script by the nonce, and holds neither style nor handler of its own', () => {
    const [stylesheet] = starts(markup, 'link').filter(({ attributes }) => attributes.get('rel') === 'stylesheet');
    const scripts = starts(markup, 'script');
    expect(stylesheet?.attributes.get('nonce')).toBe('bm9uY2U');
    expect(scripts.map(({ attributes }) => attributes.get('nonce'))).toEqual(['bm9uY2U']);
    for (const path of [stylesheet?.attributes.get('href'), scripts[0]?.attributes.get('src')]) {
      expect(assets.has(path?.replace('/assets/', '') ?? '')).toBe(true);
    }
    expect(starts(markup, 'style')).toEqual([]);
    for (const { attributes } of markup.tags) {
      expect([...attributes.keys()].filter((key) => key === 'style' || key.startsWith('on'))).toEqual([]);
    }
  });

  it('S6 posts each of its forms with the token, and changes nothing by a link', () => {
    const forms = starts(markup, 'form');
    expect(forms.every(({ attributes }) => attributes.get('method') === 'post')).toBe(true);
    const tokens = starts(markup, 'input').filter(({ attributes }) => attributes.get('name') === 'csrf');
    expect(tokens.length).toBe(forms.length);
  });

  it('S14 names each field by a label, and gives the focus to one at most', () => {
    const labels = new Set(starts(markup, 'label').map(({ attributes }) => attributes.get('for')));
    const fields = starts(markup, 'input').filter(({ attributes }) =>
      /^(?:text|password)$/.test(attributes.get('type') ?? ''),
    );
    for (const { attributes } of fields) {
      expect(attributes.get('class') === 'unseen' || labels.has(attributes.get('id'))).toBe(true);
      expect(attributes.get('autocomplete')).toMatch(/^(?:username|current-password|new-password|one-time-code|off)$/);
    }
    expect(fields.filter(({ attributes }) => attributes.has('autofocus')).length).toBeLessThanOrEqual(1);
  });

  it('case C61 ties what is wrong to its field, speaks it, and puts the focus there', () => {
    for (const { attributes } of starts(markup, 'input').filter((tag) => tag.attributes.has('aria-invalid'))) {
      const ids = attributes.get('aria-describedby')?.split(' ') ?? [];
      const wrong = markup.tags.find(
        (tag) => tag.attributes.get('role') === 'alert' && ids.includes(tag.attributes.get('id') ?? ''),
      );
      expect(wrong).toBeDefined();
      expect(attributes.has('autofocus')).toBe(true);
    }
  });

  it('ends with whom to ask', () => {
    const foot = textOf(markup).slice(-160);
    expect(foot).toContain('Need help? Ask IT:');
    expect(foot).toContain('extension 204');
    expect(starts(markup, 'a').at(-1)?.attributes.get('href')).toBe('https://firm.example/help');
  });

  it('has a title of its own and one heading', () => {
    expect(starts(markup, 'h1').length).toBe(1);
    expect(textOf(markup)).toMatch(/^[^·]{3,}.* · Cases/);
  });
});

describe('the one-time code', () => {
  it('case C11 has one field, marked one-time-code, with the keys for figures; no user name beside it', () => {
    for (const id of ['code', 'secure', 'step-up', 'confirm']) {
      const markup = draw(stateOf(id));
      const code = fieldOf(markup, 'code');
      expect(code.get('autocomplete')).toBe('one-time-code');
      expect(code.get('inputmode')).toBe('numeric');
      // A field that takes figures alone, or six of them, would cut what is pasted.
      expect([code.get('type'), code.has('maxlength'), code.has('pattern')]).toEqual(['text', false, false]);
      expect(starts(markup, 'input').some(({ attributes }) => attributes.get('name') === 'user')).toBe(false);
    }
  });

  it('sheet D6 tells how slow the clock is, and asks for a new code', () => {
    const text = textOf(draw(stateOf('code-slow')));
    expect(text).toContain(
      'That code was right 2 minutes 40 seconds ago, so the clock of that device is slow. Set its time to automatic, then enter the next code.',
    );
    expect(text).toContain('How to set the clock');
    expect(fieldOf(draw(stateOf('code-slow')), 'code').get('placeholder')).toBe('Wait for a new code');
  });

  it('sheet D7 counts the figures, and says what the others of its errors are', () => {
    expect(textOf(draw(stateOf('code-malformed')))).toContain('A code has six figures; this has 5.');
    expect(textOf(draw(stateOf('code-empty')))).toContain('Enter the six or eight figures');
    expect(textOf(draw(stateOf('code-replayed')))).toContain('That code was used already. Wait for the next one.');
    expect(textOf(draw(stateOf('code-wrong')))).toContain('enter the one shown now for Cases.');
  });

  it('sheet D9 offers to remember the device only where policy allows it', () => {
    expect(textOf(draw(stateOf('code')))).toContain('Remember this device for 30 days');
    expect(fieldOf(draw(stateOf('code')), 'remember').has('checked')).toBe(true);
    expect(textOf(draw(stateOf('code-alone')))).not.toContain('Remember');
  });

  it('sheet E6 names the platform alone', () => {
    expect(textOf(draw(stateOf('step-up')))).toContain('A new code for Cases');
  });
});

describe('signing in', () => {
  it('sheet D8 has the same words for a wrong password and an unknown user, and marks the password alone', () => {
    const markup = draw(stateOf('sign-in-refused'));
    expect(textOf(markup)).toContain('User name and password do not match.');
    expect(fieldOf(markup, 'user').get('autocomplete')).toBe('username');
    expect(fieldOf(markup, 'password').get('autocomplete')).toBe('current-password');
    expect(fieldOf(markup, 'password').get('aria-invalid')).toBe('true');
    expect(fieldOf(markup, 'password').has('value')).toBe(false);
  });

  it('chooses a password under the user name that managers keep it by, which is not sent', () => {
    const markup = draw(stateOf('choose-password'));
    const kept = starts(markup, 'input').find(({ attributes }) => attributes.get('autocomplete') === 'username');
    expect(kept?.attributes.get('value')).toBe('ada@firm.example');
    expect(kept?.attributes.has('name')).toBe(false);
    expect(fieldOf(markup, 'again').get('autocomplete')).toBe('new-password');
  });
});

describe('a recovery code', () => {
  it('case C14 may have letters, and its page says which of the two is expected', () => {
    const markup = draw(stateOf('recovery'));
    const field = fieldOf(markup, 'recovery');
    expect([field.get('inputmode'), field.get('pattern'), field.get('maxlength')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(textOf(markup)).toContain('Letters and figures, in groups of four.');
  });

  it('sheet D5 shows each in groups, and gives them as a file without asking the server again', () => {
    const markup = draw(stateOf('recovery-codes'));
    expect(textOf(markup).replaceAll(/\s+/g, ' ')).toContain('K7QM 4RXT 9WBC H2FN');
    const file = starts(markup, 'a').find(({ attributes }) => attributes.has('download'));
    const [, content = ''] = file?.attributes.get('href')?.split(',') ?? [];
    expect(decodeURIComponent(content)).toMatch(
      /^Recovery codes for Cases\r\n[^]*\r\n 1 {2}K7QM 4RXT 9WBC H2FN\r\n[^]*\r\n 8 {2}G9NE J3RC V5US 8ATX\r\n$/,
    );
  });
});

describe('the set-up page', () => {
  const markup = draw(stateOf('secure'));

  it('S14 gives the QR code a text alternative: the long code', () => {
    const [picture] = starts(markup, 'svg').filter(({ attributes }) => attributes.get('role') === 'img');
    expect(picture?.attributes.get('aria-label')).toContain('R5XK 2MQA W7DH V3LN T4ZC J6PY BGE2 OUSI');
  });

  it('case C37 draws it dark on white, with four light modules around and three pixels a module or more', () => {
    const size = 41;
    const [picture] = starts(markup, 'svg').filter(({ attributes }) => attributes.get('role') === 'img');
    const [ground] = starts(markup, 'rect').filter(({ attributes }) => attributes.get('fill') === '#fff');
    expect(picture?.attributes.get('viewBox')).toBe(`0 0 ${size + 8} ${size + 8}`);
    expect(Number(picture?.attributes.get('width')) / (size + 8)).toBeGreaterThanOrEqual(3);
    expect(ground?.attributes.get('width')).toBe(String(size + 8));
    const modules = starts(markup, 'path').find(({ attributes }) => attributes.get('fill') === '#111');
    expect(modules?.attributes.get('d')).toMatch(/^M4 4h7v1h-7z/);
  });

  it('case C38 has the long code in groups, copies it without blanks, and links to a program', () => {
    const copied = starts(markup, 'button').flatMap(({ attributes }) => attributes.get('data-copy') ?? []);
    expect(copied).toEqual(['Cases', 'ada@firm.example', 'R5XK2MQAW7DHV3LNT4ZCJ6PYBGE2OUSI']);
    expect(textOf(markup).replaceAll(/\s+/g, ' ')).toContain('R5XK 2MQA W7DH V3LN T4ZC J6PY BGE2 OUSI');
    const link = starts(markup, 'a').find(({ attributes }) => attributes.get('href')?.startsWith('otpauth:'));
    expect(link?.attributes.get('href')).toContain('secret=R5XK2MQAW7DHV3LNT4ZCJ6PYBGE2OUSI');
  });

  it('case C36 tells to delete the old entry first, where there was one', () => {
    expect(textOf(draw(stateOf('secure-again')))).toContain('old entry for Cases. Delete it first');
    expect(textOf(markup)).not.toContain('old entry');
  });

  it('E2 waits for whoever must install a program first, and says until when', () => {
    expect(textOf(markup)).toContain('No hurry: this page waits for you until 09:06.');
    expect(textOf(draw(stateOf('set-up-gone')))).toContain('delete it. Then start again with a new code.');
  });

  it('E12 posts no long code back: its form has the code and its token, and nothing else', () => {
    const names = new Set(starts(markup, 'input').map(({ attributes }) => attributes.get('name')));
    expect(names).toEqual(new Set(['csrf', 'code']));
    const values = starts(markup, 'input').map(({ attributes }) => attributes.get('value'));
    expect(values.join(' ')).not.toContain('R5XK');
  });

  it('cannot be taken for the everyday page', () => {
    const everyday = draw(stateOf('code'));
    expect(textOf(everyday)).not.toContain('Secure your account');
    expect(starts(everyday, 'svg').some(({ attributes }) => attributes.get('role') === 'img')).toBe(false);
  });
});

describe('waiting', () => {
  it('sheet E5 says when, and goes on by itself without a script as well', () => {
    const markup = draw(stateOf('waiting'));
    expect(textOf(markup)).toContain('Please wait until 08:06');
    expect(textOf(markup)).toContain('In 28 seconds. This page goes on by itself.');
    const refresh = starts(markup, 'meta').find(({ attributes }) => attributes.get('http-equiv') === 'refresh');
    expect(refresh?.attributes.get('content')).toBe('28;url=/interaction/gallery');
  });

  it('sheet E5 sends to the support once codes are switched off', () => {
    expect(textOf(draw(stateOf('switched-off')))).toContain(
      'switched off after 20 wrong ones in a row. Ask IT on extension 204.',
    );
  });
});

describe('times on a page', () => {
  it('stand in the zone that the service was given, for the script to leave alone', () => {
    const markup = draw(stateOf('my-security'), { timeZone: 'America/New_York' });
    expect(textOf(markup)).toContain('Signed in today at 03:02');
    expect(starts(markup, 'time').some(({ attributes }) => attributes.has('data-moment'))).toBe(false);
  });

  it('are handed to the script where no zone was given', () => {
    const page = stateOf('my-security');
    const html = renderPage(page, { ...context, nonce: 'x', origin: surroundings.origin });
    const times = starts(readMarkup(html), 'time');
    expect(times.length).toBeGreaterThan(5);
    expect(times.every(({ attributes }) => attributes.has('data-moment'))).toBe(true);
  });
});

describe('every language', () => {
  it.each(languages)('%s is the language of the document', (language) => {
    const [html] = starts(draw(stateOf('sign-in'), { language }), 'html');
    expect(html?.attributes.get('lang')).toBe(language);
  });
});
