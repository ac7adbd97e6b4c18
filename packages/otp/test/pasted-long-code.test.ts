import { describe, expect, it } from 'vitest';
import { encodeBase32, readPasted } from '@halfminute/otp';
import { hexOf, refusalOf, sampleBase32, sampleHex } from './samples.ts';

describe('a long code that is pasted', () => {
  it('means six digits every 30 seconds with SHA1', () => {
    const { account, from, warnings } = readPasted(sampleBase32);
    expect(account).toMatchObject({
      kind: 'totp',
      issuer: '',
      accountName: '',
      algorithm: 'SHA1',
      digits: 6,
      periodSeconds: 30,
      unknownParameters: [],
    });
    expect(hexOf(account.secret)).toBe(sampleHex);
    expect(from).toBe('long-code');
    expect(warnings).toEqual([]);
  });

  it.each([
    'jbsw y3dp ehpk 3pxp',
    'JBSW-Y3DP-EHPK-3PXP',
    'Jbsw y3dp ehpk 3pxp',
    'jbsw y3dp-ehpk 3pxp',
    'JBSW Y3DP\nEHPK 3PXP',
    'JBSWY3DPEH PK3PXP',
    'JB SWY3DP EHPK3PXP',
    'jb swy3dp ehpk3pxp',
    'Jb swy3dp ehpk3pxp',
    '"JBSWY3DPEHPK3PXP"',
    '‘JBSWY3DPEHPK3PXP’',
    '(JBSWY3DPEHPK3PXP).',
    '**JBSWY3DPEHPK3PXP**',
    '`jbswy3dpehpk3pxp`,',
    '[JBSWY3DPEHPK3PXP]',
    '\u200bJBSWY3DP\u00adEHPK3PXP\ufeff',
    // With the words its page shows before it.
    'Secret: JBSW Y3DP EHPK 3PXP',
    'SECRET: JBSW Y3DP EHPK 3PXP',
    'secret key:jbswy3dpehpk3pxp',
    'Secret key:\nJBSW Y3DP EHPK 3PXP',
    'Setup key - manual entry: JBSW Y3DP EHPK 3PXP',
    'Schlüssel: JBSWY3DPEHPK3PXP',
    'Clé secrète : JBSW Y3DP EHPK 3PXP',
    'Клавиша: JBSW Y3DP EHPK 3PXP',
    '密钥：JBSWY3DPEHPK3PXP',
    'Geheim: JBSWY3DPEHPK3PXP',
    'secret=JBSWY3DPEHPK3PXP',
    '"secret": "JBSWY3DPEHPK3PXP"',
    'Your code is JBSW Y3DP EHPK 3PXP',
    'Your secret key is JBSWY3DPEHPK3PXP.',
    'Secret key JBSW Y3DP EHPK 3PXP',
    'Enter this code manually JBSWY3DPEHPK3PXP',
    'CODE JBSW Y3DP EHPK 3PXP',
    'KEY JBSWY3DPEHPK3PXP',
    'Dein Schlüssel ist JBSW Y3DP EHPK 3PXP',
    // A page that was copied whole.
    'Service: Exizent\nAccount: ada@firm.example\nKey: jbsw y3dp ehpk 3pxp',
    'Account: noraharbour\r\nSecret key: JBSW Y3DP EHPK 3PXP\r\nType: time based',
    'Secret: JBSWY3DPEHPK3PXP\nKey: jbsw y3dp ehpk 3pxp',
    'See https://help.example/x first\nKey: JBSWY3DPEHPK3PXP',
    'Key: JBSWY3DPEHPK3PXP\nCode length: 6',
    'Setup key\nJBSW Y3DP EHPK 3PXP\nType\nTime based',
    'Account name\nada@firm.example\nYour key\njbswy3dpehpk3pxp\nType of key\nTime-based',
    'Geheimschlüssel\nJBSWY3DPEHPK3PXP',
    // Words of other scripts are no part of a key.
    'Секретный ключ JBSWY3DPEHPK3PXP',
    'Ваш ключ:\nJBSW Y3DP EHPK 3PXP',
    'Ключ настройки\nJBSW Y3DP EHPK 3PXP',
    '密钥 JBSWY3DPEHPK3PXP',
    '无法扫描二维码？请手动输入密钥\nJBSW Y3DP EHPK 3PXP',
    'セットアップキー JBSW Y3DP EHPK 3PXP',
    'セットアップ キー\nJBSW Y3DP EHPK 3PXP',
    '설정 키\nJBSWY3DPEHPK3PXP',
    'مفتاح الإعداد\njbswy3dpehpk3pxp',
    // With the buttons of its page.
    'Secret key\nJBSWY3DPEHPK3PXP\nCopy\nNext',
    'Setup key\nJBSW Y3DP EHPK 3PXP\nCopied!\nBack\nContinue',
    'Secret key: JBSWY3DPEHPK3PXP Copy',
    'jbsw y3dp ehpk 3pxp Copy',
    'Account: ada\nSecret key: JBSW Y3DP EHPK 3PXP\tCopy\nType: time based',
    // Labels that no list has.
    'MFA: JBSW Y3DP EHPK 3PXP',
    'GitHub: jbswy3dpehpk3pxp',
    'base32: JBSWY3DPEHPK3PXP',
    '• JBSWY3DPEHPK3PXP',
  ])('is read from %j', (text) => {
    const { account, from } = readPasted(text);
    expect(hexOf(account.secret)).toBe(sampleHex);
    expect(from).toBe('long-code');
  });

  it.each(['JBSWY3DPEHPK3PXP\nJBSWY3DP', 'JBSWY3DPEHPK3PXP\nJBSW.', 'JBSW Y3DP EHPK 3PXP\nJBSW Y3DP EHPK 3PXP'])(
    'goes on in the next line: %j',
    (text) => {
      expect(readPasted(text).account.secret.byteLength).toBeGreaterThan(11);
    },
  );

  it('keeps a first group that looks like a word, where the whole is a key as pages show it', () => {
    expect(encodeBase32(readPasted('CODE JBSW Y3DP EHPK').account.secret.reveal())).toBe('CODEJBSWY3DPEHPK');
    expect(encodeBase32(readPasted('Code jbsw y3dp ehpk 3pxp').account.secret.reveal())).toBe(sampleBase32);
  });

  it('never drops a first group in which a stranger stands for a letter', () => {
    for (const text of ['МFRG GYDF NZTW 2ZLO', 'МЕКО GYDF NZTW 2ZLO', 'JBSÉ Y3DP EHPK 3PXP', 'ΜΙΚΟ GYDF NZTW 2ZLO']) {
      expect(refusalOf(() => readPasted(text)).code).toBe('secret-not-base32');
    }
  });

  it.each([
    ['CODE JBSW Y3DP EHPK 3PXP JBSW Y3', 26],
    ['TEXT JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXQ', 52],
  ])('keeps a first group that looks like a word in a key of a usual length: %s', (text, length) => {
    expect(encodeBase32(readPasted(text).account.secret.reveal())).toHaveLength(length);
  });

  it.each([
    ['MFRG G0DF NZTW 2ZLO', 7, 'Character 7, "0", is not used in such codes. Did you mean O?'],
    ['Secret: MFRG G0DF NZTW 2ZLO', 15, 'Character 15, "0", is not used in such codes. Did you mean O?'],
    ['🐙 key: MFRG G0DF', 14, 'Character 14, "0", is not used in such codes. Did you mean O?'],
    ['Your code is MFRG G0DF NZTW', 20, 'Character 20, "0", is not used in such codes. Did you mean O?'],
    ['"MFRGG0DF"', 7, 'Character 7, "0", is not used in such codes. Did you mean O?'],
    [
      'JBSW:Y3DP:EHPK:3PXP',
      5,
      'Character 5, ":", is not used in such codes. They are written in the letters A to Z and the figures 2 to 7.',
    ],
    [
      'jbsw:y3dp',
      5,
      'Character 5, ":", is not used in such codes. They are written in the letters A to Z and the figures 2 to 7.',
    ],
    ['JBSWY3DP====EHPK3PXP', 9, 'Character 9, "=", ends a code, but more follows. Paste one code alone.'],
    ['Summer2024!', 8, 'Character 8, "0", is not used in such codes. Did you mean O?'],
    [
      '8134 5521',
      1,
      'Character 1, "8", is not used in such codes. This looks like a recovery code, and recovery codes are not long codes. The long code is under "Trouble scanning?".',
    ],
    [
      '481 920',
      2,
      'Character 2, "8", is not used in such codes. Six figures are a one-time code. The long code is under "Trouble scanning?".',
    ],
    [
      'Your code is 481920',
      15,
      'Character 15, "8", is not used in such codes. Six figures are a one-time code. The long code is under "Trouble scanning?".',
    ],
    [
      '12 3456 789',
      1,
      'Character 1, "1", is not used in such codes. This looks like a recovery code, and recovery codes are not long codes. The long code is under "Trouble scanning?".',
    ],
    [
      'cVJ8t+dNHL/8q0pZ3WmF1yQk7xg=',
      4,
      'Character 4, "8", is not used in such codes. This looks like base64. Such a code is written in base32: the letters A to Z and the figures 2 to 7.',
    ],
    ['JBSWY3DPEHPK3PX!', 16, 'Character 16, "!", is not used in such codes. Did you mean I or L?'],
    ['Secret: MFRG G0DF\nCode length: 6', 15, 'Character 15, "0", is not used in such codes. Did you mean O?'],
    ['JBSWY3DPEHPK3PXP\nJBSW0', 22, 'Character 22, "0", is not used in such codes. Did you mean O?'],
    ['Service: x\nKey: MFRG G0DF', 23, 'Character 23, "0", is not used in such codes. Did you mean O?'],
  ])('that has a slip is refused with the place in the whole paste: %j', (text, at, message) => {
    const refusal = refusalOf(() => readPasted(text));
    expect(refusal.code).toBe('secret-not-base32');
    expect(refusal.at).toBe(at);
    expect(refusal.message).toBe(message);
    expect(Array.from(text)[at - 1]).toBe(refusal.character);
  });

  it.each([
    [
      '234567',
      'This code is too short: 6 characters. Six figures are a one-time code. The long code is under "Trouble scanning?".',
      'one-time-code',
    ],
    [
      '2345672',
      'This code is too short: 7 characters. Seven figures are a one-time code. The long code is under "Trouble scanning?".',
      'one-time-code',
    ],
    [
      '2345 6723',
      'This code is too short: 8 characters. This looks like a recovery code, and recovery codes are not long codes. The long code is under "Trouble scanning?".',
      'recovery-code',
    ],
    [
      '2345672345',
      'This code is too short: 10 characters. This looks like a recovery code, and recovery codes are not long codes. The long code is under "Trouble scanning?".',
      'recovery-code',
    ],
    ['JBSWY3D', 'This code is too short: 7 characters; at least 16 are usual.', undefined],
    ['hello', 'This code is too short: 5 characters; at least 16 are usual.', undefined],
    ['JBS WY3', 'This code is too short: 6 characters; at least 16 are usual.', undefined],
    ['abc def', 'This code is too short: 6 characters; at least 16 are usual.', undefined],
    ['234', 'This code is too short: 3 characters; at least 16 are usual.', undefined],
    ['M', 'This code is too short: 1 character, less than one byte; at least 16 are usual.', undefined],
  ])('that is too short is refused: %s', (text, message, looksLike) => {
    const refusal = refusalOf(() => readPasted(text));
    expect(refusal.code).toBe('secret-too-short');
    expect(refusal.message).toBe(message);
    expect(refusal.looksLike).toBe(looksLike);
  });

  it('of eleven figures or more may be a key', () => {
    expect(encodeBase32(readPasted('2345672345672345').account.secret.reveal())).toBe('2345672345672345');
    expect(readPasted('23456723456').warnings).toHaveLength(2);
  });

  it('of fewer than 16 characters is taken with a warning', () => {
    expect(readPasted('JBSWY3DP').warnings.map(({ code }) => code)).toEqual(['secret-short']);
  });

  it.each([
    'please scan the code with your phone',
    'Hello, your account is ready.',
    'MZXW6YTBOI is your key',
    'Secret: see the other mail',
    'well-known words',
    'hello world',
    'Hello World',
    'Lorem Ipsum Dolor Sit',
    'Scan The Code with Your phone, 2 times',
    'JBSWY3DP ehpk3pxp jb sw',
    'jb sw yd pe hpk3pxp',
  ])('cannot be told from words in %j', (text) => {
    const refusal = refusalOf(() => readPasted(text));
    expect(refusal).toMatchObject({ code: 'not-an-otp-code', looksLike: 'plain-text' });
    expect(refusal.message).toBe(
      'No code can be told from the words of this text. Copy the code alone. The long code is under "Trouble scanning?".',
    );
  });

  it('is not an e-mail address', () => {
    for (const text of ['ada@firm.example', 'User: ada@firm.example', ' <ada@firm.example> ']) {
      const refusal = refusalOf(() => readPasted(text));
      expect(refusal).toMatchObject({ code: 'not-an-otp-code', looksLike: 'e-mail-address' });
      expect(refusal.message).toBe(
        'This is an e-mail address, not a code. The long code is under "Trouble scanning?".',
      );
    }
  });

  it('is one of one account only', () => {
    const refusal = refusalOf(() => readPasted('Key: JBSWY3DPEHPK3PXP\nSecret: KRSXG5CTMVRXEZLU'));
    expect(refusal.code).toBe('several-codes');
    expect(refusal.message).toBe('There are 2 codes in this text. Paste one at a time.');
    const list = refusalOf(() => readPasted('abcd-efgh\nijkl-mnop\nqrst-uvwx\nyzab-cdef\nghij-klmn'));
    expect(list.code).toBe('several-codes');
    expect(list.message).toBe('There are 5 codes in this text. Paste one at a time.');
    expect(readPasted('abcd-efgh\nijkl-mnop\nqrst-uvwx\nyzab-cdef').from).toBe('long-code');
  });

  it.each(['', ' ', '\n\t', '\u200b', '""'])('is missing in %j', (text) => {
    const refusal = refusalOf(() => readPasted(text));
    expect(refusal.code).toBe('secret-missing');
    expect(refusal.message).toBe('There is no code yet. The long code is under "Trouble scanning?".');
  });

  it('is looked for in no more than 8,192 characters', () => {
    expect(hexOf(readPasted(sampleBase32.padEnd(8192)).account.secret)).toBe(sampleHex);
    const refusal = refusalOf(() => readPasted(sampleBase32.padEnd(8193)));
    expect(refusal.code).toBe('secret-too-long');
    expect(refusal.message).toBe('This is too long for a code: more than 8192 characters, and there is no link in it.');
  });

  it.each([
    [`totp/ada@host%3Fsecret%3D${sampleBase32}%26issuer%3Dhost`, 'totp 6 host | ada@host'],
    [`hotp/ada@host%3Fsecret%3D${sampleBase32}%26issuer%3Dhost`, 'hotp 6 host | ada@host'],
    [`totp/ada@host?secret=${sampleBase32}&digits=8&choe=UTF-8`, 'totp 8  | ada@host'],
    [`totp/ada@host%3Fsecret%3D${sampleBase32}%26digits%3D8&chs=200x200`, 'totp 8  | ada@host'],
    // Another key, and one that cannot be read: they say nothing about this one.
    ['hotp/ada@host%3Fsecret%3DKRSXG5CTMVRXEZLU', 'totp 6  | '],
    ['hotp/ada@host%3Fsecret%3D0', 'totp 6  | '],
  ])('is what the picture beside it makes of it: %s', (link, expected) => {
    for (const address of [
      `https://chart.example/chart?cht=qr&chl=otpauth://${link}`,
      `www.qr.example/?data=otpauth://${link}`,
    ]) {
      const text = `Warning: this address shows the secret to others:\n  ${address}\n\nYour new secret key is: ${sampleBase32}\nYour verification code is 481920`;
      const { account, from } = readPasted(text);
      expect(hexOf(account.secret)).toBe(sampleHex);
      expect(`${account.kind} ${account.digits} ${account.issuer} | ${account.accountName}`).toBe(expected);
      expect(from).toBe(expected.endsWith(' | ') ? 'long-code' : 'text-with-link');
    }
  });

  it('keeps the counter that its page says, with the names of the picture beside it', () => {
    const text = `https://chart.example/?chl=otpauth://hotp/A:b%3Fsecret%3D${sampleBase32}\nKey: ${sampleBase32}\nType: HOTP\nCounter: 7`;
    expect(readPasted(text).account).toMatchObject({ kind: 'hotp', counter: 7, issuer: 'A', accountName: 'b' });
  });

  it('is refused where the picture beside it contradicts its page', () => {
    const text = `https://chart.example/?chl=otpauth://hotp/A%3Fsecret%3D${sampleBase32}\nKey: ${sampleBase32}\nDigits: 8`;
    expect(refusalOf(() => readPasted(text)).code).toBe('several-codes');
  });

  it.each([
    `secret=${sampleBase32}&issuer=A&digits=8`,
    `?secret=${sampleBase32}&algorithm=SHA256`,
    `totp/A:b?secret=${sampleBase32}&digits=8`,
    `issuer=A&secret=${sampleBase32}`,
    `key=${sampleBase32}&step=60&size=8`,
  ])('is not looked for in a link without its beginning: %s', (text) => {
    const refusal = refusalOf(() => readPasted(text));
    expect(refusal.code).toBe('not-an-otp-code');
    expect(refusal.message).toBe(
      'This is a part of a link: its beginning, "otpauth://", is missing. Copy the whole link, or the long code alone.',
    );
  });

  it('never takes a name behind it for a part of the key', () => {
    for (const text of [`${sampleBase32} GitHub`, `${sampleBase32} mail`]) {
      expect(refusalOf(() => readPasted(text)).code).toBe('not-an-otp-code');
    }
  });
});
