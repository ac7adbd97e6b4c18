import { describe, expect, it } from 'vitest';
import { parseOtpauthUri } from '@halfminute/otp';
import type { OtpAccount, PinlessAccount } from '@halfminute/otp';
import { readLink } from '../src/uri/parse.ts';
import { hexOf, namesIn, sampleBase32, sampleHex } from './samples.ts';

const plain = `otpauth://totp/A:b?secret=${sampleBase32}`;

/** An account without its secret's object, for comparing. */
function shown({ secret, ...rest }: OtpAccount | PinlessAccount): object {
  return { ...rest, secretHex: hexOf(secret) };
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
      namesIn(
        `otpauth://totp/Salt&amp;Pepper:O&#39;Neill&quot;&lt;x&gt;&apos;&#x41;&#128025;?secret=${sampleBase32}&amp;digits=6`,
      ),
    ).toBe("Salt&Pepper | O'Neill\"<x>'A🐙");
    expect(namesIn(withLabel('a%26amp;b:c'))).toBe('a&amp;b | c');
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
    expect(namesIn(withLabel('R&D:b', '&issuer=R%26D%3D1'))).toBe('R&D=1 | R&D:b');
    expect(namesIn(withLabel('A:b', '&issuer=A%26secret%3D'))).toBe('A&secret= | A:b');
    expect(parseOtpauthUri(`${plain}&image=https://x.example/?digits=8`)).toMatchObject({
      digits: 6,
      unknownParameters: [['image', 'https://x.example/?digits=8']],
    });
  });

  it('leaves a backslash in a name alone', () => {
    expect(namesIn(withLabel('CORP\\ada'))).toBe(' | CORP\\ada');
    expect(namesIn(withLabel('CORP\\ada:b\\c', '&issuer=CORP\\ada'))).toBe('CORP\\ada | b\\c');
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
    expect(namesIn(withLabel(label, query))).toBe(expected);
  });

  it('may be missing with the label, and with its slash', () => {
    expect(namesIn(`otpauth://totp?secret=${sampleBase32}`)).toBe(' | ');
    expect(namesIn(`otpauth://totp/?secret=${sampleBase32}`)).toBe(' | ');
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
