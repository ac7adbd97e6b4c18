import type { Actor, Source } from '@halfminute/mfa';

/** What is written into the audit log; an MfaEvent is one, and a server may write kinds of its own. */
export interface AuditInput {
  readonly kind: string;
  readonly userId: string | null;
  /** Unix seconds, UTC. */
  readonly at: number;
  readonly context: { readonly actor: Actor; readonly source: Source };
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}

/** A row of the log: each node has a chain of its own, numbered from 1, each hash covering the row and the hash before it. */
export interface AuditEntry extends AuditInput {
  readonly node: string;
  readonly sequence: number;
  /** SHA-256, lower-case hexadecimal. */
  readonly hash: string;
}
