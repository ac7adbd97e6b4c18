import { describe, expect, it } from 'vitest';
import { joinWrappedLines } from '../src/pasted/wrapped-lines.ts';

const secret = 'otpauth://totp/A:b?secret=';

describe('a link that was broken into lines', () => {
  it.each([
    // Within the secret.
    [`${secret}JBSW`, 'Y3DPEHPK3PXP'],
    [`${secret}JBSW`, 'ABCDEFGH'],
    [`${secret}jbsw`, 'abcdefgh===='],
    [`${secret}JBSW`, 'Y3'],
    [`${secret}JBSW`, 'ABCDE37'],
    [`${secret}JBSW`, '3A=='],
    [secret, 'JBSWY3DP'],
    [`otpauth://totp/A:b?x=1&secret=JBSW`, 'Y3DPEHPK'],
    // Before, in and behind the name of a parameter.
    [`${secret}JBSW`, 'Y3DP&issuer=A'],
    [`${secret}JBSW`, 'Y3DP&amp;issuer=A'],
    [`${secret}JBSW`, '&issuer=A'],
    [`${secret}JBSW&`, 'issuer=A'],
    [`${secret}JBSW&amp;`, 'issuer=A'],
    [`${secret}JBSW&iss`, 'uer=A'],
    [`${secret}JBSW&issuer`, '=A'],
    ['otpauth://totp/A:b?', 'secret=JBSW'],
    // Within the label.
    ['otpauth://totp/A:', 'b?secret=JBSW'],
    ['otpauth://totp/A', '?secret=JBSW'],
    ['otpauth://totp/A&B:c', 'd?secret=JBSW'],
    // Within a number or an algorithm.
    [`${secret}JBSW&digits=`, '8'],
    [`${secret}JBSW&digits=1`, '0'],
    [`${secret}JBSW&period=3`, '0'],
    [`${secret}JBSW&period=`, '30'],
    [`${secret}JBSW&counter=12`, '345'],
    [`${secret}JBSW&counter=`, '1'],
    [`${secret}JBSW&algorithm=SHA`, '256'],
    [`${secret}JBSW&algorithm=SH`, 'A512'],
    [`${secret}JBSW&algorithm=sha-`, '1'],
    [`${secret}JBSW&algorithm=`, 'SHA-1'],
  ])('is put together: %s and %s', (first, second) => {
    const text = `see ${first}\n${second}`;
    expect(joinWrappedLines(text, 4)).toEqual({ joined: first + second, end: text.length });
    expect(joinWrappedLines(`${first} \r\n\t ${second} \nand so on`, 0).joined).toBe(first + second);
  });

  it.each([
    [`${secret}JBSW`, ''],
    [`${secret}JBSW`, 'abcdefgh'],
    [`${secret}JBSWY3DP`, 'Abcdefgh'],
    [`${secret}JBSW`, 'ABCDEFG'],
    [`${secret}JBSW`, '3'],
    [`${secret}JBSW`, '=='],
    [`${secret}JBSW`, 'ABCD EFGH'],
    [`${secret}JBSW`, 'ABCDEFGH, bye'],
    [`${secret}JBSW`, 'so: ABCDEFGH'],
    [`${secret}JBSW`, 'ABC8'],
    [`${secret}JBSW`, 'a and b&c=d'],
    [`${secret}JBSW&issuer=A`, 'JBSWY3DP'],
    [`${secret}JBSW&secrets=A`, 'Y3DPEHPK'],
    [`${secret}JBSW.`, 'Y3DPEHPK'],
    [`${secret}JBSW`, 'key=A'],
    [`${secret}JBSW&issuer=A`, 'key=A'],
    [`${secret}JBSW&iss`, 'ues: none=0'],
    [`${secret}JBSW`, 'otpauth://totp/C?x=1&secret=KRSXG5CT'],
    ['otpauth://totp/A', 'b: what? secret=JBSW'],
    ['otpauth://totp/A', 'b & c=d'],
    ['otpauth://totp/A', 'key'],
    ['otpauth://totp/A', 'ABCDEFGH23'],
    [`${secret}JBSW&digits=8`, '234'],
    [`${secret}JBSW&digits=10`, '2'],
    [`${secret}JBSW&digits=`, '8 of them'],
    [`${secret}JBSW&period=3`, 'x0'],
    [`${secret}JBSW&counter=1x`, '2'],
    [`${secret}JBSW&counter=1`, '2345'],
    [`${secret}JBSW&counter=1`, '23 times'],
    [`${secret}JBSW&counter=1`, 'no 2'],
    [`${secret}JBSW&algorithm=SHA1`, '256'],
    [`${secret}JBSW&algorithm=SHA`, '2567'],
    [`${secret}JBSW&algorithm=SHA`, 'or 256'],
    [`${secret}JBSW&algorithm=SHA`, 'bye'],
    [`${secret}JBSW&issuer=SHA`, '256'],
  ])('ends where the next line is none of its own: %s and %s', (first, second) => {
    expect(joinWrappedLines(`${first}\n${second}`, 0)).toEqual({ joined: first, end: first.length });
  });

  it('is put together over the marks of a mail that is answered', () => {
    expect(joinWrappedLines(`${secret}JBSW\n> Y3DPEHPK&issuer=A\n> bye`, 0).joined).toBe(
      `${secret}JBSWY3DPEHPK&issuer=A`,
    );
    expect(joinWrappedLines(`${secret}JBSW\n>> Y3DPEHPK`, 0).joined).toBe(`${secret}JBSWY3DPEHPK`);
  });

  it('has twenty lines at most', () => {
    const lines = Array.from({ length: 25 }, (_, index) => `&x=${index}`);
    const { joined } = joinWrappedLines(`${secret}JBSW\n${lines.join('\n')}`, 0);
    expect(joined.endsWith('&x=18')).toBe(true);
    expect(joinWrappedLines(`${secret}JBSW\n&x=1`, 0).end).toBe(`${secret}JBSW\n&x=1`.length);
  });

  it('ends with its text', () => {
    expect(joinWrappedLines(`${secret}JBSW`, 0)).toEqual({ joined: `${secret}JBSW`, end: `${secret}JBSW`.length });
    expect(joinWrappedLines(`${secret}JBSW\r\n`, 0).joined).toBe(`${secret}JBSW`);
  });
});
