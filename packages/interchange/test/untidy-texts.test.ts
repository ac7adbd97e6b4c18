import { describe, expect, it } from 'vitest';
import { notesOf } from '../src/index.ts';
import type { InterchangeError } from '../src/index.ts';
import { readPlain, summary } from './samples.ts';

const alder = 'otpauth://totp/Alder:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Alder';
const birch = 'otpauth://totp/Birch:kai?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Birch';

const issuers = async (content: string | Uint8Array): Promise<readonly string[]> =>
  (await readPlain(content)).entries.map(
    ({ where, verdict, account }) => `${where}: ${verdict === 'imported' ? account.issuer : verdict}`,
  );

describe('several links, wherever they stand', () => {
  it.each([
    ['after bullets', `- ${alder}\n- ${birch}\n`, ['line 1: Alder', 'line 2: Birch']],
    ['after numbers', `1. ${alder}\n\n2) ${birch}`, ['line 1: Alder', 'line 3: Birch']],
    ['after words', `Work: ${alder}\nHome: ${birch}`, ['line 1: Alder', 'line 2: Birch']],
    ['in quotes', `"${alder}",\n"${birch}"`, ['line 1: Alder', 'line 2: Birch']],
    ['in a table', `| a | ${alder} |\n| b | ${birch} |`, ['line 1: Alder', 'line 2: Birch']],
    ['in one line', `${alder} ${birch}`, ['line 1: Alder', 'line 1: Birch']],
    [
      'in a page',
      `<a href="${alder.replaceAll('&', '&amp;')}">one</a> <a href="${birch.replaceAll('&', '&#38;')}">two</a>`,
      ['line 1: Alder', 'line 1: Birch'],
    ],
  ])('%s are each an entry', async (_, text, expected) => {
    expect(await issuers(text)).toEqual(expected);
  });

  it('and a long code in a line of its own gets its verdict, a sentence none', async () => {
    for (const code of ['jbsw y3dp ehpk 3pxp jbsw y3dp', 'jbswy3dpehpk3pxp', 'JBSW-Y3DP-EHPK-3PXP']) {
      expect(await issuers(`${alder}\n${code}\n`)).toEqual(['line 1: Alder', 'line 2: damaged']);
    }
    expect(await issuers(`Dear Ada,\n\n${alder}\n\nplease scan this code with your phone\nYours`)).toEqual([
      'line 3: Alder',
    ]);
    // The same code once more, to be typed.
    expect(await issuers(`${alder}\ngezd gnbv gy3t qojq gezd gnbv gy3t qojq`)).toEqual(['line 1: Alder']);
  });
});

describe('a list whose entries are parted by signs', () => {
  const named = (issuer: string): string => alder.replace('issuer=Alder', `issuer=${issuer}`);

  it.each([
    ['commas', `${alder},\n${birch},`, ['Alder', 'Birch']],
    ['semicolons', `${alder};\r\n${birch};\r\n`, ['Alder', 'Birch']],
    ['commas and blanks', `${alder} , \n${birch}`, ['Alder', 'Birch']],
    ['commas in the names', `${named('Acme, Inc.')},\n${named('Yahoo!')},`, ['Acme, Inc.', 'Yahoo!']],
    ['commas that belong to the names', `${named('Acme%2C')},\n${named('Salt%3B')}`, ['Acme,', 'Salt;']],
    ['entities of HTML', `${named('Salt&amp;')}\n${birch}`, ['Salt&amp;', 'Birch']],
    ['commas, in brackets', `(${alder},\n${birch})`, ['Alder', 'Birch']],
    [
      'bullets, with brackets in the names',
      `- ${named('Loft%20(Attic)')}\n- ${named('Pen%20[2]')};`,
      ['Loft (Attic)', 'Pen [2]'],
    ],
    [
      'brackets, with brackets in the names',
      `(${named('Loft%20(Attic)')}), (${named("Kids'")})`,
      ['Loft (Attic)', "Kids'"],
    ],
    ['quotes', `'${alder}', '${named("O'Neill's")}'`, ['Alder', "O'Neill's"]],
  ])('has none of them in a name: %s', async (_, text, expected) => {
    const { entries } = await readPlain(text);
    expect(entries.map(({ verdict, account }) => [verdict, account.issuer])).toEqual(
      expected.map((issuer) => ['imported', issuer]),
    );
  });

  it('loses no transfer code to them', async () => {
    const data = 'CiEKFDEyMzQ1Njc4OTAxMjM0NTY3ODkwEgNhZGEgASgBMAIQARgBIAAoAQ==';
    const { entries } = await readPlain(`otpauth-migration://offline?data=${data},\n${birch}`);
    expect(entries.map(({ verdict }) => verdict)).toEqual(['imported', 'imported']);
  });
});

describe('texts of other encodings', () => {
  const text = `${alder}\r\n${birch}\r\n`;
  const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();

  it.each([
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16, little end first', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, big end first', swapped(Buffer.from(`\ufeff${text}`, 'utf16le'))],
    ['UTF-8 that a system filled up with NUL', Buffer.concat([Buffer.from(text), Buffer.alloc(9)])],
    ['UTF-16 without its mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 without its mark, big end first', swapped(Buffer.from(text, 'utf16le'))],
  ])('%s is read', async (_, bytes) => {
    expect(await issuers(Uint8Array.from(bytes))).toEqual(['line 1: Alder', 'line 2: Birch']);
  });

  const named = (name: string): string => alder.replaceAll('Alder', name);
  const warnings = async (bytes: Uint8Array): Promise<readonly unknown[]> =>
    (await readPlain(Uint8Array.from(bytes))).entries.map((entry) =>
      entry.verdict === 'imported' ? [entry.account.issuer, ...entry.warnings.map(({ code }) => code)] : entry.verdict,
    );

  it('what Windows wrote before UTF-8 keeps its accents, with a word about them', async () => {
    const bytes = Buffer.from(`${named('Caf\u00e9')}\n${birch}`, 'latin1');
    expect(await warnings(bytes)).toEqual([['Caf\u00e9', 'name-guessed'], ['Birch']]);
  });

  it('a line in the older alphabet costs the lines in UTF-8 no letter', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${named('Gr\u00f6\u00dfe')}\n`),
      Buffer.from(`${named('Caf\u00e9')}\n`, 'latin1'),
    ]);
    expect(await warnings(bytes)).toEqual([
      ['Gr\u00f6\u00dfe', 'name-guessed'],
      ['Caf\u00e9', 'name-guessed'],
    ]);
    const table = Buffer.from(`name;username;totp\nCaf\u00e9;ada;GEZDGNBVGY3TQOJQ\n`, 'latin1');
    expect(await warnings(table)).toEqual([['Caf\u00e9', 'name-guessed']]);
  });

  it('a name with a character that was lost is told, and its code is read', async () => {
    const lost = `${named('Caf\ufffd')}\n${named('Caf%E9')}\n${birch}`;
    expect(await warnings(Buffer.from(lost))).toEqual([
      ['Caf\ufffd', 'name-unreadable'],
      ['Caf\ufffd', 'name-unreadable'],
      ['Birch'],
    ]);
    expect(notesOf([await readPlain(lost)])).toEqual(['2 names hold characters that could not be read.']);
    expect(notesOf([await readPlain(named('Caf%E9'))])).toEqual(['1 name holds characters that could not be read.']);
  });
});

describe('files that are cut short or not quite what they should be', () => {
  it.each([`[{"uri":"${alder}"},{"uri":"${birch}"`, '{"header":{},"db":{"entries":[],}}', '{"a":1}\n{"b":2}'])(
    'JSON that cannot be read is damaged, whatever links are in it: %s',
    async (text) => {
      await expect(readPlain(text)).rejects.toMatchObject({ code: 'damaged' } satisfies Partial<InterchangeError>);
    },
  );

  it('a quote in a table that quotes nothing costs no row', async () => {
    const csv = `name,login_totp\n"Quote,${alder}\nx,${birch}\n`;
    expect(await issuers(csv)).toEqual(['entry 1: Alder', 'entry 2: Birch']);
    expect(summary(await readPlain(`name,notes,login_totp\r\nx,"two\r\n""lines""",${birch}\r\n`))).toHaveLength(1);
  });

  it('of two columns of one name the first counts', async () => {
    expect(await issuers(`name,login_totp,name\nLedger,GEZDGNBVGY3TQOJQ,Other\n`)).toEqual(['entry 1: Ledger']);
  });

  it('a link in the notes of a login is not its code', async () => {
    const { entries, withoutCode } = await readPlain(
      `name,notes,login_totp\nLedger,${birch},GEZDGNBVGY3TQOJQ\nNone,${birch},\n`,
    );
    expect(entries.map(({ account }) => account.issuer)).toEqual(['Ledger']);
    expect(withoutCode).toBe(1);
  });

  it('a code of Bitwarden that is no text is damaged, and not a login without one', async () => {
    const items = [12_345, {}, null].map((totp) => ({ type: 1, name: 'x', login: { totp } }));
    const { entries, withoutCode } = await readPlain({ encrypted: false, items });
    expect([entries.map(({ verdict }) => verdict), withoutCode]).toEqual([['damaged', 'damaged'], 1]);
  });
});
