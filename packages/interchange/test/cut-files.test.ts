import { DatabaseSync } from 'node:sqlite';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeBase32 } from '@halfminute/otp';
import { describe, expect, it } from 'vitest';
import { InterchangeError, readBackup } from '../src/index.ts';
import type { Backup, ReadyBackup } from '../src/index.ts';
import { bytesOf, codeAt, readPlain, secretBase32 } from './samples.ts';
import { zipOf } from './zip-writer.ts';

const secrets = ['GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 'JBSWY3DPEHPK3PXP', 'KRSXG5CTMVRXEZLUKRSXG5A='] as const;
const trees = ['Alder', 'Birch', 'Cedar'] as const;
const escape = (value: unknown): string => JSON.stringify(value).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const preferences = (texts: readonly (readonly [name: string, value: unknown])[]): string =>
  `<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<map>\n${texts
    .map(([name, value]) => `    <string name="${name}">${escape(value)}</string>\n`)
    .join('')}    <int name="version" value="1" />\n</map>\n`;

const token = (issuer: string): object => ({
  algo: 'SHA1',
  counter: 0,
  digits: 6,
  issuerExt: issuer,
  label: 'ada',
  period: 30,
  secret: [22, 27, 5, -70, 39, 69, 106, 66, 0, 109, -88, issuer.length, issuer.charCodeAt(0)],
  type: 'TOTP',
});
const ids = trees.map((tree) => `${tree}:ada`);
const freeOtpTexts = [
  [ids[0] ?? '', token('Alder')],
  ['tokenOrder', ids],
  [ids[1] ?? '', token('Birch')],
  [ids[2] ?? '', token('Cedar')],
] as const;
const freeOtp = preferences(freeOtpTexts);

const authy = preferences([
  [
    'com.authy.storage.tokens.authenticator.key',
    secrets.map((secret, at) => ({
      accountType: 'authenticator',
      digits: 6,
      name: trees[at],
      decryptedSecret: secret,
    })),
  ],
]);
const totpAuthenticator = preferences([
  ['STATIC_TOTP_CODES_LIST', secrets.map((key, at) => ({ issuer: trees[at], name: 'ada', key, base: 32 }))],
]);

const aegisColumns = 'Issuer Name Type QR UUID Note Favorite Algo Digits Secret Counter PIN'.split(' ');
const rowOf = (cells: readonly string[], element = 'td'): string =>
  `<tr>${cells.map((cell) => `<${element}>${cell}</${element}>`).join('')}</tr>`;
const aegisHtml = `<html><head><title>Aegis</title></head><body><table>${rowOf(
  aegisColumns.map((name) => (name === 'QR' ? 'QR Code' : name)),
  'th',
)}${secrets
  .map((secret, at) =>
    rowOf([
      trees[at] ?? '',
      'ada',
      'totp',
      '<img src="data:,">',
      'u',
      '',
      'false',
      'SHA1',
      '6',
      secret.replaceAll('=', ''),
      '-',
      '-',
    ]),
  )
  .join('')}</table></body></html>\n`;
const stratumHtml = `<!DOCTYPE html><html><body><table>${rowOf(['Issuer', 'Username', 'URI'], 'th')}${secrets
  .map((secret, at) =>
    rowOf([
      trees[at] ?? '',
      'ada',
      `<code>otpauth://totp/${trees[at]}:ada?secret=${secret.replaceAll('=', '')}</code>`,
    ]),
  )
  .join('\n')}</table></body></html>`;

function googleDatabase(): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'halfminute-cut-'));
  const path = join(folder, 'accounts.db');
  const database = new DatabaseSync(path);
  database.exec('CREATE TABLE accounts (email TEXT, secret TEXT, counter INTEGER, type INTEGER, issuer TEXT)');
  for (const [at, secret] of secrets.entries()) {
    database.exec(`INSERT INTO accounts VALUES ('ada', '${secret.replaceAll('=', '')}', 0, 0, '${trees[at]}')`);
  }
  database.close();
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true });
  return bytes;
}

const files: readonly (readonly [program: string, bytes: Uint8Array, step: number])[] = [
  ['FreeOTP', bytesOf(freeOtp), 1],
  ['Authy', bytesOf(authy), 1],
  ['TOTP Authenticator', bytesOf(totpAuthenticator), 1],
  ['the page of Aegis', bytesOf(aegisHtml), 1],
  ['the page of Stratum', bytesOf(stratumHtml), 1],
  ['a database', googleDatabase(), 97],
  ['an archive', zipOf(secrets.map((_, at) => ({ name: `${at}.xml`, content: bytesOf(freeOtp) }))), 1],
];

/** What a file is read as; its refusal where it is not. */
async function readOrRefuse(bytes: Uint8Array): Promise<Backup | InterchangeError> {
  try {
    return await readBackup(bytes);
  } catch (error) {
    if (error instanceof InterchangeError) {
      return error;
    }
    throw error;
  }
}

const secretsOf = ({ entries }: ReadyBackup): readonly string[] =>
  entries.flatMap((entry) => (entry.verdict === 'imported' ? [encodeBase32(entry.account.secret.reveal())] : []));

describe('a file that is cut', () => {
  it.each(files)('is refused, or says what is missing, wherever it ends: %s', async (_, bytes, step) => {
    const whole = secretsOf(await readPlain(bytes));
    expect(whole.length).toBeGreaterThanOrEqual(3);
    const end = new TextDecoder('latin1').decode(bytes).trimEnd().length;
    for (let length = 1; length < end; length += step) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const read = await readOrRefuse(bytes.slice(0, length));
      if (read instanceof InterchangeError || read.outcome === 'needs-password') {
        continue;
      }
      const told = read.entries.some(({ verdict, where }) => verdict === 'damaged' && where === 'end of the file');
      expect(told, `${length} bytes`).toBe(true);
      const imported = secretsOf(read);
      expect(
        imported.filter((secret) => !whole.includes(secret)),
        `${length} bytes`,
      ).toEqual([]);
    }
  });

  it('of FreeOTP accounts for every token that its list names', async () => {
    const from = freeOtp.indexOf('tokenOrder') + 200;
    for (let length = from; length < freeOtp.length - 8; length++) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const { entries } = await readPlain(freeOtp.slice(0, length));
      const named = entries.map(({ account }) => account.issuer);
      expect(
        trees.filter((tree) => !named.includes(tree)),
        `${length} letters`,
      ).toEqual([]);
    }
  });
});

describe('a token of FreeOTP that is damaged', () => {
  const [alder, order, birch, cedar] = freeOtpTexts;

  it.each([
    ['in its JSON', freeOtp.replace('&quot;Birch&quot;,&quot;label', '&quot;Birch&quot;,label')],
    ['in its opening tag', freeOtp.replace('<string name="Birch', '<strXng name="Birch')],
    [
      'in its closing tag',
      freeOtp.replace('}</string>\n    <string name="Cedar', '}</strinX>\n    <string name="Cedar'),
    ],
    ['in a bracket', freeOtp.replace('<string name="Birch', 'xstring name="Birch')],
    [
      'in the bracket behind',
      freeOtp.replace('}</string>\n    <string name="Cedar', '}x/string>\n    <string name="Cedar'),
    ],
    ['in its secret', freeOtp.replace(/(Birch[^]*?secret&quot;:)\[/u, '$1[true,')],
    ['without its kind', preferences([alder, order, [birch[0], { ...birch[1], type: undefined }], cedar])],
    ['and is none', preferences([alder, order, [birch[0], 'x'], cedar])],
    ['and is gone, but for the list', preferences([alder, order, cedar])],
    [
      'and has a name of single quotes',
      freeOtp.replace('name="Alder:ada"', "name='Alder:ada'").replace('<string name="Birch', '<string namX="Birch'),
    ],
  ])('costs no other and is not lost: %s', async (_, file) => {
    const { entries } = await readPlain(file);
    const imported = entries.flatMap((one) => (one.verdict === 'imported' ? [one.account.issuer] : []));
    expect(imported).toEqual(['Alder', 'Cedar']);
    expect(entries.some(({ verdict }) => verdict === 'damaged')).toBe(true);
  });

  it('has a name where one can be read, and is told beside another of the same', async () => {
    const { entries } = await readPlain(preferences([...freeOtpTexts, [birch[0], 'x']]));
    expect(entries.map(({ verdict, account }) => [verdict, account.issuer])).toEqual([
      ['imported', 'Alder'],
      ['imported', 'Birch'],
      ['imported', 'Cedar'],
      ['damaged', 'Birch'],
    ]);
  });
});

describe('a list that is damaged inside a file that is whole', () => {
  it('is told, and nothing is called empty', async () => {
    const broken = totpAuthenticator.replace('[{', '[[{');
    expect((await readPlain(broken)).entries).toMatchObject([{ verdict: 'damaged' }]);
    const second = authy.replace(
      '</string>\n',
      '</string>\n<string name="com.authy.storage.tokens.authy.key">[{</string>\n',
    );
    const { entries } = await readPlain(second);
    expect(entries.map(({ verdict }) => verdict)).toEqual(['imported', 'imported', 'imported', 'damaged']);
  });

  it('is told of a row, too', async () => {
    for (const [page, from] of [
      [stratumHtml, 'otpauth://totp/Birch'],
      [aegisHtml, '<td>JBSW'],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const { entries } = await readPlain(page.replace(from, from.replace(/otpauth:|<td>/u, 'x')));
      expect(entries.map(({ verdict }) => verdict)).toEqual(['imported', 'damaged', 'imported']);
    }
  });
});

describe('a list of links that ends within the last', () => {
  const named = ['Alder', 'Birch', 'Cedar', 'Dogwood'];
  const secretOf = (index: number) => `${secretBase32.slice(0, -1)}${'ABCD'[index]}`;
  const layouts: readonly [string, (name: string, index: number) => string][] = [
    [
      'the secret first',
      (name, index) =>
        `otpauth://totp/${name}:ada?secret=${secretOf(index)}&issuer=${name}&algorithm=SHA1&digits=6&period=30`,
    ],
    [
      'the secret last',
      (name, index) =>
        `otpauth://totp/${name}:ada?issuer=${name}&algorithm=SHA1&digits=8&period=60&secret=${secretOf(index)}`,
    ],
    ['the secret alone', (name, index) => `otpauth://totp/${name}:ada?secret=${secretOf(index)}`],
  ];

  it.each(layouts)('says so wherever its codes are others then: %s', async (_, linkOf) => {
    const links = named.map((name, index) => linkOf(name, index));
    const whole = links.join('\n');
    const [meant] = (await readPlain(whole)).entries.slice(-1);
    expect(meant).toMatchObject({ verdict: 'imported', warnings: [] });
    const codeOf = (entry: typeof meant) =>
      entry?.verdict === 'imported' ? codeAt(entry.account, 1_764_000_000) : undefined;
    let wrongCodes = 0;
    for (let length = whole.length - (links.at(-1)?.length ?? 0) + 1; length < whole.length; length += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const last = (await readPlain(whole.slice(0, length))).entries.at(-1);
      if (last?.verdict === 'imported' && codeOf(last) !== codeOf(meant)) {
        wrongCodes += 1;
        expect(last.warnings, whole.slice(-40, length)).toContainEqual(expect.objectContaining({ code: 'may-be-cut' }));
      }
    }
    expect(wrongCodes).toBeGreaterThan(0);
  });

  it('says nothing where the line is whole: a list that was ended, and links that differ', async () => {
    const links = named.map((name, index) => layouts[0]?.[1](name, index) ?? '');
    for (const whole of [
      `${links.join('\n')}\n`,
      [...links, `otpauth://totp/Elm:ada?secret=${secretBase32}\n`].join('\n'),
      [`otpauth://totp/Elm:ada?secret=${secretBase32}`, ...links].join('\n'),
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const { entries } = await readPlain(whole);
      expect(entries.map((one) => (one.verdict === 'imported' ? one.warnings : one))).toEqual(entries.map(() => []));
    }
  });
});
