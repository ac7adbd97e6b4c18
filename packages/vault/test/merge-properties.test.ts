import { parsePin, Secret } from '@halfminute/otp';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addAccount,
  advanceCounter,
  editAccount,
  liveAccounts,
  mergeDocuments,
  noteDayOpened,
  purgeAccounts,
  restoreAccount,
  setPreference,
  settleConflicts,
  trashAccount,
  trashedAccounts,
  unreadableAccounts,
} from '../src/index.ts';
import type { EditContext, VaultAccount, VaultDocument } from '../src/index.ts';
import { hotp, idOf, motp, secretOf, totp } from './accounts.ts';
import { propertyRuns } from './property-runs.ts';
import { empty, linesOf, throughBytes } from './vaults.ts';

/**
 * Random histories on three copies that edit, and now and then take over what another has. Each change of a secret brings one that was
 * never there before, so that it can be followed: it may only ever go by being replaced or purged by hand.
 */

const COPIES = 3;

interface Copy {
  readonly document: VaultDocument;
  /** Secrets that somebody this copy has heard of replaced or purged. */
  readonly retired: ReadonlySet<string>;
}

interface Step {
  readonly copy: number;
  readonly act: (typeof ACTS)[number];
  /** Which account, tag, value or other copy. */
  readonly pick: number;
}

const ACTS = [
  'add',
  'add counter',
  'new secret',
  'add with PIN',
  'new PIN',
  'new digits',
  'rename',
  'note',
  'tag',
  'advance',
  'trash',
  'restore',
  'purge',
  'prefer',
  'open',
  'settle',
  'take over',
  'reopen',
] as const;

const history = fc.array(
  fc.record<Step>({ copy: fc.nat(COPIES - 1), act: fc.constantFrom(...ACTS), pick: fc.nat(20) }),
  { minLength: 5, maxLength: 60 },
);

function play(steps: readonly Step[]): readonly Copy[] {
  const copies: Copy[] = Array.from({ length: COPIES }, () => ({ document: empty, retired: new Set() }));
  for (const [number, step] of steps.entries()) {
    const copy = copies[step.copy] ?? { document: empty, retired: new Set() };
    const other = copies[step.pick % COPIES] ?? copy;
    copies[step.copy] = playOne(copy, step, { number, other });
  }
  return copies;
}

function playOne(copy: Copy, step: Step, at: { readonly number: number; readonly other: Copy }): Copy {
  const { document, retired } = copy;
  const edit: EditContext = {
    replica: step.copy.toString(16).padStart(16, '0'),
    unixSeconds: 1_764_000_000 + 86_400 * step.pick,
  };
  const fresh = Secret.fromBytes(new TextEncoder().encode(`secret ${at.number}`));
  const pickFrom = (accounts: readonly VaultAccount[]) => accounts[step.pick % accounts.length];
  const live = pickFrom(liveAccounts(document));
  const trashed = pickFrom(trashedAccounts(document));
  const only = (next: VaultDocument): Copy => ({ document: next, retired });
  const without = (account: VaultAccount, next: VaultDocument): Copy => ({
    document: next,
    retired: new Set([...retired, String(secretOf(account))]),
  });
  switch (step.act) {
    case 'add':
      return only(addAccount(document, { id: idOf(at.number), otp: totp({ secret: fresh }), tags: ['t0'] }, edit));
    case 'add counter':
      return only(
        addAccount(document, { id: idOf(at.number), otp: hotp({ secret: fresh, counter: step.pick }) }, edit),
      );
    case 'new secret':
      return live === undefined
        ? copy
        : without(live, editAccount(document, live.id, { otp: { ...live.otp, secret: fresh } }, edit));
    case 'add with PIN': {
      const pin = parsePin(String(1000 + step.pick), 'motp');
      return only(addAccount(document, { id: idOf(at.number), otp: motp({ secret: fresh, pin }) }, edit));
    }
    case 'new PIN':
      return live?.otp.kind === 'motp'
        ? only(editAccount(document, live.id, { otp: { ...live.otp, pin: parsePin(String(at.number), 'motp') } }, edit))
        : copy;
    case 'new digits':
      return live === undefined || (live.otp.kind !== 'totp' && live.otp.kind !== 'hotp')
        ? copy
        : only(editAccount(document, live.id, { otp: { ...live.otp, digits: 4 + (step.pick % 7) } }, edit));
    case 'rename':
      return live === undefined ? copy : only(editAccount(document, live.id, { issuer: `name ${step.pick}` }, edit));
    case 'note':
      return live === undefined ? copy : only(editAccount(document, live.id, { note: `note ${step.pick % 3}` }, edit));
    case 'tag':
      return live === undefined
        ? copy
        : only(editAccount(document, live.id, { tags: [`t${step.pick % 3}`, `t${step.pick % 4}`] }, edit));
    case 'advance':
      return live?.otp.kind === 'hotp' ? only(advanceCounter(document, live.id, edit)) : copy;
    case 'trash':
      return live === undefined ? copy : only(trashAccount(document, live.id, edit));
    case 'restore':
      return trashed === undefined ? copy : only(restoreAccount(document, trashed.id, edit));
    case 'purge':
      return trashed === undefined ? copy : without(trashed, purgeAccounts(document, [trashed.id], edit));
    case 'prefer':
      return only(setPreference(document, `p${step.pick % 3}`, at.number, edit));
    case 'open':
      return only(noteDayOpened(document, edit));
    case 'settle':
      return only(settleConflicts(document, edit));
    case 'take over':
      return {
        document: mergeDocuments(document, at.other.document),
        retired: new Set([...retired, ...at.other.retired]),
      };
    case 'reopen':
      return only(throughBytes(document));
  }
}

function secretsIn(document: VaultDocument): readonly string[] {
  return [...liveAccounts(document), ...trashedAccounts(document)].map((account) => String(secretOf(account)));
}

const RUNS = propertyRuns(400);

describe('merging, whatever happened before', () => {
  it('is commutative, associative and idempotent, to the byte', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const [a, b, c] = play(steps).map(({ document }) => document);
        if (!a || !b || !c) throw new Error('three copies');
        const ab = mergeDocuments(a, b);
        const all = linesOf(mergeDocuments(ab, c));
        expect(linesOf(mergeDocuments(b, a))).toEqual(linesOf(ab));
        expect(linesOf(mergeDocuments(a, mergeDocuments(b, c)))).toEqual(all);
        expect(linesOf(mergeDocuments(mergeDocuments(c, a), b))).toEqual(all);
        expect(linesOf(mergeDocuments(a, a))).toEqual(linesOf(a));
        expect(linesOf(mergeDocuments(ab, b))).toEqual(linesOf(ab));
      }),
      RUNS,
    );
  });

  it('loses no secret that nobody replaced or purged', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const [a, b] = play(steps);
        if (!a || !b) throw new Error('two copies');
        const merged = new Set(secretsIn(mergeDocuments(a.document, b.document)));
        for (const secret of [...secretsIn(a.document), ...secretsIn(b.document)]) {
          expect(merged.has(secret) || a.retired.has(secret) || b.retired.has(secret)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('shows no secret twice, and settling loses none and changes no live account', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const [a, b] = play(steps);
        if (!a || !b) throw new Error('two copies');
        const merged = mergeDocuments(a.document, b.document);
        const settled = settleConflicts(merged, { replica: 'f'.repeat(16), unixSeconds: 0 });
        expect(secretsIn(settled).toSorted()).toEqual(secretsIn(merged).toSorted());
        expect(new Set(secretsIn(merged)).size).toBe(secretsIn(merged).length);
        expect(liveAccounts(settled).map(secretOf)).toEqual(liveAccounts(merged).map(secretOf));
      }),
      RUNS,
    );
  });

  it('never lets a counter go back', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const [a, b] = play(steps);
        if (!a || !b) throw new Error('two copies');
        const merged = countersIn(mergeDocuments(a.document, b.document));
        for (const [secret, counter] of [...countersIn(a.document), ...countersIn(b.document)]) {
          expect(merged.get(secret) ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(counter);
        }
      }),
      RUNS,
    );
  });

  it('survives a save: what is read again merges to the same', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const [a, b] = play(steps).map(({ document }) => document);
        if (!a || !b) throw new Error('two copies');
        expect(linesOf(throughBytes(a))).toEqual(linesOf(a));
        expect(unreadableAccounts(throughBytes(mergeDocuments(a, b)))).toBe(0);
        expect(linesOf(mergeDocuments(throughBytes(a), throughBytes(b)))).toEqual(linesOf(mergeDocuments(a, b)));
      }),
      RUNS,
    );
  });
});

function countersIn(document: VaultDocument): ReadonlyMap<string, number> {
  return new Map(
    [...liveAccounts(document), ...trashedAccounts(document)].flatMap((account) =>
      account.otp.kind === 'hotp' ? [[String(secretOf(account)), account.otp.counter] as const] : [],
    ),
  );
}
