import type { Kysely } from 'kysely';
import type { AuditEntryTable, MfaSchema } from '../schema.ts';
import type { AuditVerdict } from './audit-log.ts';
import { beginning, entryHash } from './chain.ts';
import { verifyCheckpoints } from './verify-checkpoints.ts';

export type Broken = Extract<AuditVerdict, { readonly result: 'broken' }>;

/** Rows in memory at a time. */
const batch = 1_000;

/**
 * Goes through every chain and every checkpoint. Each batch is a statement of its own, so that nobody waits for it; what is
 * appended meanwhile is checked as far as it is met.
 */
export async function verifyLog(
  kysely: Kysely<MfaSchema>,
  { keptOutside }: { readonly keptOutside?: string } = {},
): Promise<AuditVerdict> {
  let entries = 0;
  for (const node of await nodesOf(kysely)) {
    // oxlint-disable-next-line no-await-in-loop -- one chain after another
    const chain = await verifyChain(kysely, node);
    if (typeof chain !== 'number') {
      return chain;
    }
    entries += chain;
  }
  const checkpoints = await verifyCheckpoints(kysely, keptOutside);
  return 'result' in checkpoints ? checkpoints : { result: 'unbroken', entries, ...checkpoints };
}

/** Of the rows and of the heads: neither alone can be believed. */
async function nodesOf(kysely: Kysely<MfaSchema>): Promise<readonly string[]> {
  const rows = await kysely
    .selectFrom('audit_entry')
    .select('node')
    .distinct()
    .union(kysely.selectFrom('audit_head').select('node'))
    .execute();
  return rows.map(({ node }) => node).toSorted();
}

/** How many entries it has, or where it is broken. */
async function verifyChain(kysely: Kysely<MfaSchema>, node: string): Promise<number | Broken> {
  const headBefore = await readHead(kysely, node);
  let sequence = 0;
  let hash = beginning;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one batch after another
    const rows = await readBatch(kysely, node, sequence);
    for (const row of rows) {
      if (row.sequence !== sequence + 1) {
        return { result: 'broken', node, sequence: sequence + 1, at: null, reason: 'missing' };
      }
      if (row.hash !== entryHash(row, hash)) {
        // oxlint-disable-next-line no-await-in-loop -- the end of the search
        const reason = (await standsElsewhere(kysely, row)) ? 'out-of-order' : 'changed';
        return { result: 'broken', node, sequence: row.sequence, at: row.at, reason };
      }
      ({ sequence, hash } = row);
      if (sequence === headBefore.sequence && hash !== headBefore.hash) {
        return { result: 'broken', node, sequence, at: row.at, reason: 'changed' };
      }
    }
    if (rows.length < batch) {
      break;
    }
  }
  // Entry and head are written in one transaction: before we read no head can be behind us, and afterwards none can be.
  if (sequence < headBefore.sequence) {
    return { result: 'broken', node, sequence: sequence + 1, at: null, reason: 'missing' };
  }
  if (sequence > (await readHead(kysely, node)).sequence) {
    return { result: 'broken', node, sequence, at: null, reason: 'changed' };
  }
  return sequence;
}

async function readHead(kysely: Kysely<MfaSchema>, node: string) {
  const head = await kysely
    .selectFrom('audit_head')
    .select(['sequence', 'hash'])
    .where('node', '=', node)
    .executeTakeFirst();
  return head ?? { sequence: 0, hash: beginning };
}

function readBatch(kysely: Kysely<MfaSchema>, node: string, after: number): Promise<AuditEntryTable[]> {
  return kysely
    .selectFrom('audit_entry')
    .selectAll()
    .where('node', '=', node)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(batch)
    .execute();
}

/** Whether the row is a genuine one that was moved: then its hash still fits behind some other row, or at the beginning. */
async function standsElsewhere(kysely: Kysely<MfaSchema>, row: AuditEntryTable): Promise<boolean> {
  if (entryHash(row, beginning) === row.hash) {
    return true;
  }
  for (let after = 0; ;) {
    // oxlint-disable-next-line no-await-in-loop -- one batch after another
    const rows = await readBatch(kysely, row.node, after);
    if (rows.some(({ hash }) => entryHash(row, hash) === row.hash)) {
      return true;
    }
    const last = rows.at(-1);
    if (last === undefined) {
      return false;
    }
    after = last.sequence;
  }
}
