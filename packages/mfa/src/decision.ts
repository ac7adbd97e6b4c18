import type { MfaEvent, MfaEventKind, Notice, NoticeKind, RequestContext } from './events.ts';
import type { MfaPolicy } from './policy.ts';
import type { MfaRecord } from './record.ts';

/** What a rule is told besides the record. */
export interface Moment {
  readonly userId: string;
  /** Unix seconds, from the server's clock and nowhere else. */
  readonly now: number;
  readonly context: RequestContext;
  readonly policy: MfaPolicy;
}

/** What a rule decides: the next record, what is answered, and what is told. The store writes all of it, or nothing. */
export interface Decision<Outcome> {
  readonly outcome: Outcome;
  readonly after: MfaRecord;
  readonly events: readonly MfaEvent[];
  readonly notices: readonly Notice[];
}

type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** An answer that leaves no trace. */
export function unchanged<Outcome>(record: MfaRecord, outcome: Outcome): Decision<Outcome> {
  return { outcome, after: record, events: [], notices: [] };
}

export function event(moment: Moment, kind: MfaEventKind, detail: Facts): MfaEvent {
  return { kind, userId: moment.userId, at: moment.now, context: moment.context, detail };
}

export function notice(moment: Moment, kind: NoticeKind, parameters: Facts): Notice {
  return { kind, userId: moment.userId, at: moment.now, context: moment.context, parameters };
}
