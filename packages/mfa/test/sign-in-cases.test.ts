import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canRun, sharedFolder } from '../../../tools/requirements.ts';
import { Ada, enrolledAda } from './ada.ts';

interface Case {
  readonly id: string;
  readonly report: string;
}

const accepted = { result: 'accepted' };
const wrong = { result: 'wrong' };

/** The half of each case that is decided here; what a page shows of it is tried where pages are drawn. */
const provedById: Readonly<Record<string, () => Promise<void>>> = {
  C02: async () => {
    const ada = await enrolledAda();
    expect(await ada.verify(` ${ada.code()}\n`)).toMatchObject(accepted);
  },
  C03: async () => {
    const ada = await enrolledAda();
    for (const unseen of ['\u00a0', '\u200b', '\u00ad', '\ufeff', '\u2060']) {
      const code = ada.code();
      expect(await ada.verify(code.slice(0, 3) + unseen + code.slice(3))).toMatchObject(accepted);
      ada.later(30);
    }
  },
  C04: async () => {
    const ada = await enrolledAda();
    for (const zero of [0xff10, 0x0660, 0x06f0]) {
      const typed = ada.code().replaceAll(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)));
      expect(await ada.verify(typed)).toMatchObject(accepted);
      ada.later(30);
    }
  },
  C08: async () => {
    const ada = await enrolledAda();
    while (!ada.code().startsWith('0')) {
      ada.later(30);
    }
    expect(await ada.verify(ada.code().slice(1))).toEqual({ result: 'malformed', expected: [6], got: 5 });
    expect(await ada.verify(ada.code())).toMatchObject(accepted);
  },
  C15: async () => {
    const ada = await enrolledAda();
    const [code = ''] = await ada.mfa.issueRecoveryCodes(ada.act);
    expect(await ada.recover(`  ${code.toLowerCase().replaceAll('-', ' ')}  `)).toMatchObject(accepted);
    expect(await ada.recover(code)).toEqual({ result: 'replayed' });
  },
  C18: async () => {
    const ada = await enrolledAda();
    for (let round = 0; round < 20; round++) {
      const [code = ''] = await ada.mfa.issueRecoveryCodes(ada.act);
      const outcomes = await Promise.all([ada.recover(code), ada.recover(code)]);
      expect(outcomes.filter(({ result }) => result === 'accepted')).toHaveLength(1);
      ada.later(3600);
    }
  },
  C21: async () => {
    // No future step by default (leodip/goiabada#142): refused, and every wrong answer is shown with a hint to the clock.
    const ada = await enrolledAda();
    ada.host.now = 1_800_000_327;
    expect(await ada.verify(ada.code(1))).toMatchObject(wrong);
    ada.later(3);
    expect(await ada.verify(ada.code())).toMatchObject(accepted);
    const lenient = await enrolledAda({ policy: { window: 'one-either-way' } });
    lenient.host.now = 1_800_000_327;
    expect(await lenient.verify(lenient.code(1))).toMatchObject({ ...accepted, drift: 1 });
  },
  C23: async () => {
    const ada = new Ada();
    const shown = await ada.begin();
    const confirming = { ...ada.act, attemptId: 'attempt', typed: ada.code(-1, shown), name: '' };
    expect(await ada.mfa.confirm(confirming)).toMatchObject({ result: 'confirmed' });
  },
  C25: async () => {
    const ada = new Ada();
    const shown = await ada.begin();
    ada.later(3540);
    const confirming = { ...ada.act, attemptId: 'attempt', name: '' };
    expect(await ada.mfa.confirm({ ...confirming, typed: ada.code(0, shown) })).toMatchObject({ result: 'confirmed' });
    const late = new Ada();
    const gone = await late.begin();
    late.later(3600);
    expect(await late.mfa.confirm({ ...confirming, typed: late.code(0, gone) })).toEqual({ result: 'expired' });
    expect((await late.record()).authenticators).toEqual([]);
    expect(await late.verify(late.code(0, gone))).toEqual({ result: 'not-enrolled' });
  },
  C26: async () => {
    const ada = await enrolledAda();
    expect(await ada.verify(ada.code())).toMatchObject(accepted);
    expect(await ada.verify(ada.code())).toEqual({ result: 'replayed' });
  },
  C27: async () => {
    const ada = await enrolledAda();
    ada.later(60);
    expect(await ada.verify(ada.code())).toMatchObject(accepted);
    expect(await ada.verify(ada.code(-1))).toEqual({ result: 'replayed' });
  },
  C28: async () => {
    const ada = new Ada();
    const shown = await ada.begin();
    const typed = ada.code(0, shown);
    await ada.mfa.confirm({ ...ada.act, attemptId: 'attempt', typed, name: '' });
    expect(await ada.verify(typed)).toEqual({ result: 'replayed' });
  },
  C31: async () => {
    const ada = new Ada();
    const shown = await ada.begin();
    const confirming = { ...ada.act, attemptId: 'attempt', name: '' };
    expect(await ada.mfa.confirm({ ...confirming, typed: ada.wrongCode(shown) })).toMatchObject(wrong);
    const again = await ada.begin();
    expect(again.secret.equals(shown.secret)).toBe(true);
    expect(await ada.mfa.confirm({ ...confirming, typed: ada.code(0, shown) })).toMatchObject({ result: 'confirmed' });
  },
  C36: async () => {
    const ada = await enrolledAda();
    const old = ada.held;
    const [first] = (await ada.record()).authenticators;
    await ada.mfa.remove({ ...ada.act, authenticatorId: first?.id ?? '' });
    const fresh = await ada.enrol({ attemptId: 'again' });
    expect(await ada.verify(ada.code(0, old))).toMatchObject(wrong);
    expect(await ada.verify(ada.code(0, fresh))).toMatchObject(accepted);
  },
  C48: async () => {
    const ada = await enrolledAda();
    for (let session = 0; session < 10; session++) {
      expect(await ada.verify(ada.code())).toMatchObject(accepted);
      ada.later(30);
    }
  },
  C52: async () => {
    const ada = await enrolledAda();
    const device = await ada.mfa.rememberDevice({ ...ada.act, name: 'Firefox', days: 30 });
    let cookie = device?.cookie ?? '';
    for (let times = 0; times < 2; times++) {
      ada.later(86_400);
      const outcome = await ada.mfa.useDevice({ ...ada.act, cookie });
      expect(outcome).toMatchObject({ result: 'recognised' });
      cookie = outcome.result === 'recognised' ? (outcome.cookie ?? cookie) : cookie;
    }
    await ada.mfa.forgetDevices({ ...ada.act, deviceId: 'all' });
    expect(await ada.mfa.useDevice({ ...ada.act, cookie })).toEqual({ result: 'unknown' });
  },
  C53: async () => {
    const ada = await enrolledAda();
    const device = await ada.mfa.rememberDevice({ ...ada.act, name: 'Firefox', days: 30 });
    const cookie = device?.cookie ?? '';
    const altered = cookie.slice(0, -5) + (cookie.at(-5) === 'x' ? 'y' : 'x') + cookie.slice(-4);
    expect(await ada.mfa.useDevice({ ...ada.act, cookie: altered })).toEqual({ result: 'unknown' });
    expect(await ada.mfa.useDevice({ ...ada.act, cookie: '' })).toEqual({ result: 'unknown' });
  },
  C58: async () => {
    const ada = await enrolledAda();
    const results: string[] = [];
    for (let times = 0; times < 30; times++) {
      results.push((await ada.verify(ada.wrongCode(), 'remove')).result);
    }
    expect(results).toEqual(Array.from({ length: 30 }, (_, index) => (index < 5 ? 'wrong' : 'waiting')));
    const setting = new Ada();
    const shown = await setting.begin();
    const confirming = { ...setting.act, attemptId: 'attempt', typed: setting.wrongCode(shown), name: '' };
    for (let times = 0; times < 5; times++) {
      expect(await setting.mfa.confirm(confirming)).toMatchObject(wrong);
    }
    expect(await setting.mfa.confirm(confirming)).toMatchObject({ result: 'waiting' });
  },
  C59: async () => {
    const ada = await enrolledAda();
    expect(await ada.verify(ada.wrongCode())).toMatchObject(wrong);
    expect(await ada.verify(ada.wrongCode())).toMatchObject(wrong);
    expect(await ada.verify(ada.code())).toMatchObject(accepted);
    expect((await ada.record()).consecutiveFailures).toBe(0);
  },
};

const present = canRun('the cases of ../shared/cases/sign-in.json', 'shared');
const cases: readonly Case[] = present
  ? // The file's own shape is its README's; a case that lacks a field fails its test.
    (JSON.parse(readFileSync(join(sharedFolder, 'cases', 'sign-in.json'), 'utf8')) as { cases: Case[] }).cases
  : [];

describe.skipIf(!present)('situations in which real sign-in pages failed their users', () => {
  it('are all known that are decided here', () => {
    const ids = new Set(cases.map(({ id }) => id));
    expect(Object.keys(provedById).filter((id) => !ids.has(id))).toEqual([]);
  });

  for (const { id, report } of cases.filter((one) => Object.hasOwn(provedById, one.id))) {
    it(`case ${id}: not that ${report}`, async () => {
      await provedById[id]?.();
    });
  }
});
