import { describe, expect, it } from 'vitest';
import { createMfa, readRecoveryCode } from '@halfminute/mfa';
import { createMemoryHost } from '@halfminute/mfa/testing';
import { drawRecoveryCode } from '../src/recovery-code.ts';
import { Ada, enrolledAda } from './ada.ts';

const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

async function withCodes(): Promise<{ readonly ada: Ada; readonly codes: readonly string[]; readonly first: string }> {
  const ada = await enrolledAda();
  const codes = await ada.mfa.issueRecoveryCodes(ada.act);
  return { ada, codes, first: codes[0] ?? '' };
}

describe('R1 recovery codes', () => {
  it('are eight, of sixteen letters that nobody mistakes, in groups of four', async () => {
    const { codes } = await withCodes();
    expect(codes).toHaveLength(8);
    expect(new Set(codes).size).toBe(8);
    for (const code of codes) {
      expect(code).toMatch(/^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){3}$/);
      expect(code).not.toMatch(/[01OIL]/);
    }
    expect(16 * Math.log2(alphabet.length)).toBeGreaterThan(64);
  });

  it('are as many as the policy says', async () => {
    const ada = new Ada({ policy: { recoveryCodes: 12 } });
    expect(await ada.mfa.issueRecoveryCodes(ada.act)).toHaveLength(12);
  });

  it('have every letter equally often: no byte that would favour one is used', () => {
    const drawn: number[] = [];
    const bytes = [247, 248, 255, 0, 30, 31, ...Array.from({ length: 26 }, (_, index) => index)];
    const code = drawRecoveryCode((length) => {
      drawn.push(length);
      return Uint8Array.from({ length }, (_, index) => bytes[(drawn.length - 1) * length + index] ?? 0);
    });
    // 247, 0, 30, 31, then 0 to 9 of the first sixteen; 10 and 11 of the second.
    const letters = [247 % 31, 0, 30, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
      .map((at) => alphabet.charAt(at))
      .join('');
    expect(code.replaceAll('-', '')).toBe(letters);
    expect(drawn).toEqual([16, 16]);
    const counts = new Map<string, number>();
    const { randomBytes } = createMemoryHost({ seed: 5 });
    for (let times = 0; times < 2000; times++) {
      for (const letter of drawRecoveryCode(randomBytes).replaceAll('-', '')) {
        counts.set(letter, (counts.get(letter) ?? 0) + 1);
      }
    }
    const mean = (2000 * 16) / 31;
    expect([...counts.keys()].toSorted().join('')).toBe(alphabet);
    expect(Math.max(...counts.values())).toBeLessThan(mean * 1.2);
    expect(Math.min(...counts.values())).toBeGreaterThan(mean * 0.8);
  });

  it.each([
    ['small letters', (code: string) => code.toLowerCase()],
    ['no hyphens', (code: string) => code.replaceAll('-', '')],
    ['blanks around and inside', (code: string) => `  ${code.replaceAll('-', ' ')}\r\n`],
    ['other dashes', (code: string) => code.replaceAll('-', '–').replace('–', '\u2011').replace('–', '−')],
    ['no-break and zero-width spaces', (code: string) => `\ufeff${Array.from(code).join('\u00a0\u200b')}`],
    [
      'full-width letters and figures',
      (code: string) =>
        code.replaceAll(/[0-9A-Z]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)),
    ],
    [
      'small full-width letters',
      (code: string) =>
        code
          .toLowerCase()
          .replaceAll(/[0-9a-z]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)),
    ],
  ])('are accepted typed with %s', async (_how, typed) => {
    const { ada, first } = await withCodes();
    expect(await ada.recover(typed(first))).toMatchObject({ result: 'accepted', factor: 'recovery' });
  });

  it('that can be none are no attempt, cost no hash and are not counted', async () => {
    const { ada, first } = await withCodes();
    const hashes = ada.host.slowHashes;
    const before = ada.store.events.length;
    const bare = first.replaceAll('-', '');
    for (const [typed, got] of [
      ['', 0],
      ['AAAA', 4],
      [bare.slice(1), 15],
      [`${bare}2`, 17],
      [`${bare.slice(1)}0`, 15],
      [`${bare.slice(1)}ı`, 15],
      [`${bare.slice(1)}ß`, 15],
      [`${bare}\0`, 16],
      ['2'.repeat(257), 0],
      ['123456', 5],
    ] as const) {
      expect(await ada.recover(typed)).toEqual({ result: 'malformed', expected: [16], got });
    }
    expect(ada.host.slowHashes).toBe(hashes);
    expect(ada.events(before)).toEqual([]);
    expect((await ada.record()).consecutiveFailures).toBe(0);
  });

  it('are read the same way for whoever compares what was typed back', () => {
    expect(readRecoveryCode(' abcd-efgh 2345-6789')).toEqual({ result: 'code', code: 'ABCDEFGH23456789' });
    expect(readRecoveryCode(null)).toEqual({ result: 'malformed', expected: [16], got: 0 });
    expect(readRecoveryCode(['ABCDEFGH23456789'])).toEqual({ result: 'malformed', expected: [16], got: 0 });
    expect(readRecoveryCode(`${' '.repeat(240)}ABCDEFGH23456789`)).toMatchObject({ result: 'code' });
    for (const letter of alphabet) {
      const code = letter.repeat(16);
      expect(readRecoveryCode(code)).toEqual({ result: 'code', code });
      expect(readRecoveryCode(code.toLowerCase())).toEqual({ result: 'code', code });
    }
  });
});

describe('R2 what is stored of them', () => {
  it('is one salt and a slow hash each, and no code', async () => {
    const { ada, codes } = await withCodes();
    const [record] = ada.store.records();
    expect(record?.recovery?.salt).toHaveLength(16);
    expect(record?.recovery?.codes).toHaveLength(8);
    const kept = JSON.stringify([ada.store.records(), ada.store.events, ada.store.notices]);
    for (const code of codes) {
      expect(kept).not.toContain(code);
      expect(kept).not.toContain(code.replaceAll('-', ''));
    }
    const hash = record?.recovery?.codes[0]?.hash;
    const bytes = new TextEncoder().encode(codes[0]?.replaceAll('-', ''));
    const salt = record?.recovery?.salt ?? new Uint8Array(0);
    expect(await ada.host.slowHash(bytes, salt)).toEqual(hash);
  });

  it('has another salt for each set', async () => {
    const { ada } = await withCodes();
    const before = (await ada.record()).recovery?.salt;
    await ada.mfa.issueRecoveryCodes(ada.act);
    expect((await ada.record()).recovery?.salt).not.toEqual(before);
  });

  it('costs one slow hash a try, and the replacement of a right one a second', async () => {
    const { ada, first } = await withCodes();
    expect(ada.host.slowHashes).toBe(8);
    await ada.recover('AAAA-BBBB-CCCC-DDDD');
    expect(ada.host.slowHashes).toBe(9);
    await ada.recover(first);
    expect(ada.host.slowHashes).toBe(11);
    await ada.recover(first);
    expect(ada.host.slowHashes).toBe(12);
  });
});

describe('R3 a recovery code', () => {
  it('works once', async () => {
    const { ada, first } = await withCodes();
    expect(await ada.recover(first)).toMatchObject({ result: 'accepted' });
    const before = ada.store.events.length;
    expect(await ada.recover(first)).toEqual({ result: 'replayed' });
    expect(ada.events(before)).toEqual(['code-replayed']);
    expect(ada.store.events.at(-1)?.detail).toEqual({
      factor: 'recovery',
      purpose: 'sign-in',
      authenticatorId: null,
      failures: 1,
    });
    expect(ada.notices().at(-1)).toBe('code-replayed');
    expect((await ada.record()).consecutiveFailures).toBe(1);
  });

  it('T4 works once under fifty parallel requests to two services', async () => {
    for (let round = 0; round < 5; round++) {
      const ada = await enrolledAda({ seed: round + 1 });
      const [typed = ''] = await ada.mfa.issueRecoveryCodes(ada.act);
      const other = createMfa(createMemoryHost({ store: ada.store, now: ada.host.now, seed: 99 }));
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          (index % 2 === 0 ? ada.mfa : other).verify({ ...ada.act, typed, factor: 'recovery', purpose: 'sign-in' }),
        ),
      );
      expect(outcomes.filter(({ result }) => result === 'accepted')).toHaveLength(1);
      expect((await ada.record()).recovery?.codes.filter(({ usedAt }) => usedAt !== null)).toHaveLength(1);
    }
  });

  it('of a set that was replaced while it was hashed is worth nothing', async () => {
    const { ada, first } = await withCodes();
    const renewing = createMfa({
      ...ada.host,
      slowHash: async (code, salt) => {
        const hash = await ada.host.slowHash(code, salt);
        await ada.mfa.issueRecoveryCodes(ada.act);
        return hash;
      },
    });
    const guess = { ...ada.act, typed: first, factor: 'recovery', purpose: 'sign-in' } as const;
    expect(await renewing.verify(guess)).toEqual({ result: 'wrong', clock: null });
    expect((await ada.record()).recovery?.codes.every(({ usedAt }) => usedAt === null)).toBe(true);
  });

  it('of a set that was taken away while it was hashed is worth nothing', async () => {
    const { ada, first } = await withCodes();
    const resetting = createMfa({
      ...ada.host,
      slowHash: async (code, salt) => {
        await ada.mfa.reset({ ...ada.byAdmin, reason: 'lost' });
        return ada.host.slowHash(code, salt);
      },
    });
    const guess = { ...ada.act, typed: first, factor: 'recovery', purpose: 'sign-in' } as const;
    expect(await resetting.verify(guess)).toEqual({ result: 'wrong', clock: null });
  });

  it('of another user is worth nothing', async () => {
    const { ada, first } = await withCodes();
    const bea = await enrolledAda({ store: ada.store, userId: 'bea', seed: 4 });
    await bea.mfa.issueRecoveryCodes(bea.act);
    expect(await bea.recover(first)).toMatchObject({ result: 'wrong' });
  });
});

describe('R4 using one', () => {
  it('gives another in its place, is told, and asks every remembered device again', async () => {
    const { ada, first } = await withCodes();
    await ada.mfa.rememberDevice({ ...ada.act, name: 'Firefox', days: 30 });
    ada.later(100);
    const before = ada.store.events.length;
    const outcome = await ada.recover(first);
    expect(outcome).toEqual({
      result: 'accepted',
      factor: 'recovery',
      authenticatorId: null,
      drift: 0,
      replacementCode: expect.stringMatching(/^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){3}$/),
      recoveryCodesLeft: 8,
      recoveryCodesKept: false,
    });
    expect(ada.events(before)).toEqual(['recovery-code-used', 'device-forgotten']);
    expect(ada.store.events[before]?.detail).toEqual({ purpose: 'sign-in', left: 8 });
    expect(ada.store.events.at(-1)?.detail).toMatchObject({ name: 'Firefox', reason: 'recovery-code-used' });
    expect(ada.store.notices.at(-1)).toMatchObject({
      kind: 'recovery-code-used',
      parameters: { left: 8, purpose: 'sign-in' },
    });
    const { devices, recovery, consecutiveFailures } = await ada.record();
    expect(devices).toEqual([]);
    expect(recovery?.codes.map(({ usedAt }) => usedAt).filter((usedAt) => usedAt !== null)).toEqual([ada.host.now]);
    expect(recovery?.codes).toHaveLength(9);
    expect(consecutiveFailures).toBe(0);
    const replacement = outcome.result === 'accepted' ? (outcome.replacementCode ?? '') : '';
    expect(await ada.recover(replacement)).toMatchObject({ result: 'accepted', recoveryCodesLeft: 8 });
  });

  it('leaves the other codes and the authenticators as they are', async () => {
    const { ada, codes, first } = await withCodes();
    await ada.recover(first);
    expect(await ada.recover(codes[1] ?? '')).toMatchObject({ result: 'accepted' });
    expect(await ada.verify(ada.code())).toMatchObject({ result: 'accepted', recoveryCodesLeft: 8 });
  });
});

describe('R5 a recovery code', () => {
  it('is one factor and never both: it is accepted as such, and nothing says more', async () => {
    const { ada, first } = await withCodes();
    const outcome = await ada.recover(first);
    expect(outcome).toMatchObject({ factor: 'recovery', authenticatorId: null });
  });

  it('is none where a one-time code is asked for, and the other way round', async () => {
    const { ada, first } = await withCodes();
    expect(await ada.verify(first)).toMatchObject({ result: 'malformed', expected: [6] });
    expect(await ada.recover(ada.code())).toMatchObject({ result: 'malformed', expected: [16] });
  });
});

describe('R6 that they were kept', () => {
  it('is noted once, and the code typed back stays valid', async () => {
    const { ada, first } = await withCodes();
    expect((await ada.record()).recovery?.keptAt).toBeNull();
    const before = ada.store.events.length;
    await ada.mfa.confirmRecoveryCodesKept(ada.act);
    const keptAt = ada.host.now;
    ada.later(60);
    await ada.mfa.confirmRecoveryCodesKept(ada.act);
    expect((await ada.record()).recovery?.keptAt).toBe(keptAt);
    expect(ada.events(before)).toEqual(['recovery-codes-kept']);
    expect(await ada.verify(ada.code())).toMatchObject({ result: 'accepted', recoveryCodesKept: true });
    expect(await ada.recover(first)).toMatchObject({ result: 'accepted' });
  });

  it('is not noted for a code of another set than the present one', async () => {
    const { ada, codes, first } = await withCodes();
    const [fresh = ''] = await ada.mfa.issueRecoveryCodes(ada.act);
    expect(await ada.mfa.confirmRecoveryCodesKept({ ...ada.act, typed: first })).toBe('other-set');
    expect(await ada.mfa.confirmRecoveryCodesKept({ ...ada.act, typed: 'no code' })).toBe('other-set');
    expect((await ada.record()).recovery?.keptAt).toBeNull();
    expect(await ada.mfa.confirmRecoveryCodesKept({ ...ada.act, typed: fresh.toLowerCase() })).toBe('kept');
    expect((await ada.record()).recovery?.keptAt).toBe(ada.host.now);
    expect(codes).not.toContain(fresh);
    const bea = new Ada();
    expect(await bea.mfa.confirmRecoveryCodesKept({ ...bea.act, typed: first })).toBe('other-set');
  });

  it('cannot be noted where there are none', async () => {
    const ada = new Ada();
    await ada.mfa.confirmRecoveryCodesKept(ada.act);
    expect(ada.store.events).toEqual([]);
  });
});

describe('a new set', () => {
  it('makes the old one worthless, and is told of; the first one is not', async () => {
    const { ada, first } = await withCodes();
    expect(ada.store.events.at(-1)).toMatchObject({
      kind: 'recovery-codes-issued',
      detail: { codes: 8, isRenewal: false },
    });
    await ada.mfa.confirmRecoveryCodesKept(ada.act);
    expect(ada.notices()).toEqual(['authenticator-added']);
    const [renewed = ''] = await ada.mfa.issueRecoveryCodes(ada.act);
    expect(ada.store.events.at(-1)).toMatchObject({
      kind: 'recovery-codes-issued',
      detail: { codes: 8, isRenewal: true },
    });
    expect(ada.store.notices.at(-1)).toMatchObject({ kind: 'recovery-codes-renewed', parameters: { codes: 8 } });
    expect((await ada.record()).recovery).toMatchObject({ createdAt: ada.host.now, keptAt: null });
    expect(await ada.recover(first)).toMatchObject({ result: 'wrong' });
    expect(await ada.recover(renewed)).toMatchObject({ result: 'accepted' });
  });

  it('goes with the last authenticator, and stays with any other', async () => {
    const { ada, first } = await withCodes();
    await ada.enrol({ attemptId: 'second' });
    const ids = (await ada.record()).authenticators.map(({ id }) => id);
    await ada.mfa.remove({ ...ada.act, authenticatorId: ids[0] ?? '' });
    expect((await ada.record()).recovery).not.toBeNull();
    const before = ada.store.events.length;
    await ada.mfa.remove({ ...ada.act, authenticatorId: ids[1] ?? '' });
    expect(ada.events(before)).toEqual(['authenticator-removed', 'recovery-codes-removed']);
    expect(ada.store.events.at(-1)?.detail).toEqual({ reason: 'factor-changed' });
    expect(await ada.recover(first)).toEqual({ result: 'not-enrolled' });
  });
});
