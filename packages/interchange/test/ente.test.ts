import { describe, expect, it } from 'vitest';
import { readPlain, secretBase32, summary, usual } from './samples.ts';

const steam = { kind: 'steam', algorithm: 'SHA1', digits: 5, periodSeconds: 30, secretBase32 };

interface OnPage {
  readonly issuer?: string;
  readonly account?: string;
  readonly type?: string;
  readonly algorithm?: string;
  readonly digits?: number;
  readonly note?: string;
}

function rowOf({
  issuer = 'Alder',
  account = 'ada',
  type = 'totp',
  algorithm = 'sha1',
  digits = 6,
  note,
}: OnPage): string {
  return `
    <table class="otp-entry">
      <tr>
        <td>
          <p><b>${issuer}</b></p>
          <p><b>${account}</b></p>
          <p class="group">Type: <b>${type}</b></p>
          <p>Algorithm: <b>${algorithm}</b></p>
          <p>Digits: <b>${digits}</b></p>
          <p>Secret: <b>${secretBase32}</b></p>
          ${note === undefined ? '' : `<p class="group">Note: <b>${note}</b></p>`}
        </td>
        <td class="otp-qr">
          <img src="data:image/png;base64,iVBORw0KGgo=" alt="QR Code">
        </td>
      </tr>
    </table>
    <br/>`;
}

function pageOf(...entries: readonly OnPage[]): string {
  return `
  <!DOCTYPE html>
  <html>
  <meta content="text/html; charset=utf-8" />
  <style>
  table {
    width: 100%;
  }
  </style>
  </head>
  <body>
    <h1 style="text-align: center;">Ente Auth</h1>
    <main><p>${entries.map(rowOf).join('')}</p></main>
    <p>Ente Technologies, Inc.<br /> 1111B S Governors Ave 6032 Dover, DE 19904</p>
  </body>

  </html>
  `;
}

describe('the page of Ente Auth', () => {
  it('is read, and says that it tells no period and no counter', async () => {
    const read = await readPlain(
      pageOf({ note: 'first\n second' }, { algorithm: 'sha512', digits: 8 }, { type: 'hotp', algorithm: 'sha256' }),
    );
    expect(read.program).toBe('Ente Auth');
    expect(summary(read)).toEqual([
      usual,
      { ...usual, algorithm: 'SHA512', digits: 8 },
      { ...usual, kind: 'hotp', algorithm: 'SHA256', counter: 0, periodSeconds: undefined },
    ]);
    expect(read.entries).toMatchObject([
      { note: 'first\nsecond', warnings: [{ code: 'period-assumed' }] },
      { warnings: [{ code: 'period-assumed' }] },
      { warnings: [{ code: 'counter-assumed' }] },
    ]);
  });

  it('has entries without one of their names', async () => {
    const { entries } = await readPlain(pageOf({ issuer: '' }, { account: '' }));
    expect(entries.map(({ account }) => `${account.issuer} | ${account.accountName}`)).toEqual([' | ada', 'Alder | ']);
  });

  it('shows the letters of Steam for whatever is called so', async () => {
    const read = await readPlain(pageOf({ issuer: 'Steam' }, { issuer: 'x', type: 'steam', digits: 5 }));
    expect(summary(read)).toMatchObject([steam, steam]);
    expect(read.entries).toMatchObject([{ warnings: [] }, { warnings: [] }]);
  });

  it('that is cut says so, and loses no entry that is whole', async () => {
    const page = pageOf({}, { issuer: 'Birch' });
    const read = await readPlain(page.slice(0, page.indexOf('Digits', page.indexOf('Birch'))));
    expect(summary(read)).toEqual([usual, 'bad-entry', 'bad-entry']);
    expect(read.entries[2]?.where).toBe('end of the file');
  });
});

describe('a link of Ente Auth', () => {
  const linkOf = (issuer: string, end = ''): string =>
    `otpauth://totp/${issuer}:ada?algorithm=SHA1&digits=6&issuer=${issuer}&period=30&secret=${secretBase32}${end}`;
  const display = '&codeDisplay=%7B%22pinned%22%3Atrue%7D';

  it('shows the letters of Steam for whatever is called so, and says it', async () => {
    const read = await readPlain(
      `${linkOf('Steam', display)}\n${linkOf('STEAM', display)}\n${linkOf('Steamy', display)}\n`,
    );
    expect(summary(read)).toMatchObject([steam, steam, { kind: 'totp' }]);
    expect(read.entries).toMatchObject([
      { warnings: [{ code: 'steam-assumed' }], favourite: true },
      { warnings: [{ code: 'steam-assumed' }] },
      { warnings: [] },
    ]);
  });

  it('of another program shows the figures that it says', async () => {
    expect(summary(await readPlain(linkOf('Steam')))).toMatchObject([{ kind: 'totp', digits: 6 }]);
  });

  it('has what it shows encoded once or twice', async () => {
    const [entry] = (
      await readPlain(linkOf('Alder', '&codeDisplay=%7B%22pinned%22%3Atrue%252C%22trashed%22%3Atrue%7D'))
    ).entries;
    expect(entry).toMatchObject({ favourite: true, wasTrashed: true, account: { unknownParameters: [] } });
  });

  it('of an old version has an issuer that the period ran into', async () => {
    const [entry] = (await readPlain(`otpauth://totp/Alder:ada?issuer=Alderperiod=30&secret=${secretBase32}`)).entries;
    expect(entry?.account).toMatchObject({ issuer: 'Alder', accountName: 'ada' });
  });

  it('stands in json with what it shows beside it', async () => {
    const read = await readPlain({
      items: [
        { rawData: linkOf('Alder'), display: { pinned: true, trashed: true, note: 'a note', tags: ['work'] } },
        { rawData: linkOf('Steam', display), display: null },
        { display: {} },
      ],
    });
    expect(read.program).toBe('Ente Auth');
    expect(summary(read)).toMatchObject([usual, steam, 'secret-missing']);
    expect(read.entries).toMatchObject([
      { wasTrashed: true, note: 'a note', tags: ['work'], favourite: true },
      { wasTrashed: false, favourite: true },
      {},
    ]);
  });
});
