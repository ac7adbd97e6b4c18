import { createCodeGenerator, timeStep } from '@halfminute/otp';
import { createMfa } from '../create-mfa.ts';
import type { Mfa, VerifyOutcome } from '../mfa.ts';
import { emptyRecord } from '../record.ts';
import type { MfaStore } from '../store.ts';
import { checkSame, checkThat } from './check.ts';
import { storeCase, twoWays } from './contract-case.ts';
import type { StoreCase, StoreUnderTest } from './contract-case.ts';
import { createMemoryHost } from './memory-host.ts';
import { bareRecord, sampleContext, sampleEvent, sampleNotice } from './sample-record.ts';

const act = { userId: 'ada', context: sampleContext };

export const parallelCases: readonly StoreCase[] = [
  storeCase('of fifty parallel replacements of one record exactly one succeeds', [], async (under) => {
    const ways = await twoWays(under);
    const before = emptyRecord('ada');
    const answers = await inParallel(50, (index) =>
      wayOf(ways, index).replace({
        before,
        after: { ...bareRecord('ada'), consecutiveFailures: index },
        events: [sampleEvent('ada', { index })],
        notices: [sampleNotice('ada', { index })],
      }),
    );
    const winner = answers.indexOf('replaced');
    checkSame(answers.filter((answer) => answer === 'replaced').length, 1, 'replacements');
    const stored = await under.store.read('ada');
    checkSame(stored.consecutiveFailures, winner, 'the record of the one that succeeded');
    checkSame(stored.version, 1, 'version');
    const { events, notices } = await under.written();
    checkSame(events.map(({ detail }) => detail['index']).join(), String(winner), 'events');
    checkSame(notices.map(({ parameters }) => parameters['index']).join(), String(winner), 'notices');
  }),
  storeCase('of forty parallel counts none is lost', [], async (under) => {
    const ways = await twoWays(under);
    await inParallel(40, async (index) => {
      const store = wayOf(ways, index);
      for (;;) {
        // Until nobody comes in between.
        const before = await store.read('ada');
        const after = { ...before, consecutiveFailures: before.consecutiveFailures + 1 };
        if ((await store.replace({ before, after, events: [sampleEvent('ada')], notices: [] })) === 'replaced') {
          return;
        }
      }
    });
    const { consecutiveFailures, version } = await under.store.read('ada');
    checkSame(consecutiveFailures, 40, 'counted');
    checkSame(version, 40, 'version');
    checkSame((await under.written()).events.length, 40, 'events');
  }),
  storeCase('users in parallel do not stand in each other’s way', [], async (under) => {
    const ways = await twoWays(under);
    const answers = await inParallel(30, (index) => {
      const userId = `user-${index}`;
      const change = { before: emptyRecord(userId), after: bareRecord(userId), events: [sampleEvent(userId)] };
      return wayOf(ways, index).replace({ ...change, notices: [] });
    });
    checkSame(answers.filter((answer) => answer === 'replaced').length, 30, 'replacements');
    checkSame((await under.written()).events.length, 30, 'events');
  }),
  storeCase('C2 of fifty parallel submissions of one right code exactly one is accepted', [], async (under) => {
    const { mfas, code } = await enrolled(under);
    const outcomes = await inParallel(50, (index) => verify(wayOf(mfas, index), code(1), 'code'));
    checkSame(countOf(outcomes, 'accepted'), 1, 'accepted');
    checkSame(countOf(outcomes, 'wrong'), 0, 'called wrong');
    const { events } = await under.written();
    checkSame(events.filter(({ kind }) => kind === 'code-accepted').length, 1, 'rows of the audit log');
  }),
  storeCase('G3 of a hundred parallel wrong codes at most five are looked at', [], async (under) => {
    const { mfas, code } = await enrolled(under);
    const wrong = String((Number(code(1)) + 1) % 1_000_000).padStart(6, '0');
    const outcomes = await inParallel(100, (index) => verify(wayOf(mfas, index), wrong, 'code'));
    checkSame(countOf(outcomes, 'wrong'), 5, 'looked at');
    checkSame(countOf(outcomes, 'waiting'), 95, 'told to wait');
    checkSame((await under.store.read('ada')).consecutiveFailures, 5, 'counted');
    const { events } = await under.written();
    checkSame(events.filter(({ kind }) => kind === 'attempt-in-wait').length, 95, 'rows of the audit log');
  }),
  storeCase('R3 of fifty parallel uses of one recovery code exactly one is accepted', [], async (under) => {
    const { mfas } = await enrolled(under);
    const [recoveryCode = ''] = await mfas[0].issueRecoveryCodes(act);
    const outcomes = await inParallel(50, (index) => verify(wayOf(mfas, index), recoveryCode, 'recovery'));
    checkSame(countOf(outcomes, 'accepted'), 1, 'accepted');
    const codes = (await under.store.read('ada')).recovery?.codes ?? [];
    checkSame(codes.filter(({ usedAt }) => usedAt !== null).length, 1, 'used');
  }),
  storeCase('T27 of two parallel confirmations of two shown secrets exactly one is bound', [], async (under) => {
    const { mfas, now } = await twoHosts(under);
    const begun = await inParallel(2, async (index) => {
      const attemptId = `attempt-${index}`;
      const shown = await mfas[0].begin({ ...act, attemptId, startAgain: false, presented: 'nothing' });
      checkSame(shown.result, 'pending', 'begun');
      return { attemptId, typed: shown.result === 'pending' ? codeOf(shown, now) : '' };
    });
    const outcomes = await inParallel(2, (index) =>
      wayOf(mfas, index).confirm({ ...act, attemptId: '', typed: '', name: '', ...begun[index] }),
    );
    checkSame(outcomes.filter(({ result }) => result === 'confirmed').length, 1, 'confirmed');
    checkSame((await under.store.read('ada')).authenticators.length, 1, 'authenticators');
  }),
];

/** Two services with the store between them, as two processes are. */
async function twoHosts(
  under: StoreUnderTest,
): Promise<{ readonly mfas: readonly [Mfa, Mfa]; readonly now: number; readonly later: (seconds: number) => void }> {
  const [one, other] = await twoWays(under);
  const hosts = [createMemoryHost({ store: one, seed: 1 }), createMemoryHost({ store: other, seed: 2 })] as const;
  const later = (seconds: number) => {
    for (const host of hosts) {
      host.now += seconds;
    }
  };
  return { mfas: [createMfa(hosts[0]), createMfa(hosts[1])], now: hosts[0].now, later };
}

/** An account with one authenticator, one step after its confirmation, and its codes by steps after that. */
async function enrolled(
  under: StoreUnderTest,
): Promise<{ readonly mfas: readonly [Mfa, Mfa]; readonly code: (stepsLater: number) => string }> {
  const { mfas, now, later } = await twoHosts(under);
  const shown = await mfas[0].begin({ ...act, attemptId: 'first', startAgain: false, presented: 'nothing' });
  if (shown.result !== 'pending') {
    throw new Error(`A first enrolment cannot begin: ${shown.result}.`);
  }
  const code = (stepsLater: number) => codeOf(shown, now + stepsLater * shown.profile.periodSeconds);
  const confirmed = await mfas[0].confirm({ ...act, attemptId: 'first', typed: code(0), name: 'Desk' });
  checkThat(confirmed.result === 'confirmed', 'a first enrolment is confirmed');
  later(shown.profile.periodSeconds);
  return { mfas, code };
}

function codeOf(
  { secret, profile }: Pick<Extract<Awaited<ReturnType<Mfa['begin']>>, { result: 'pending' }>, 'secret' | 'profile'>,
  unixSeconds: number,
): string {
  const generator = createCodeGenerator({ kind: 'totp', secret, ...profile });
  return generator.codeForCounter(timeStep(unixSeconds, profile.periodSeconds));
}

function verify(mfa: Mfa, typed: string, factor: 'code' | 'recovery'): Promise<VerifyOutcome> {
  return mfa.verify({ ...act, typed, factor, purpose: 'sign-in' });
}

function countOf(outcomes: readonly VerifyOutcome[], result: VerifyOutcome['result']): number {
  return outcomes.filter((outcome) => outcome.result === result).length;
}

function inParallel<Answer>(count: number, work: (index: number) => Promise<Answer>): Promise<Answer[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => work(index)));
}

function wayOf<Way extends MfaStore | Mfa>(ways: readonly [Way, Way], index: number): Way {
  return index % 2 === 0 ? ways[0] : ways[1];
}
