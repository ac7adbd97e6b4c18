import { createCodeGenerator, decodeBase32, Secret } from '@halfminute/otp';
import { describe, expect, it } from 'vitest';
import { createTimedCodes } from '../src/timed-codes.ts';
import type { TimedAccount } from '../src/timed-codes.ts';
import { RFC_SECRET } from './desk.ts';

const account: TimedAccount = {
  kind: 'totp',
  issuer: 'Cases',
  accountName: 'ada',
  unknownParameters: [],
  secret: Secret.fromBytes(decodeBase32(RFC_SECRET)),
  algorithm: 'SHA1',
  digits: 8,
  periodSeconds: 30,
};

/** Codes that count how often one had to be computed. */
function countedCodes() {
  const generator = createCodeGenerator(account);
  let computed = 0;
  const codes = createTimedCodes(account, {
    codeForCounter(counter) {
      computed += 1;
      return generator.codeForCounter(counter);
    },
    wipe: () => generator.wipe(),
  });
  return { codes, computed: () => computed };
}

describe('the codes of one account', () => {
  it('are made ahead, so that nothing is computed at a boundary', () => {
    const { codes, computed } = countedCodes();
    codes.at(59);
    codes.prepare();
    const before = computed();
    expect(codes.at(60)).toMatchObject({ code: '37359152', secondsLeft: 30 });
    expect(computed()).toBe(before);
    codes.prepare();
    expect(computed()).toBe(before + 1);
  });

  it('are computed once a period, however often they are looked at', () => {
    const { codes, computed } = countedCodes();
    for (let second = 0; second < 300; second += 1) {
      codes.at(second);
      codes.prepare();
    }
    expect(computed()).toBe(10 + 2);
  });

  it('are none any more once they are wiped', () => {
    const { codes } = countedCodes();
    codes.at(59);
    codes.wipe();
    expect(() => codes.at(59)).toThrow('wiped');
  });
});
