import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { formatOtpauthUri, Secret } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';
import type { QrModules } from '@halfminute/qr';
import { canRun } from '../../../tools/requirements.ts';
import { accountQr, transferQr, writeExport, writeMigrationLinks } from '../src/index.ts';
import type { ExportAccount, ExportWish } from '../src/index.ts';
import { codeAt } from './samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'halfminute-writers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const means = { randomBytes, unixMs: Date.UTC(2026, 10, 26), date: '26 November 2026' };
const password = 'pässword of the file';
const unixSeconds = 1_764_000_000;

const names = { issuer: 'Größe & Co', accountName: 'ada@firm.example', unknownParameters: [] };
const secretOf = (seed: number): Secret =>
  Secret.fromBytes(Uint8Array.from({ length: 20 }, (_, at) => seed * 31 + at * 7));

const usual: OtpAccount = {
  ...names,
  kind: 'totp',
  secret: secretOf(1),
  algorithm: 'SHA1',
  digits: 6,
  periodSeconds: 30,
};
const unusual: OtpAccount = { ...usual, secret: secretOf(2), algorithm: 'SHA512', digits: 8, periodSeconds: 60 };
const counted: OtpAccount = { ...names, kind: 'hotp', secret: secretOf(3), algorithm: 'SHA1', digits: 6, counter: 41 };
const vault: readonly ExportAccount[] = [
  { otp: usual, note: 'spare' },
  { otp: unusual, tags: ['Work'] },
  { otp: counted },
];

const written = async (wish: ExportWish, accounts = vault): Promise<Uint8Array> =>
  (await writeExport(wish, accounts, means)).content;

/** What oathtool makes of a base32 secret, which no code of ours has looked at. */
function oathtool(secretBase32: string, account: OtpAccount): string {
  const how =
    account.kind === 'hotp'
      ? ['--hotp', `--counter=${account.counter}`]
      : [`--totp=${account.algorithm}`, `--time-step-size=${account.periodSeconds}s`, `--now=@${unixSeconds}`];
  const digits = `--digits=${account.digits}`;
  return execFileSync('oathtool', [...how, digits, '--base32', '-'], { input: secretBase32 })
    .toString()
    .trim();
}

describe.skipIf(!canRun('encrypted exports, opened by Python', 'python-aegis', 'oathtool'))(
  'encrypted exports, opened by Python as their programs document it',
  () => {
    const open = (program: string, file: Uint8Array): unknown =>
      JSON.parse(
        execFileSync('/usr/bin/python3', [join(import.meta.dirname, 'open-encrypted.py'), program, password], {
          input: file,
        }).toString(),
      );

    it("Aegis's database is there, and oathtool makes our codes from it", async () => {
      const database = open('aegis', await written({ format: 'aegis-encrypted', password }));
      expect(database).toMatchObject({
        version: 3,
        entries: [
          { type: 'totp', issuer: names.issuer, name: names.accountName, note: 'spare', info: { period: 30 } },
          { type: 'totp', info: { algo: 'SHA512', digits: 8, period: 60 } },
          { type: 'hotp', info: { counter: 41, digits: 6 } },
        ],
      });
      // The shape was just compared.
      const { entries } = database as { entries: readonly { info: { secret: string } }[] };
      entries.forEach(({ info }, at) => {
        const account = vault[at]?.otp ?? usual;
        expect(oathtool(info.secret, account)).toBe(codeAt(account, unixSeconds));
      });
    });

    it("2FAS's services are there, and the text by which it knows the password", async () => {
      const opened = open('2fas', await written({ format: '2fas-encrypted', password }));
      expect(opened).toMatchObject({
        // SHA-256 of the text inside files that the program wrote.
        reference: 'cef0eb8ede32f858e3c6fbd8753d3f22093e57fc0d0f1f414dd97a0dba4c4d67',
        services: [
          { name: names.issuer, otp: { account: names.accountName, tokenType: 'TOTP', period: 30 } },
          { otp: { algorithm: 'SHA512', digits: 8, period: 60 } },
          { otp: { tokenType: 'HOTP', counter: 41 } },
        ],
      });
    });

    it("Bitwarden's logins are there, and oathtool makes our codes from their links", async () => {
      const opened = open('bitwarden', await written({ format: 'bitwarden-encrypted', password }));
      const login = (otp: OtpAccount) => ({
        type: 1,
        name: names.issuer,
        login: { username: names.accountName, totp: formatOtpauthUri(otp) },
      });
      expect(opened).toMatchObject({
        validation: expect.stringMatching(/^[0-9a-f-]{36}$/),
        export: { encrypted: false, folders: [], items: [{ ...login(usual), notes: 'spare' }, login(unusual)] },
      });
      // The shape was just compared.
      const { items } = (opened as { export: { items: readonly { login: { totp: string } }[] } }).export;
      items.forEach(({ login: { totp } }, at) => {
        const account = vault[at]?.otp ?? usual;
        expect(oathtool(new URL(totp).searchParams.get('secret') ?? '', account)).toBe(codeAt(account, unixSeconds));
      });
    });
  },
);

/** A grey picture with four dots a module and the quiet zone, as zbarimg reads it. */
function pictureOf({ size, dark }: QrModules, name: string): string {
  const dots = 4;
  const side = (size + 8) * dots;
  const grey = Buffer.alloc(side * side, 255);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [column, row] = [Math.floor(x / dots) - 4, Math.floor(y / dots) - 4];
      const inside = column >= 0 && column < size && row >= 0 && row < size;
      grey[y * side + x] = inside && (dark[row * size + column] ?? false) ? 0 : 255;
    }
  }
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat([Buffer.from(`P5 ${side} ${side} 255\n`), grey]));
  return path;
}

const zbarimg = (...pictures: readonly string[]): readonly string[] =>
  execFileSync('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', ...pictures], {
    // It complains that no bus is there.
    stdio: ['ignore', 'pipe', 'ignore'],
  })
    .toString()
    .trim()
    .split('\n');

describe.skipIf(!canRun('QR codes, read by zbarimg', 'zbarimg'))('QR codes, read by zbarimg', () => {
  it('the code of one account is its link', () => {
    const qr = accountQr(usual);
    expect(qr && zbarimg(pictureOf(qr, 'one.pgm'))).toEqual([formatOtpauthUri(usual)]);
  });

  it('the pictures of a transfer are its links', () => {
    const many = Array.from({ length: 24 }, (_, at) => ({ otp: { ...usual, secret: secretOf(at) } }));
    const { content } = writeMigrationLinks(many, randomBytes);
    const pictures = content.map((link, at) => {
      const qr = transferQr(link);
      return qr === null ? '' : pictureOf(qr, `transfer-${at}.pgm`);
    });
    expect(content.length).toBeGreaterThan(1);
    expect(zbarimg(...pictures)).toEqual(content);
  });
});

describe.skipIf(!canRun('the paper sheet, printed', 'chromium', 'pdftoppm', 'zbarimg'))(
  'the paper sheet, printed',
  () => {
    it.each(['A4', 'letter'])(
      'every account returns from pages of %s, none of them cut',
      async (paper) => {
        const many = Array.from({ length: 23 }, (_, at): ExportAccount => ({
          otp: { ...usual, secret: secretOf(at), issuer: `Service ${at}`, accountName: 'a'.repeat((at % 5) * 60 + 1) },
        }));
        const [page, pdf] = [join(folder, `${paper}.html`), join(folder, `${paper}.pdf`)];
        const sheet = new TextDecoder().decode(await written({ format: 'paper' }, many));
        // What whoever prints it chooses in the printer's window.
        writeFileSync(page, sheet.replace('@page {', `@page { size: ${paper};`));
        execFileSync(
          '/usr/bin/chromium',
          [
            '--headless',
            '--no-sandbox',
            '--disable-gpu',
            `--user-data-dir=${join(folder, 'profile')}`,
            '--no-pdf-header-footer',
            `--print-to-pdf=${pdf}`,
            `file://${page}`,
          ],
          { stdio: 'ignore' },
        );
        execFileSync('pdftoppm', ['-r', '150', '-gray', pdf, join(folder, paper)]);
        const pages = readdirSync(folder).filter((name) => name.startsWith(paper) && name.endsWith('.pgm'));
        expect(pages.length).toBeGreaterThan(1);
        const links = zbarimg(...pages.map((name) => join(folder, name)));
        expect(links.toSorted()).toEqual(many.map(({ otp }) => formatOtpauthUri(otp)).toSorted());
        const texts = execFileSync('pdftotext', ['-layout', pdf, '-']).toString().split('\f').slice(0, -1);
        expect(texts).toHaveLength(pages.length);
        expect(execFileSync('pdfinfo', [pdf]).toString()).toMatch(new RegExp(`Page size:.*\\(${paper}\\)`, 'i'));
        const beginningsAndEnds = texts.map((text) =>
          [/Service \d/g, /Changes every/g].map((part) => text.match(part)?.length),
        );
        expect(beginningsAndEnds.every(([begun, ended]) => begun !== undefined && begun === ended)).toBe(true);
      },
      60_000,
    );
  },
);

describe.skipIf(!canRun('links, read by KeePassXC', 'keepassxc-cli'))('links, read by KeePassXC', () => {
  it('a link in the column "otp" makes the same code there', async () => {
    const [link = ''] = new TextDecoder().decode(await written({ format: 'links' })).split('\n');
    const xml = join(folder, 'import.xml');
    const database = join(folder, 'import.kdbx');
    const strings = [
      ['Title', 'entry'],
      ['otp', link.replaceAll('&', '&amp;')],
    ].map(([key, value]) => `<String><Key>${key}</Key><Value>${value}</Value></String>`);
    writeFileSync(
      xml,
      `<?xml version="1.0"?><KeePassFile><Meta/><Root><Group><Name>Root</Name><Entry>${strings.join('')}</Entry></Group></Root></KeePassFile>`,
    );
    execFileSync('keepassxc-cli', ['import', '--quiet', '--set-password', xml, database], {
      input: 'p\np\n',
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const before = Date.now() / 1000;
    const code = execFileSync('keepassxc-cli', ['show', '--quiet', '--totp', database, 'entry'], {
      input: 'p\n',
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const after = Date.now() / 1000;
    // The period may change while the program looks at its clock.
    expect([codeAt(usual, before), codeAt(usual, after)]).toContain(code.toString().trim());
  }, 60_000);
});
