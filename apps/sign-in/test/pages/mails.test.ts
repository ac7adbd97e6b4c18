import { describe, expect, it } from 'vitest';
import { context, now } from '../../../../e2e/sign-in-gallery/ada.ts';
import { mailStates } from '../../../../e2e/sign-in-gallery/mail-states.ts';
import type { MailKind } from '../../src/mail/mails.ts';
import { plans } from '../../src/pages/mail/mail-plans.ts';
import { renderMail, type MailToRender } from '../../src/pages/mail/render-mail.tsx';
import type { Language } from '../../src/pages/page.ts';
import { languages } from '../../src/pages/strings/pick-language.ts';
import { readMarkup } from './markup.ts';

const surroundings = { ...context, origin: 'https://sign-in.firm.example', timeZone: 'UTC' };

const mails = mailStates.flatMap(({ shows }) => ('mail' in shows ? [shows.mail] : []));

function mailOf(kind: MailKind, more: Partial<MailToRender> = {}): MailToRender {
  const found = mails.find((mail) => mail.kind === kind);
  if (found === undefined) {
    throw new Error(`There is no mail ${kind}.`);
  }
  return { ...found, ...more };
}

function draw(mail: MailToRender, language: Language = 'en') {
  return renderMail(mail, { ...surroundings, language });
}

describe.each(mails)('the mail $kind', (mail) => {
  it.each(languages)('says the same as text and as HTML in %s', (language) => {
    const { text, html } = draw(mail, language);
    const words = readMarkup(html).texts.join('\n');
    for (const line of text.split('\n').filter((one) => one !== '' && one !== '-- ')) {
      const said = line.replace(/^\d+\. /, '').replace(/: https:\S+$/, '');
      const [name = '', value = ''] = said.split(/: (.*)/s);
      expect(words.includes(said) || (words.includes(name) && words.includes(value)), said).toBe(true);
    }
  });

  it('S15 leads to the addresses that it was given, and to no other', () => {
    const links = readMarkup(draw(mail).html).tags.flatMap(({ attributes }) => attributes.get('href') ?? []);
    const given = [mail.url, mail.notMeUrl, `${context.platform.url}/`];
    expect(links.filter((link) => !given.includes(link))).toEqual([]);
  });

  it('S15 holds no code and no secret, whatever it is handed', () => {
    const secrets = {
      code: '287082',
      secret: 'GEZDGNBVGY3TQOJQ',
      token: 'k7Qm4rXt9',
      recoveryCode: 'K7QM4RXT9WBCH2FN',
    };
    const { subject, text, html } = draw({
      ...mail,
      url: null,
      notMeUrl: null,
      parameters: { ...mail.parameters, ...secrets },
    });
    for (const secret of Object.values(secrets)) {
      expect(`${subject}${text}${html}`).not.toContain(secret);
    }
  });

  it('loads nothing from anywhere', () => {
    const { tags } = readMarkup(draw(mail).html);
    expect(tags.filter(({ name }) => /^(?:img|script|link|iframe|object|form)$/.test(name))).toEqual([]);
    expect(tags.some(({ attributes }) => attributes.has('src'))).toBe(false);
  });

  it('names whom to ask', () => {
    expect(draw(mail).text).toContain('IT on extension 204');
  });
});

describe('a mail about something that somebody else may have done', () => {
  it.each(mails.filter(({ notMeUrl }) => notMeUrl !== null))(
    '$kind says what, when and from where, and ends with the question whether it was the reader',
    (mail) => {
      const { text } = draw(mail);
      const [body = ''] = text.split('\n-- ');
      expect(body).toContain('When: 25 November 2026 at 08:06 (UTC)');
      expect(body).toContain('Account: ada@firm.example');
      expect(body).toMatch(
        mail.kind === 'mfa-reset' ? /By: Ines Moreau/ : /From: Firefox on Debian, Leeds, 192\.0\.2\.17/,
      );
      expect(body.trimEnd()).toMatch(
        /Was it you\? Then there is nothing to do\. If not, press This was not me\.\n\nThis was not me: https:\/\/sign-in\.firm\.example\/link\/\w+$/,
      );
    },
  );

  it('sends to the support where it has no link', () => {
    expect(draw(mailOf('new-device', { notMeUrl: null })).text).toContain('If not, ask IT on extension 204.');
  });
});

describe('single mails', () => {
  it('are looked at, every kind of them', () => {
    expect(mails.map(({ kind }) => kind).toSorted()).toEqual(Object.keys(plans).toSorted());
  });

  it('sheet D1 says that MFA was enabled, by whom, and what to do in three steps', () => {
    const { subject, text } = draw(mailOf('mfa-enabled'));
    expect(subject).toBe('MFA has been enabled on your account');
    expect(text).toBe(`Hello Ada,

From your next sign-in, Cases asks for your password and then for a one-time code from an authenticator. Setting it up takes about two minutes, and you do it once.

1. Open an authenticator: Halfminute is on your computer already. A phone app works as well; a phone's camera alone does not.
2. Sign in to Cases with your user name and password.
3. Follow "Secure your account".

Sign in to Cases: https://cases.firm.example/

Or type https://cases.firm.example yourself.

Enabled on 25 November 2026 at 08:06 by Ines Moreau, IT. Did you not expect this? Ask IT on extension 204. We never ask for a code by mail or telephone.

-- 
the cases of Hartwell Moss
`);
  });

  it('a later date is named where MFA begins later', () => {
    const mail = mailOf('mfa-enabled', { parameters: { from: now + 6 * 86_400 } });
    expect(draw(mail).text).toContain('From 1 December 2026, Cases asks for your password');
  });

  it('E6 the reset says who did it and why', () => {
    const { subject, text } = draw(mailOf('mfa-reset'));
    expect(subject).toBe('Your MFA was reset by IT');
    expect(text).toContain('Reason: New computer or phone; rang her desk');
  });

  it('S17 the link for a new password says until when it works', () => {
    expect(draw(mailOf('password-reset')).text).toContain(
      'The link works once, until 25 November 2026 at 08:21 (UTC).',
    );
    expect(draw(mailOf('enrol-link')).text).toContain('The link works once.');
  });

  it('G8 says how many wrong codes followed the right password', () => {
    expect(draw(mailOf('password-known')).text).toContain('and then 6 wrong codes in a row. They did not get in.');
  });

  it('R4 says how many recovery codes are left', () => {
    expect(draw(mailOf('recovery-code-used')).text).toContain('You have 7 recovery codes.');
  });

  it('a name of line ends and marks of direction becomes one line', () => {
    const { text } = draw(mailOf('new-device', { name: 'Ada\r\nBcc: x\u202E\u0000', parameters: { device: 'a\nb' } }));
    expect(text.split('\n')[0]).toBe('Hello Ada Bcc: x,');
    expect(text).toContain('Device: a b');
  });
});
