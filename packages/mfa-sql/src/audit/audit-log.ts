import type { Transaction } from 'kysely';
import type { AuditEntry, AuditInput } from './audit-entry.ts';
import type { MfaSchema } from '../schema.ts';

/** A tamper-evident log: one hash chain a node, whose heads are joined in a checkpoint from time to time. */
export interface AuditLog {
  /** In the transaction of what happened. `transaction` may hold more tables than ours. */
  append<Schema extends MfaSchema>(transaction: Transaction<Schema>, entries: readonly AuditInput[]): Promise<void>;
  /** Joins the present heads of all nodes, if any moved since the last one. */
  checkpoint(): Promise<void>;
  /** Reads all of it. `keptOutside` is a checkpoint's hash written down elsewhere: then a log that was rewritten as a whole is seen, too. */
  verify(options?: { readonly keptOutside?: string }): Promise<AuditVerdict>;
  entries(query: {
    readonly userId?: string;
    readonly kinds?: readonly string[];
    readonly since?: number;
    readonly before?: number;
    readonly limit: number;
  }): Promise<readonly AuditEntry[]>;
}

export type AuditVerdict =
  | {
      readonly result: 'unbroken';
      readonly entries: number;
      readonly head: string | null;
      readonly checkpointAt: number | null;
    }
  | {
      readonly result: 'broken';
      readonly node: string;
      readonly sequence: number;
      readonly at: number | null;
      readonly reason: 'changed' | 'missing' | 'out-of-order' | 'checkpoint';
    };
