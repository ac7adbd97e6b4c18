import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyForm } from '../src/index.ts';
import type { AccountForm, App, FormReading } from '../src/index.ts';
import { accountOf, added, deskWith, form, openDesk, openState, RFC_SECRET } from './desk.ts';

async function read(fields: Partial<AccountForm>): Promise<FormReading> {
  const { app } = await deskWith();
  return app.accounts.readForm(form(fields));
}

function ready(reading: FormReading) {
  if (reading.outcome !== 'ready') {
    throw new Error(`The form is ${JSON.stringify(reading)}.`);
  }
  return reading;
}

async function problemsOf(fields: Partial<AccountForm>) {
  const reading = await read(fields);
  return reading.outcome === 'incomplete' ? reading.problems : [];
}

describe('the three fields', () => {
  it("make Ada's account, however her long code is dressed", async () => {
    for (const code of [
      'jbsw y3dp-ehpk 3pxp jbsw y3dp ehpk 3pxp',
      'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
      ' jbswy3dpehpk3pxpjbswy3dpehpk3pxp\n',
    ]) {
      const { account } = ready(await read({ service: ' Exizent ', user: 'ada@firm.example', code }));
      expect(account).toMatchObject({
        kind: 'totp',
        issuer: 'Exizent',
        accountName: 'ada@firm.example',
        algorithm: 'SHA1',
        digits: 6,
        periodSeconds: 30,
        unknownParameters: [],
      });
      expect(account.secret.byteLength).toBe(20);
    }
  });

  it('are all missing at first, and the form says which', async () => {
    const { app } = await deskWith();
    const reading = app.accounts.readForm(emptyForm());
    expect(reading).toMatchObject({ outcome: 'incomplete' });
    expect(reading.outcome === 'incomplete' && reading.problems.map(({ field, code }) => [field, code])).toEqual([
      ['service', 'names-missing'],
      ['code', 'secret-missing'],
    ]);
  });

  it.each([
    ['', 'ada'],
    ['Cases', ''],
  ])('need a name of some kind: %j and %j do', async (service, user) => {
    ready(await read({ service, user }));
  });

  it.each(['', '   ', '\n\t', '\u200B', '\u202E'])('do not take %j for a name', async (nothing) => {
    expect(await problemsOf({ service: nothing, user: nothing })).toMatchObject([{ code: 'names-missing' }]);
  });

  it('keep emoji, right-to-left names and markup as the text they are', async () => {
    const { account } = ready(await read({ service: '😀 שלום <b>&amp;', user: 'عادة\u200F' }));
    expect(account).toMatchObject({ issuer: '😀 שלום <b>&amp;', accountName: 'عادة\u200F' });
  });

  it('make one line of a name that was pasted with line breaks', async () => {
    const { account } = ready(await read({ service: 'Two\r\nlines\tand a tab' }));
    expect(account.issuer).toBe('Two lines and a tab');
  });

  it.each(['service', 'user'] as const)('refuse a %s that is too long, and say how long it may be', async (field) => {
    ready(await read({ [field]: 'n'.repeat(1000) }));
    expect(await problemsOf({ [field]: 'n'.repeat(1001) })).toEqual([
      { field, code: 'too-long', message: expect.stringContaining('1001 characters; 1000') },
    ]);
  });
});

describe('the Code field', () => {
  it('names the character, its place as typed, and what may have been meant', async () => {
    expect(await problemsOf({ code: 'JBSW Y3DP EHPK 31XP' })).toMatchObject([
      { field: 'code', code: 'secret-not-base32', at: 17, character: '1', suggestions: ['I', 'L'] },
    ]);
  });

  it.each(['https://cases.example/mfa', '123456', 'x'.repeat(100_000), '😀', 'otpauth://totp/x'])(
    'refuses %j with a sentence of its own',
    async (code) => {
      const [problem, ...others] = await problemsOf({ code });
      expect(others).toEqual([]);
      expect(problem).toMatchObject({ field: 'code' });
      expect(problem?.message.length).toBeGreaterThan(20);
    },
  );

  it('tells a one-time code and a web address from a long code', async () => {
    expect(await problemsOf({ code: '123456' })).toMatchObject([{ looksLike: 'one-time-code' }]);
    expect(await problemsOf({ code: 'https://cases.example/mfa' })).toMatchObject([{ looksLike: 'web-address' }]);
  });

  it('warns of a short code without refusing it', async () => {
    const { warnings } = ready(await read({ code: 'JBSWY3DP' }));
    expect(warnings).toMatchObject([{ field: 'code', code: 'secret-short' }]);
  });

  it('fills in the form from a link, and keeps what the link carried besides', async () => {
    const { app } = await deskWith();
    const link = `otpauth://totp/Cases:ada?secret=${RFC_SECRET}&issuer=Cases&digits=8&period=60&algorithm=SHA256&color=red`;
    const reading = app.accounts.readForm(form({ service: 'typed before', code: link }));
    expect(reading).toMatchObject({
      outcome: 'link',
      form: {
        service: 'Cases',
        user: 'ada',
        code: RFC_SECRET,
        kind: 'totp',
        algorithm: 'SHA256',
        digits: '8',
        periodSeconds: '60',
        counter: '0',
      },
      account: { issuer: 'Cases', digits: 8 },
    });
    const filledIn = reading.outcome === 'link' ? reading.form : emptyForm();
    const { account } = ready(app.accounts.readForm({ ...filledIn, service: 'Renamed' }));
    expect(account).toMatchObject({ issuer: 'Renamed', digits: 8, unknownParameters: [['color', 'red']] });
  });

  it.each([
    ['a parameter of 10,001 characters', `&x=${'y'.repeat(10_001)}`],
    ['101 parameters', Array.from({ length: 101 }, (_, count) => `&p${count}=1`).join('')],
  ])('refuses a link with %s, which could not be kept', async (_what, more) => {
    const link = `otpauth://totp/Cases:ada?secret=${RFC_SECRET}${more}`;
    expect(await problemsOf({ code: link })).toMatchObject([{ field: 'code', code: 'too-long' }]);
  });

  it('counts no characters in a link, which nobody typed', async () => {
    const [problem] = await problemsOf({ service: 'Cases', code: `otpauth://totp/Cases:ada?secret=1${RFC_SECRET}` });
    expect(problem).toMatchObject({ field: 'code', code: 'secret-not-base32', character: '1' });
    expect(problem).not.toHaveProperty('at');
  });

  it('finds the link in a text', async () => {
    const text = `Hello,\nhere is your link: otpauth://hotp/Cases:ada?secret=${RFC_SECRET}&counter=7\nYours`;
    expect(await read({ code: text })).toMatchObject({ outcome: 'link', form: { kind: 'hotp', counter: '7' } });
  });
});

describe('the advanced fields', () => {
  it.each([
    ['digits', '3', 'bad-digits'],
    ['digits', '11', 'bad-digits'],
    ['digits', '', 'bad-digits'],
    ['digits', 'six', 'bad-digits'],
    ['periodSeconds', '0', 'bad-period'],
    ['periodSeconds', '86401', 'bad-period'],
    ['periodSeconds', '-30', 'bad-period'],
  ] as const)('refuse %s %j: %s', async (field, value, code) => {
    expect(await problemsOf({ [field]: value })).toMatchObject([{ field, code }]);
  });

  it.each([
    ['-1', 'bad-counter'],
    ['9007199254740992', 'bad-counter'],
    ['1e3', 'bad-counter'],
  ])('refuse the counter %j', async (counter, code) => {
    expect(await problemsOf({ kind: 'hotp', counter })).toMatchObject([{ field: 'counter', code }]);
  });

  it('read only what the kind uses', async () => {
    ready(await read({ kind: 'totp', counter: 'nonsense' }));
    expect(
      ready(await read({ kind: 'hotp', periodSeconds: 'nonsense', counter: '9007199254740991' })).account,
    ).toMatchObject({
      kind: 'hotp',
      counter: 9007199254740991,
    });
    expect(
      ready(await read({ kind: 'steam', digits: 'x', periodSeconds: 'x', counter: 'x', algorithm: 'SHA512' })).account,
    ).toMatchObject({ kind: 'steam', digits: 5, periodSeconds: 30, algorithm: 'SHA1' });
  });

  it('say everything that is wrong at once', async () => {
    const problems = await problemsOf({ service: '', user: '', code: '!', digits: 'x', periodSeconds: 'y' });
    expect(problems.map(({ field }) => field)).toEqual(['service', 'code', 'digits', 'periodSeconds']);
  });
});

describe('an edit', () => {
  it('takes an empty Code field for the long code that is there, and a typed one for another', async () => {
    const { app } = await openDesk();
    const id = await added(app);
    const shown = app.accounts.formOf(id) ?? emptyForm();
    expect(app.accounts.readForm(shown)).toMatchObject({ outcome: 'incomplete' });
    const same = ready(app.accounts.readForm(shown, { editing: id }));
    expect(app.accounts.findDuplicates(same.account)).toMatchObject([{ id }]);
    const other = ready(app.accounts.readForm({ ...shown, code: 'JBSWY3DPEHPK3PXP' }, { editing: id }));
    expect(app.accounts.findDuplicates(other.account)).toEqual([]);
  });

  it('keeps what a link once carried', async () => {
    const { app } = await openDesk();
    const link = `otpauth://totp/Cases:ada?secret=${RFC_SECRET}&color=red`;
    const reading = app.accounts.readForm(form({ code: link }));
    if (reading.outcome === 'link' && reading.account !== null) {
      await app.accounts.add(reading.account);
    }
    const [account] = openState(app).accounts;
    const id = account?.id;
    if (id === undefined) {
      throw new Error('The account was not added.');
    }
    const edited = ready(app.accounts.readForm({ ...emptyForm(), service: 'Renamed' }, { editing: id }));
    expect(edited.account.unknownParameters).toEqual([['color', 'red']]);
  });
});

describe('an account whose codes are made with a PIN', () => {
  const motpLink = 'motp://Fence:kai?secret=42D363EFD0FFBDFC';

  it('is filled in from its link, which does not say the PIN, and is missing it until it is typed', async () => {
    const { app } = await deskWith();
    const reading = app.accounts.readForm(form({ code: motpLink }));
    if (reading.outcome !== 'link') {
      throw new Error(`It is ${reading.outcome}.`);
    }
    expect(reading.account).toBeNull();
    expect(reading.form).toMatchObject({
      service: 'Fence',
      user: 'kai',
      kind: 'motp',
      code: '42d363efd0ffbdfc',
      pin: '',
    });
    const again = app.accounts.readForm(reading.form);
    expect(again.outcome === 'incomplete' && again.problems).toMatchObject([{ field: 'pin', code: 'needs-pin' }]);
    expect(ready(app.accounts.readForm({ ...reading.form, pin: ' 0042 ' })).account).toMatchObject({
      kind: 'motp',
      algorithm: 'MD5',
      digits: 6,
      periodSeconds: 10,
    });
  });

  it('has its PIN from a link that says it', async () => {
    const reading = await read({ code: 'otpauth://yaotp/nora?secret=GPB5LJN72IIGV7IX5NRO45TZRM&pin=GUZDGOI' });
    expect(reading).toMatchObject({ outcome: 'link', form: { kind: 'yandex', pin: '5239' }, account: { digits: 8 } });
  });

  it.each([
    [{ kind: 'motp', code: 'JBSWY3DPEHPK3PXP', pin: '1234' }, 'code', 'secret-not-hex'],
    [{ kind: 'motp', code: '', pin: '1234' }, 'code', 'secret-missing'],
    [{ kind: 'yandex', code: 'G246SNGCFUJKDFJBH5W6JOTMHUAAAAAAAAQUGZJWFU', pin: '1234' }, 'code', 'bad-checksum'],
    [{ kind: 'yandex', code: 'GPB5LJN72IIGV7IX5NRO45TZRM', pin: '12' }, 'pin', 'bad-pin'],
  ] as const)('is refused by the field and its mistake: %j', async (fields, field, code) => {
    expect(await problemsOf(fields)).toMatchObject([{ field, code }]);
  });

  it('shows its codes, copies them, and keeps its PIN through edits that do not give another', async () => {
    const { app } = await openDesk();
    const id = await added(app, { service: 'Fence', kind: 'motp', code: '42d3 63ef d0ff bdfc', pin: '0042' });
    const before = app.codes.view(id);
    expect(before).toMatchObject({ kind: 'timed', periodSeconds: 10, code: expect.stringMatching(/^[0-9a-f]{6}$/u) });
    expect(app.accounts.formOf(id)).toMatchObject({ kind: 'motp', code: '', pin: '' });
    const shown = app.accounts.formOf(id) ?? emptyForm();

    const renamed = ready(app.accounts.readForm({ ...shown, service: 'Gate' }, { editing: id }));
    await app.accounts.edit(id, { otp: renamed.account });
    expect(app.codes.view(id)).toEqual(before);

    const changed = ready(app.accounts.readForm({ ...shown, pin: '0043' }, { editing: id }));
    expect(app.accounts.findDuplicates(changed.account)).toEqual([]);
    await app.accounts.edit(id, { otp: changed.account });
    expect(app.codes.view(id)).not.toEqual(before);
    await app.accounts.undo();
    expect(app.codes.view(id)).toEqual(before);
  });

  it('cannot become one of another kind without a PIN for it', async () => {
    const { app } = await openDesk();
    const id = await added(app, { service: 'Fence', kind: 'motp', code: '00'.repeat(16), pin: '0042' });
    const shown = app.accounts.formOf(id) ?? emptyForm();
    const reading = app.accounts.readForm({ ...shown, kind: 'yandex' }, { editing: id });
    expect(reading.outcome === 'incomplete' && reading.problems).toMatchObject([{ field: 'pin', code: 'needs-pin' }]);
  });
});

describe('whatever is typed', () => {
  it('is read or refused, and never throws', async () => {
    const { app } = await deskWith();
    fc.assert(
      fc.property(
        fc.record({
          service: text,
          user: text,
          code: text,
          pin: text,
          digits: text,
          periodSeconds: text,
          counter: text,
          kind,
        }),
        (typed) => {
          expect(['ready', 'link', 'incomplete']).toContain(readingOf(app, typed).outcome);
        },
      ),
    );
  });

  it('makes codes, where it is ready', async () => {
    const { app } = await openDesk();
    const account = accountOf(app, { digits: '7', periodSeconds: '45' });
    const stop = app.codes.watchPreview(account, (view) => {
      expect(view).toMatchObject({ code: expect.stringMatching(/^\d{7}$/u), periodSeconds: 45 });
    });
    stop();
    expect.assertions(1);
  });
});

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ unit: 'grapheme', maxLength: 40 }));
const kind = fc.constantFrom('totp', 'hotp', 'steam', 'motp', 'yandex');

function readingOf(app: App, typed: Omit<AccountForm, 'algorithm'>): FormReading {
  return app.accounts.readForm({ ...typed, algorithm: 'SHA1' });
}
