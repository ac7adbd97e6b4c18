import { describe, expect, it } from 'vitest';
import { parseOtpauthUri } from '@halfminute/otp';
import type { OtpAccount, PinlessAccount } from '@halfminute/otp';
import { readLink } from '../src/uri/parse.ts';
import { hexOf, refusalOf, sampleBase32, sampleHex } from './samples.ts';

const plain = `otpauth://totp/A:b?secret=${sampleBase32}`;

/** An account without its secret's object, for comparing. */
function shown({ secret, ...rest }: OtpAccount | PinlessAccount): object {
  return { ...rest, secretHex: hexOf(secret) };
}

function names(link: string): string {
  const { issuer, accountName } = parseOtpauthUri(link);
  return `${issuer} | ${accountName}`;
}

function withLabel(label: string, query = ''): string {
  return `otpauth://totp/${label}?secret=${sampleBase32}${query}`;
}

describe('a link', () => {
  it('with nothing but a secret means six digits every 30 seconds with SHA1', () => {
    const { account, warnings } = readLink(plain);
    expect(shown(account)).toEqual({
      kind: 'totp',
      issuer: 'A',
      accountName: 'b',
      secretHex: sampleHex,
      algorithm: 'SHA1',
      digits: 6,
      periodSeconds: 30,
      unknownParameters: [],
    });
    expect(warnings).toEqual([]);
  });

  it('is read with everything it can say', () => {
    const link = `otpauth://totp/A:b?secret=${sampleBase32}&issuer=A&algorithm=SHA512&digits=8&period=45`;
    expect(shown(parseOtpauthUri(link))).toEqual({
      kind: 'totp',
      issuer: 'A',
      accountName: 'b',
      secretHex: sampleHex,
      algorithm: 'SHA512',
      digits: 8,
      periodSeconds: 45,
      unknownParameters: [],
    });
  });

  it('of the counter kind has a counter and no period', () => {
    const { account, warnings } = readLink(`otpauth://hotp/A:b?secret=${sampleBase32}&counter=127&period=60&digits=7`);
    expect(shown(account)).toEqual({
      kind: 'hotp',
      issuer: 'A',
      accountName: 'b',
      secretHex: sampleHex,
      algorithm: 'SHA1',
      digits: 7,
      counter: 127,
      unknownParameters: [],
    });
    expect(warnings).toEqual([]);
  });

  it('of the counter kind without a counter starts at 0, and says so', () => {
    for (const query of ['', '&counter=', '&counter=%20']) {
      const { account, warnings } = readLink(`otpauth://hotp/A:b?secret=${sampleBase32}${query}`);
      expect(account).toMatchObject({ kind: 'hotp', counter: 0 });
      expect(warnings).toEqual([
        {
          code: 'counter-assumed',
          message: 'The link does not say where its counter stands, so it starts at 0.',
          parameter: 'counter',
        },
      ]);
    }
  });

  it('does not mind a counter that means nothing to a timed code', () => {
    expect(parseOtpauthUri(`${plain}&counter=-1`)).toMatchObject({ kind: 'totp', unknownParameters: [] });
  });

  it('takes a word that stands for none for an absent parameter, as Ente Auth writes it', () => {
    const { account, warnings } = readLink(
      `otpauth://TOTP/Alder:ada?secret=${sampleBase32}&issuer=Alder&algorithm=null&digits=null&period=null`,
    );
    expect(account).toMatchObject({ kind: 'totp', algorithm: 'SHA1', digits: 6, periodSeconds: 30 });
    expect(warnings).toEqual([]);
    const counted = readLink(`otpauth://hotp/Alder:ada?secret=${sampleBase32}&counter=undefined`);
    expect(counted.account).toMatchObject({ kind: 'hotp', counter: 0 });
    expect(counted.warnings.map(({ code }) => code)).toEqual(['counter-assumed']);
  });

  it('takes an empty parameter for an absent one', () => {
    expect(parseOtpauthUri(`${plain}&digits=&period=&algorithm=&issuer=`)).toMatchObject({
      algorithm: 'SHA1',
      digits: 6,
      periodSeconds: 30,
      issuer: 'A',
      unknownParameters: [],
    });
  });

  it.each([
    `OTPAUTH://TOTP/A:b?SECRET=${sampleBase32}`,
    `otpauth:///totp/A:b?secret=${sampleBase32}`,
    `otpauth:/totp/A:b?secret=${sampleBase32}`,
    `otpauth:totp/A:b?secret=${sampleBase32}`,
    `otpauth//totp/A:b?secret=${sampleBase32}`,
    `apple-otpauth://totp/A:b?secret=${sampleBase32}`,
    `otpauth://totp:A:b?secret=${sampleBase32}`,
    `otpauth://totp//A:b?secret=${sampleBase32}`,
    ` ${plain}\n`,
    `${plain}&`,
    `${plain}&&digits=6`,
    `${plain}#`,
    `${plain}#top`,
    `${plain}&digits=6#top`,
    `otpauth://totp/A:b?secret=${sampleBase32}&di\u200bgits=6`,
    `otp\u00adauth://totp/A:b?sec\u2060ret=${sampleBase32}`,
    `otpauth://totp/A:b?%73ecret=${sampleBase32}`,
    `otpauth://totp/A:b? secret = ${sampleBase32} `,
    // Encoded as a whole, once or more, or from the label on.
    `otpauth%3A%2F%2Ftotp%2FA%3Ab%3Fsecret%3D${sampleBase32}`,
    `otpauth%253A%252F%252Ftotp%252FA%253Ab%253Fsecret%253D${sampleBase32}`,
    `otpauth://totp/A:b%3Fsecret%3D${sampleBase32}%26digits%3D6`,
    `otpauth://totp/A:b%3fsecret%3d${sampleBase32}`,
    // Encoded within the parameters alone.
    `otpauth://totp/A:b?secret=${sampleBase32}%26digits=6`,
    `otpauth://totp/A:b?secret=${sampleBase32}%26digits%3D6%26period%3D30`,
    `otpauth://totp/A:b?secret=${sampleBase32}%2526digits%253D6`,
    `otpauth://totp/A:b?secret%3D${sampleBase32}%26digits%3D6`,
    // Put together with the wrong mark.
    `otpauth://totp/A:b&secret=${sampleBase32}&digits=6`,
    `otpauth://totp/A:b?secret=${sampleBase32}?digits=6&period=30`,
    `otpauth://totp/A:b?digits=6?secret=${sampleBase32}?period=30`,
    // Escaped for JSON, a shell, HTML.
    `otpauth:\\/\\/totp\\/A:b?secret=${sampleBase32}\\u0026digits=6`,
    `otpauth://totp/A:b?digits=6\\u0026secret\\u003d${sampleBase32}`,
    `otpauth://totp/A:b\\?secret\\=${sampleBase32}\\&digits\\=6`,
    `otpauth://totp/A:b?digits=6&amp;secret=${sampleBase32}`,
    `otpauth://totp/A:b?digits=6&AMP;secret=${sampleBase32}`,
    `otpauth://totp/A:b?digits=6&amp;amp;secret=${sampleBase32}`,
    `otpauth://totp/A:b?digits=6&#38;secret=${sampleBase32}`,
    `otpauth://totp/A:b?digits=6&#x26;secret=${sampleBase32}`,
    `otpauth://totp/A:b?digits=6&#038;secret=${sampleBase32}`,
    `otpauth://totp/A:b?digits=6&#x0026;secret=${sampleBase32}`,
  ])('is read in whatever dress: %s', (link) => {
    expect(shown(parseOtpauthUri(link))).toEqual(shown(parseOtpauthUri(plain)));
  });

  it('undoes HTML in the names too, where it was escaped as a whole', () => {
    expect(
      names(
        `otpauth://totp/Salt&amp;Pepper:O&#39;Neill&quot;&lt;x&gt;&apos;&#x41;&#128025;?secret=${sampleBase32}&amp;digits=6`,
      ),
    ).toBe("Salt&Pepper | O'Neill\"<x>'A🐙");
    expect(names(withLabel('a%26amp;b:c'))).toBe('a&amp;b | c');
  });

  it('loses no parameter to a mark in the wrong place', () => {
    for (const query of [
      `?secret=${sampleBase32}%26algorithm%3DSHA256%26digits%3D8`,
      `&secret=${sampleBase32}&algorithm=SHA256&digits=8`,
      `?secret=${sampleBase32}?algorithm=SHA256?digits=8`,
    ]) {
      expect(parseOtpauthUri(`otpauth://totp/A:b${query}`)).toMatchObject({ algorithm: 'SHA256', digits: 8 });
    }
  });

  it('leaves such marks in names and addresses alone', () => {
    expect(names(withLabel('R&D:b', '&issuer=R%26D%3D1'))).toBe('R&D=1 | R&D:b');
    expect(names(withLabel('A:b', '&issuer=A%26secret%3D'))).toBe('A&secret= | A:b');
    expect(parseOtpauthUri(`${plain}&image=https://x.example/?digits=8`)).toMatchObject({
      digits: 6,
      unknownParameters: [['image', 'https://x.example/?digits=8']],
    });
  });

  it('leaves a backslash in a name alone', () => {
    expect(names(withLabel('CORP\\ada'))).toBe(' | CORP\\ada');
    expect(names(withLabel('CORP\\ada:b\\c', '&issuer=CORP\\ada'))).toBe('CORP\\ada | b\\c');
  });

  it.each([
    ['algorithm', 'sha-256', 'SHA256'],
    ['algorithm', 'HMAC-SHA512', 'SHA512'],
    ['digits', '7', 7],
    ['digits', '6%20', 6],
    ['digits', '6.0', 6],
    ['period', '10', 10],
    ['period', '30.0', 30],
  ])('with %s=%s means what it says', (parameter, value, read) => {
    const key = parameter === 'period' ? 'periodSeconds' : parameter;
    expect(parseOtpauthUri(`${plain}&${parameter}=${value}`)).toHaveProperty(key, read);
  });

  it('keeps parameters that mean nothing to it, decoded and in order', () => {
    const link = `${plain}&Lock=false&x=1&codeDisplay=%7B%22tags%22%3A%5B%22a%26b%22%5D%7D&x=2&image=https%3A%2F%2Fx.example%2F%3Fsecret%3DNOT&flag&=y`;
    expect(parseOtpauthUri(link).unknownParameters).toEqual([
      ['Lock', 'false'],
      ['x', '1'],
      ['codeDisplay', '{"tags":["a&b"]}'],
      ['x', '2'],
      ['image', 'https://x.example/?secret=NOT'],
      ['flag', ''],
    ]);
  });
});

describe('a parameter under another name', () => {
  it.each([
    ['algo=SHA256', 'SHA256 6 30', 'algorithm'],
    ['Algo=sha512', 'SHA512 6 30', 'algorithm'],
    ['interval=60', 'SHA1 6 60', 'period'],
    ['digit=8', 'SHA1 8 30', 'digits'],
  ])('is read, and that is said: %s', (query, expected, parameter) => {
    const { account, warnings } = readLink(`${plain}&${query}`);
    const period = account.kind === 'totp' ? account.periodSeconds : 0;
    expect(`${account.algorithm} ${account.digits} ${period}`).toBe(expected);
    expect(account.unknownParameters).toEqual([]);
    expect(warnings).toEqual([
      {
        code: 'parameter-misnamed',
        message: `The link says "${query.split('=', 1)[0]}" where others say "${parameter}", and is read so. Compare the code with the page.`,
        parameter,
      },
    ]);
  });

  it.each(['algo=SHA1', 'digit=6', 'interval=30'])('is no news where it says what is usual: %s', (query) => {
    const { account, warnings } = readLink(`${plain}&${query}`);
    expect(account).toMatchObject({ algorithm: 'SHA1', digits: 6, periodSeconds: 30 });
    expect(warnings).toEqual([]);
  });

  it.each(['algorithm=SHA512&algo=SHA256', 'digits=7&digit=8', 'period=45&interval=60', 'algo=x', 'interval=weekly'])(
    'stays what it is beside the usual one, or with another meaning: %s',
    (query) => {
      const { account, warnings } = readLink(`${plain}&${query}`);
      expect(account.unknownParameters).toHaveLength(1);
      expect(warnings).toEqual([]);
    },
  );

  it('stays what it is in a link to whose kind it does not apply', () => {
    for (const link of [
      `otpauth://hotp/A:b?secret=${sampleBase32}&counter=1&interval=60`,
      'motp://A:b?secret=9a093b4ac8779d7a&digit=8',
    ]) {
      expect(readLink(link).account.unknownParameters).toHaveLength(1);
      expect(readLink(link).warnings).toEqual([]);
    }
  });

  it('is refused as the usual one would be', () => {
    expect(refusalOf(() => readLink(`${plain}&algo=MD5`)).code).toBe('unsupported-algorithm');
    expect(refusalOf(() => readLink(`${plain}&digit=12`)).code).toBe('bad-digits');
    expect(refusalOf(() => readLink(`${plain}&algo=SHA1&algo=SHA256`)).code).toBe('unsupported-algorithm');
  });
});

describe('parameters that nobody encoded', () => {
  it.each([
    ['&issuer=A&=y', 'A | b'],
    ['&digits=6&issuer=Salt&Pepper', 'Salt&Pepper | A:b'],
    ['&issuer=A&amp', 'A&amp | A:b'],
  ])('leave the issuer as it was meant: %s', (query, expected) => {
    expect(names(`${plain}${query}`)).toBe(expected);
  });

  it.each([
    ['&xsecret=a#b', [['xsecret', 'a#b']]],
    ['&secretx=a#b', [['secretx', 'a#b']]],
    ['&bom=%EF%BB%BFx', [['bom', '\ufeffx']]],
    ['&x=a%z4%4%zz%', [['x', 'a%z4%4%zz%']]],
    ['&x=%2g%G2%41', [['x', '%2g%G2A']]],
  ])('are kept as they are: %s', (query, unknown) => {
    expect(parseOtpauthUri(`${plain}${query}`).unknownParameters).toEqual(unknown);
  });
});

describe('the names in a link', () => {
  it.each([
    ['Example:nora@example.com', '', 'Example | nora@example.com'],
    ['nora@example.com', '&issuer=Example', 'Example | nora@example.com'],
    ['Example:nora', '&issuer=Example', 'Example | nora'],
    ['Example%3Anora', '&issuer=Example', 'Example | nora'],
    ['Example%3anora', '', 'Example | nora'],
    ['Example: nora', '&issuer=Example', 'Example | nora'],
    ['Example%20:%20nora', '&issuer=Example', 'Example | nora'],
    ['Example  :nora', '&issuer=Example', 'Example | nora'],
    ['EXAMPLE:nora', '&issuer=Example', 'Example | nora'],
    ['Ente+Quay:nora', '&issuer=Ente+Quay', 'Ente Quay | nora'],
    ['Ente%20Quay:nora', '&issuer=Ente%20Quay', 'Ente Quay | nora'],
    ['Example:', '&issuer=Example', 'Example | '],
    ['M%C3%BCll:nora', '&issuer=Mu%CC%88ll', 'Mu\u0308ll | nora'],
    ['Mu%CC%88ll:nora', '&issuer=M%C3%BCll', 'M\u00fcll | nora'],
    ['nas.lan:5001:nora', '&issuer=nas.lan:5001', 'nas.lan:5001 | nora'],
    ['Example::nora', '&issuer=Example', 'Example | :nora'],
    ['Example', '', ' | Example'],
    ['Example', '&issuer=Example', 'Example | Example'],
    ['', '', ' | '],
    ['', '&issuer=Example', 'Example | '],
    [':nora', '', ' | nora'],
    [':nora', '&issuer=Example', 'Example | nora'],
    ['%3Anora', '&issuer=Example', 'Example | nora'],
    ['%3Aa:nora', '&issuer=%3Aa', ':a | nora'],
    ['Example:', '', 'Example | '],
    // Contradictions: the parameter is the issuer, and nothing of the label is lost.
    ['Fjord+Line%3anora', '&issuer=Microsoft', 'Microsoft | Fjord+Line:nora'],
    ['test:test', '&issuer=work', 'work | test:test'],
    ['Loft (Attic Team):nora', '&issuer=Loft', 'Loft | Loft (Attic Team):nora'],
    ['Lof:nora', '&issuer=Loft', 'Loft | Lof:nora'],
    ['Kite%3AKite:theo', '&issuer=Kite', 'Kite | Kite:theo'],
    // Several colons.
    ['Microsoft:Fjord:nora', '', 'Microsoft | Fjord:nora'],
    ['Micro%3Asoft:nora', '', 'Micro:soft | nora'],
    ['https%3A%2F%2Fid.example.com:theo', '', 'https://id.example.com | theo'],
    ['https://id.example.com:theo', '', 'https://id.example.com | theo'],
    ['https://id.example.com:8443:theo', '', 'https://id.example.com:8443 | theo'],
    ['https://id.example.com:8443/sso:theo', '', 'https://id.example.com:8443/sso | theo'],
    ['https://id.example.com/a/b:theo', '', 'https://id.example.com/a/b | theo'],
    ['https://id.example.com', '', ' | https://id.example.com'],
    ['Bank:12345:x', '', 'Bank | 12345:x'],
    // Characters that nobody encoded, or encoded twice, or wrongly.
    ['nora+shop@example.com', '&issuer=x', 'x | nora+shop@example.com'],
    ['kai%2540example.com', '', ' | kai%40example.com'],
    ['100%:nora%2', '', '100% | nora%2'],
    ['50%zz:a%4xb', '', '50%zz | a%4xb'],
    ['%B2%E8%CA%D4:kai', '', '\ufffd\ufffd\ufffd\ufffd | kai'],
    ['M%FCll:%E2%82', '', 'M\ufffdll | \ufffd'],
    ['Müll:jürgen', '&issuer=M%C3%BCll', 'Müll | jürgen'],
    ['a/b/c', '', ' | a/b/c'],
    ['a%2Fb', '', ' | a/b'],
    ['What?:nora', '', 'What? | nora'],
    ['Who? Me?', '&issuer=Q?', 'Q? | Who? Me?'],
    ['C#:nora', '&issuer=C#&digits=6', 'C# | nora'],
    ['C#:nora', '&issuer=C#', 'C# | nora'],
    ['Salt%26Pepper:ines', '&issuer=Salt&Pepper', 'Salt&Pepper | ines'],
    ['Salt & Pepper:ines', '&issuer=Salt & Pepper&digits=6', 'Salt & Pepper | ines'],
    ['ines', '&issuer=A&B&C', 'A&B&C | ines'],
    ['%3Cb%3E:nora', '', '<b> | nora'],
    // Characters that would break the row.
    ['Nest:nora%0Afield', '', 'Nest | nora field'],
    ['A%00B:%E2%80%AEevil%0D%0A', '', 'A B | evil'],
    // The parameter twice: the first that says something.
    ['nora', '&issuer=&issuer=One&issuer=Two', 'One | nora'],
  ])('%s with "%s" are %s', (label, query, expected) => {
    expect(names(withLabel(label, query))).toBe(expected);
  });

  it('may be missing with the label, and with its slash', () => {
    expect(names(`otpauth://totp?secret=${sampleBase32}`)).toBe(' | ');
    expect(names(`otpauth://totp/?secret=${sampleBase32}`)).toBe(' | ');
  });

  it('are cut at 1,000 characters, and that is said', () => {
    const long = 'n'.repeat(1001);
    const warning = {
      code: 'name-shortened',
      message: 'A name in this link is longer than 1,000 characters; its end was left out.',
    };
    const { account, warnings } = readLink(withLabel(long));
    expect(account.accountName).toBe(`${'n'.repeat(999)}…`);
    expect(warnings).toEqual([warning]);
    expect(readLink(withLabel('x', `&issuer=${long}`)).warnings).toEqual([warning]);
    expect(readLink(withLabel('n'.repeat(1000))).warnings).toEqual([]);
  });
});

describe('the secret in a link', () => {
  it.each([
    ['JBSW%20Y3DP EHPK+3PXP', 'blanks of three kinds'],
    ['jbsw-y3dp-ehpk-3pxp', 'hyphens and small letters'],
    ['JBSWY3DPEHPK3PXP====', 'raw padding'],
    ['JBSWY3DPEHPK3PXP%3D%3D', 'encoded padding'],
    ['JBSWY3DPEHPK3PXP%0A', 'a line feed'],
  ])('may be written %s, with %s', (value) => {
    expect(hexOf(parseOtpauthUri(`otpauth://totp/A:b?secret=${value}&issuer=A`).secret)).toBe(sampleHex);
  });

  it('may stand there twice, if it is the same', () => {
    expect(hexOf(parseOtpauthUri(`${plain}&secret=${sampleBase32.toLowerCase()}&secret=`).secret)).toBe(sampleHex);
  });

  it.each([
    ['MFRGGZDFM', 'secret-short,secret-odd-length'],
    ['JBSWY3DP', 'secret-short'],
    ['CRDANOW6UGXA', 'secret-short'],
    ['JBSWY3DPEHPK3PX', 'secret-short'],
    ['JBSWY3DPEHPK3PXP', ''],
    ['JBSWY3DPEHPK3PXPJ', 'secret-odd-length'],
    ['JBSWY3DPEHPK3PXPJB', ''],
    ['JBSWY3DPEHPK3PXPJBS', 'secret-odd-length'],
    ['JBSWY3DPEHPK3PXPJBSW', ''],
    ['JBSWY3DPEHPK3PXPJBSWY', ''],
    ['JBSWY3DPEHPK3PXPJBSWY3', 'secret-odd-length'],
    ['JBSWY3DPEHPK3PXPJBSWY3D', ''],
  ])('%s is taken with the warnings "%s"', (secret, codes) => {
    const { warnings } = readLink(`otpauth://totp/A:b?secret=${secret}`);
    expect(warnings.map(({ code }) => code).join()).toBe(codes);
  });

  it('that is short or of an odd length is warned of in sentences', () => {
    expect(readLink('otpauth://totp/A:b?secret=MFRGGZDFM').warnings).toEqual([
      {
        code: 'secret-short',
        message: 'This code is short: 9 characters, at least 16 are usual. Compare it with the page.',
        parameter: 'secret',
      },
      {
        code: 'secret-odd-length',
        message: 'This code has 9 characters, a number at which one may be missing. Compare it with the page.',
        parameter: 'secret',
      },
    ]);
  });
});

describe("a link out of a mail's source", () => {
  const warning = {
    code: 'mail-encoding-undone',
    message:
      'The link comes from a mail\'s source, where "=" is written "=3D"; that was undone. Compare the code with the page.',
  };

  it.each([
    `otpauth://totp/A:b?secret=3D${sampleBase32}&issuer=3DA`,
    `otpauth://totp/A:b?secret=3D${sampleBase32}&issuer=3DA&digits=3D6&x=`,
    `otpauth://totp/A:b?secret=3d${sampleBase32}&digits=3d6`,
    `otpauth://totp/A:b?secret=3D${sampleBase32}`,
    `otpauth://totp/A:b?secret=3D${sampleBase32}=3D=3D&period=3D30`,
  ])('never has the key that begins with 3D: %s', (link) => {
    const { account, warnings } = readLink(link);
    expect(hexOf(account.secret)).toBe(sampleHex);
    expect(account).toMatchObject({ issuer: 'A', accountName: 'b', digits: 6 });
    expect(warnings).toEqual([warning]);
  });

  it('has its other characters undone too', () => {
    expect(names(`otpauth://totp/M=C3=BCll:nora=40x?secret=3D${sampleBase32}&digits=3D6`)).toBe('Müll | nora@x');
  });

  it('has an unusual secret too, where a second value says so', () => {
    const { account, warnings } = readLink('otpauth://totp/A:b?secret=3DJBSWY3DPEHPK&digits=3D6');
    expect(account.secret.byteLength).toBe(7);
    expect(warnings).toContainEqual(warning);
  });

  it.each([16, 17, 19, 20, 26, 32, 52, 56, 64, 103])('is not seen in a single secret of %i characters', (length) => {
    const secret = '3D'.padEnd(length, sampleBase32);
    const { account, warnings } = readLink(`otpauth://totp/A:b?secret=${secret}`);
    // "3D" is 11011 00011.
    expect(account.secret.reveal()[0]).toBe(0b11011000);
    expect(warnings.filter(({ code }) => code === 'mail-encoding-undone')).toEqual([]);
  });

  it.each([18, 28, 34, 54, 58, 66, 105])('is seen in a single secret of %i characters', (length) => {
    const secret = '3D'.padEnd(length, sampleBase32);
    for (const padding of ['', '=3D', '=3D=3D=3D=3D']) {
      const { account, warnings } = readLink(`otpauth://totp/A:b?secret=${secret}${padding}`);
      expect(account.secret.reveal()[0]).toBe(0x48);
      expect(warnings).toContainEqual(warning);
    }
  });

  it('is not seen where one value says otherwise', () => {
    expect(readLink(`otpauth://totp/A:b?secret=3DBSWY3DPEHPK3PX&issuer=A`).warnings).toEqual([]);
    expect(refusalOf(() => readLink(`otpauth://totp/A:b?secret=3DBSWY3DPEHPK3PX&issuer=A&digits=3D6`))).toMatchObject({
      code: 'bad-digits',
      looksLike: 'mail-encoding',
    });
  });
});
