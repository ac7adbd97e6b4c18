import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '@halfminute/mfa-sql';
import { formatCsv } from '../../src/audit/csv.ts';
import { kindsByTopic } from '../../src/audit/entry-kinds.ts';
import { entryToText } from '../../src/audit/entry-words.ts';
import { entriesToCsv } from '../../src/audit/export-entries.ts';
import { verdictToLines } from '../../src/audit/verdict-words.ts';
import { readCsv } from '../../src/admin/read-csv.ts';

function entry(kind: string, detail: AuditEntry['detail'] = {}): AuditEntry {
  return {
    kind,
    detail,
    userId: 'u1',
    // 2026-11-14 09:02:11 UTC
    at: 1_794_646_931,
    context: { actor: { kind: 'user' }, source: { address: '192.0.2.7', agent: 'Firefox', place: null } },
    node: 'one',
    sequence: 7,
    hash: 'ab'.repeat(32),
  };
}

describe('an entry of the audit log, in words', () => {
  it.each<[string, AuditEntry['detail'], string]>([
    ['mfa-reset', { reason: 'new laptop' }, 'MFA reset: "new laptop"'],
    [
      'mfa-required',
      { from: 1_796_083_200, of: 'the group Partners', accounts: 12 },
      'Required MFA from 2026-12-01 00:00 of the group Partners (12 accounts)',
    ],
    ['frozen', { by: 'mail' }, '"This was not me", from the mail: account frozen'],
    ['signed-in', { with: 'code', client: 'cases' }, 'Signed in to cases: password, one-time code'],
    ['signed-in', { with: 'password', client: null }, 'Signed in: password'],
    [
      'code-wrong',
      { factor: 'code', failures: 3, purpose: 'sign-in' },
      'Refused: right password, 3rd wrong one-time code in a row',
    ],
    [
      'code-wrong',
      { factor: 'recovery', failures: 11, purpose: 'remove' },
      'Refused: right password, 11th wrong recovery code in a row, for "remove"',
    ],
    ['ticket-issued', { ticket: 'enable-again', reason: 'rang' }, 'Ticket made to switch codes on again: "rang"'],
    ['policy-changed', { setting: 'mfa.cap', from: '20', to: null }, 'Policy: mfa.cap from 20 to default'],
    ['kind-of-tomorrow', { one: 1, nothing: null }, 'kind-of-tomorrow one=1'],
    ['constructor', {}, 'constructor'],
  ])('sheet G1 %s %j', (kind, detail, sentence) => {
    expect(entryToText(entry(kind, detail))).toBe(sentence);
  });

  it('C11 has no place for a code, whatever a detail holds', () => {
    const kinds = ['code-accepted', 'code-wrong', 'code-replayed', 'recovery-code-used', 'authenticator-added'];
    for (const kind of kinds) {
      expect(
        entryToText(entry(kind, { code: '123456', secret: 'JBSWY3DP', factor: 'code', failures: 1, left: 3 })),
      ).not.toMatch(/123456|JBSWY3DP/);
    }
  });
});

describe('what an audit log is asked for', () => {
  it.each(Object.values(kindsByTopic).flat())('sheet G1 has words for %s', (kind) => {
    expect(entryToText(entry(kind))).toMatch(/^["A-Z]/);
  });
});

describe('the export of the audit log', () => {
  it('is a CSV with one line an entry, whose times are UTC and whose users have their names', () => {
    expect(entriesToCsv([entry('signed-in', { with: 'code' })], new Map([['u1', 'ada']]))).toBe(
      [
        'time_utc,user,kind,what,by,address,place,agent,node,sequence,hash,detail',
        `2026-11-14T09:02:11.000Z,ada,signed-in,"Signed in: password, one-time code",user,192.0.2.7,,Firefox,one,7,${'ab'.repeat(32)},"{""with"":""code""}"`,
        '',
      ].join('\r\n'),
    );
  });

  const commands = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    ' =1',
    '＝1',
    '\u200B=1',
    "=cmd|'/c calc'!A1",
    '\uFEFF=1',
  ];

  it.each(commands)('S16 runs no formula: %j', (hostile) => {
    const [row = ''] = formatCsv([[hostile]]).split('\r\n');
    expect(row).not.toMatch(/^"?[=+\-@\t\r＝]/);
    expect(row).not.toMatch(/^"?\s*[=+\-@＝]/);
  });

  it('S16 has as many lines as entries, and as many cells as columns, whatever somebody wrote', () => {
    const hostile = fc.string({
      unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', '=', '\u2028', '\u0000', '\u001b', '\u202e', 'ß'),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(hostile, hostile, hostile), { maxLength: 5 }), (rows) => {
        const text = formatCsv([['one', 'two', 'three'], ...rows]);
        expect(text.split('\r\n')).toHaveLength(rows.length + 2);
        const [, ...read] = readCsv(text);
        const filled = rows.filter((row) => row.some((cell) => cell !== ''));
        expect(read.length).toBeGreaterThanOrEqual(filled.length);
        expect(read.every(({ cells }) => cells.length === 3)).toBe(true);
        // oxlint-disable-next-line no-control-regex -- none may be left
        expect(text).not.toMatch(/[\u0000\u001b\u202e\u2028]/);
      }),
    );
  });

  it('S16 keeps numbers numbers', () => {
    expect(formatCsv([[-5, null, true, 0]])).toBe('-5,,true,0\r\n');
  });
});

describe('the verdict on the log', () => {
  const now = 1_794_646_931;

  it('sheet G1 says how much is unbroken, and which head to keep', () => {
    const unbroken = { result: 'unbroken', entries: 812, head: 'c'.repeat(64), checkpointAt: now - 60 } as const;
    expect(verdictToLines(unbroken, { now, keptOutside: null })).toEqual([
      `Unbroken: 812 entries verified on 2026-11-14, 09:02:11. Head ${'c'.repeat(64)}, of 2026-11-14, 09:01:11.`,
      'Write the head down elsewhere: only so would it be seen that the whole log was written anew.',
    ]);
    expect(verdictToLines(unbroken, { now, keptOutside: 'd'.repeat(64) })[1]).toBe(
      'The head that was kept outside is in it.',
    );
    expect(
      verdictToLines({ ...unbroken, entries: 1, checkpointAt: null, head: null }, { now, keptOutside: null })[0],
    ).toBe('Unbroken: 1 entry verified on 2026-11-14, 09:02:11. No checkpoint yet.');
  });

  it('sheet G2 says where it is broken, and what to do', () => {
    const broken = { result: 'broken', node: 'one', sequence: 417, at: now, reason: 'changed' } as const;
    expect(verdictToLines(broken, { now, keptOutside: null })).toEqual([
      'Broken at entry 417 of node one, written on 2026-11-14, 09:02:11: it was changed.',
      'Everything before it is as it was written. Entries after it cannot be trusted: stop writing to this database and compare it with a backup.',
    ]);
    for (const reason of ['missing', 'out-of-order', 'checkpoint'] as const) {
      expect(verdictToLines({ ...broken, reason, at: null }, { now, keptOutside: null })[0]).toMatch(
        /^Broken at entry 417 of node one: it/,
      );
    }
  });
});
