import { describe, expect, it } from 'vitest';
import { readPlain, secretBase32, summary, usual } from './samples.ts';

const link = `otpauth://totp/Alder:ada?secret=${secretBase32}&issuer=Alder`;
const password = 'hunter2-hunter2';

const tableOf = (rows: readonly (readonly string[])[], delimiter = ','): string =>
  rows.map((row) => row.join(delimiter)).join('\r\n');

describe('tables of logins', () => {
  it.each([
    [
      '1Password',
      'Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes',
      `Alder,https://a.example,ada,${password},${link},true,false,Work;Mail,`,
    ],
    [
      'Apple Passwords',
      'Title,URL,Username,Password,Notes,OTPAuth',
      `Alder,https://a.example/,ada,${password},,${link}`,
    ],
    [
      'Dashlane',
      'username,username2,username3,title,password,note,url,category,otpUrl',
      `ada,,,Alder,${password},,https://a.example,Work,${link}`,
    ],
    [
      'Dashlane',
      'username,username2,username3,title,password,note,url,category,otpSecret',
      `ada,,,Alder,${password},,https://a.example,Work,${secretBase32}`,
    ],
    [
      'LastPass',
      'url,username,password,totp,extra,name,grouping,fav',
      `https://a.example,ada,${password},${secretBase32},,Alder,Work,1`,
    ],
    [
      'Proton Pass',
      'type,name,url,email,username,password,note,totp,createTime,modifyTime,vault',
      `login,Alder,,ada,,${password},,${link},1,2,Work`,
    ],
    [
      'Bitwarden',
      'folder,favorite,type,name,login_username,login_password,login_totp',
      `Work,1,login,Alder,ada,${password},${secretBase32}`,
    ],
    [
      'KeePassXC',
      'Group,Title,Username,Password,URL,Notes,TOTP',
      `Root/Work,Alder,ada,${password},,,${secretBase32};30;6`,
    ],
    [
      'table of logins',
      'Title,User Name,Password,One-time password',
      `Alder,ada,${password},gezd gnbv gy3t qojq gezd gnbv gy3t qojq`,
    ],
    ['table of logins', 'Name;Login;Pwd;2FA secret', `Alder;ada;${password};${secretBase32}`],
    [
      'table of logins',
      'issuer,account,secret,type,algorithm,digits,period',
      `Alder,ada,${secretBase32},totp,SHA1,6,30`,
    ],
    ['table of logins', 'name,secret,issuer,type,counter,url', `ada,${secretBase32},Alder,totp,,${link}`],
    ['table of logins', 'Titel;Benutzername;Passwort;Einmalpasswort', `Alder;ada;${password};${secretBase32}`],
    ['table of logins', 'Title,UserName,Password,TimeOtp-Secret-Base32', `Alder,ada,${password},${secretBase32}`],
    ['table of logins', 'title,username,password,otp', `Alder,ada,${password},key=${secretBase32}&step=30&size=6`],
    [
      'table of logins',
      'url,login,password,authenticator key',
      `https://www.Alder/login,ada,${password},${secretBase32}`,
    ],
    ['table of logins', 'label,otpauth', `Alder:ada,${secretBase32}`],
    ['table of logins', 'name,uri', `Alder,${link}`],
  ])('of %s are read by the names of their columns: %s', async (program, header, row) => {
    const read = await readPlain(`${header}\r\n${row}\r\n`);
    expect(summary(read)).toEqual([usual]);
    expect(read.program).toBe(program);
    expect(JSON.stringify(read)).not.toContain(password);
  });

  const header = ['folder', 'favorite', 'type', 'name', 'notes', 'login_username', 'login_totp'];
  const row = ['', '', 'login', 'Alder', '"a ""quoted"" note,;\tin\ntwo lines"', 'ada', link];
  const other = ['', '', 'login', 'Birch', '', 'kai', ''];
  const empty = header.map(() => '');

  it.each([',', ';', '\t', '|'])('that a spreadsheet saved again with %j lose no row', async (delimiter) => {
    const text = tableOf([header, row, other, empty], delimiter);
    for (const before of ['', '\ufeff', `sep=${delimiter}\r\n`, `\ufeff"sep=${delimiter}"\n`, '\r\n']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const read = await readPlain(before + text);
      expect([summary(read), read.withoutCode]).toEqual([[usual], 1]);
    }
    const quoted = tableOf(
      [header, row.with(4, 'x'), other].map((cells) => cells.map((cell) => ` "${cell}" `)),
      delimiter,
    );
    expect(summary(await readPlain(quoted))).toEqual([usual]);
    expect(summary(await readPlain(Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le'))))).toEqual([usual]);
    const wholeRows = tableOf([header, row.with(4, '')], delimiter)
      .split('\r\n')
      .map((line) => `"${line}"`);
    expect(summary(await readPlain(wholeRows.join('\r\n')))).toEqual([usual]);
  });

  it('keep period and digits that stand behind a key, or in columns', async () => {
    const keepass = await readPlain(
      `Group,Title,Username,Password,TOTP\nRoot,Alder,ada,,${secretBase32};60;8\nRoot,Steam,ada,,${secretBase32};30;S\n`,
    );
    expect(summary(keepass)).toMatchObject([{ digits: 8, periodSeconds: 60 }, { kind: 'steam' }]);
    const counted = await readPlain(
      `issuer,name,secret,type,algorithm,digits,counter\nAlder,ada,${secretBase32},HOTP,sha256,8,41\n`,
    );
    expect(summary(counted)).toMatchObject([{ kind: 'hotp', algorithm: 'SHA256', digits: 8, counter: 41 }]);
  });

  it('count the rows without a code, but no notes and cards, and no word that stands for none', async () => {
    const read = await readPlain(
      `type,name,username,password,totp\nlogin,A,a,${password},\nnote,B,,,\ncreditCard,C,,,\nlogin,D,d,${password},n/a\nlogin,E,e,${password},yes\nlogin,Alder,ada,x,${secretBase32}\n`,
    );
    expect([summary(read), read.withoutCode]).toEqual([[usual], 3]);
  });

  it('tell a code that cannot be read, and never take it for a name', async () => {
    const read = await readPlain(
      `name,username,totp\nAlder,ada,0189 0189\n,,${secretBase32}\n${secretBase32},,${secretBase32}\n`,
    );
    expect(summary(read)).toMatchObject([
      'secret-not-base32',
      { issuer: '', accountName: '' },
      { issuer: '', accountName: '' },
    ]);
  });

  it.each([
    ['Hex', Buffer.from('12345678901234567890').toString('hex'), 'totp'],
    ['Base64', Buffer.from('12345678901234567890').toString('base64'), 'totp'],
    ['Base32', secretBase32, 'totp'],
  ])('with the fields of KeePass itself are read as it writes them: %s', async (spelling, value) => {
    const head = `Title,UserName,Password,TimeOtp-Secret-${spelling},TimeOtp-Length,HmacOtp-Secret-${spelling},HmacOtp-Counter`;
    const read = await readPlain(`${head}\nAlder,ada,${password},${value},,,\nBirch,kai,,,,${value},41\n`);
    expect(summary(read)).toMatchObject([usual, { kind: 'hotp', counter: 41, secretBase32 }]);
  });

  it('give every link of a cell, in whatever it stands', async () => {
    const markdown = `| Name | Link |\n|---|:-:|\n| a | \`${link}\` |\n| b | [add](${link}) |\n`;
    const read = await readPlain(markdown);
    expect([summary(read), read.withoutCode]).toEqual([[usual, usual], 0]);
    const two = await readPlain(`title,username,otpauth\nx,y,${link} ${link.replaceAll('Alder', 'Birch')}\n`);
    expect(summary(two)).toEqual([usual, { ...usual, issuer: 'Birch' }]);
  });

  it('are known by a column that only sounds like codes, but not by what is said about them', async () => {
    expect(summary(await readPlain(`Titel;Benutzer;2FA-Schl\u00fcssel\nAlder;ada;${secretBase32}\n`))).toEqual([usual]);
    await expect(readPlain(`name,username,password,2FA enabled\nAlder,ada,${password},true\n`)).rejects.toThrow(
      /table with 1 row, and none/,
    );
  });

  it('have a head: a first row with a key is none', async () => {
    const read = await readPlain(
      `"Alder","Username","TOTP","${secretBase32}"\n"Birch","Username","TOTP","${secretBase32}"\n`,
    );
    expect(read.entries.map(({ verdict, account }) => [verdict, account.issuer])).toEqual([
      ['imported', 'Alder'],
      ['imported', 'Birch'],
    ]);
    await expect(readPlain('Title,Username,Password,OTPAuth\n')).rejects.toThrow(/table with 0 rows/);
  });

  it('without a column for codes are refused with what they hold, unless a link stands in another', async () => {
    const chrome = 'name,url,username,password,note';
    await expect(readPlain(`${chrome}\nAlder,https://a.example,ada,${password},\nBirch,,kai,x,y\n`)).rejects.toThrow(
      /table with 2 rows, and none of them holds a code/,
    );
    expect(summary(await readPlain(`${chrome}\nx,https://a.example,ada,${password},"my code: ${link}"\n`))).toEqual([
      usual,
    ]);
  });

  it('lose no code to a second column of its name, to a formula, or to a head that stands there again', async () => {
    const codes = async (text: string): Promise<unknown> => summary(await readPlain(text));
    expect(await codes(`title,username,totp,totp\nAlder,ada,,${secretBase32}\n`)).toEqual([usual]);
    expect(await codes(`title,username,totp\n'Alder,ada,"=""${secretBase32}"""\n`)).toEqual([usual]);
    expect(await codes(`title,username,totp\nAlder,ada,'${secretBase32}\n`)).toEqual([usual]);
    const again = `Alder,ada,${secretBase32}\n`;
    expect(await codes(`title,username,totp\n${again}title,username,totp\n${again}`)).toEqual([usual, usual]);
  });

  it('are read in a page, where no link stands in it', async () => {
    const cells = (tag: string, values: readonly string[]): string =>
      `<tr>${values.map((value) => `<${tag}>${value}</${tag}>`).join('')}</tr>`;
    const page = `<table>${cells('th', ['Name', 'Account', 'Secret'])}${cells('td', ['Alder', 'ada', secretBase32])}</table>`;
    expect(summary(await readPlain(page))).toEqual([usual]);
  });
});
