import type { AuditVerdict } from '@halfminute/mfa-sql';

export interface VerdictContext {
  /** Unix seconds. */
  readonly now: number;
  /** What the log was compared with, if anything. */
  readonly keptOutside: string | null;
}

/** What `verify-log` says (sheets G1 and G2). Times are UTC. */
export function verdictToLines(verdict: AuditVerdict, { now, keptOutside }: VerdictContext): readonly string[] {
  if (verdict.result === 'unbroken') {
    const { entries, head, checkpointAt } = verdict;
    const checkpoint =
      checkpointAt === null ? 'No checkpoint yet.' : `Head ${head ?? '-'}, of ${moment(checkpointAt)}.`;
    return [
      `Unbroken: ${entries} ${entries === 1 ? 'entry' : 'entries'} verified on ${moment(now)}. ${checkpoint}`,
      keptOutside === null
        ? 'Write the head down elsewhere: only so would it be seen that the whole log was written anew.'
        : 'The head that was kept outside is in it.',
    ];
  }
  const { node, sequence, at, reason } = verdict;
  const written = at === null ? '' : `, written on ${moment(at)}`;
  return [
    `Broken at entry ${sequence} of node ${node}${written}: ${reasons[reason]}.`,
    'Everything before it is as it was written. Entries after it cannot be trusted: stop writing to this database and compare it with a backup.',
  ];
}

const reasons: Readonly<Record<Extract<AuditVerdict, { readonly result: 'broken' }>['reason'], string>> = {
  changed: 'it was changed',
  missing: 'it is missing',
  'out-of-order': 'it stands in the wrong place',
  checkpoint: 'it does not agree with what was kept of it',
};

function moment(seconds: number): string {
  const [date = '', time = ''] = new Date(seconds * 1000).toISOString().split('T');
  return `${date}, ${time.slice(0, 8)}`;
}
