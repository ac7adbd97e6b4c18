import type { Kysely, Selectable } from 'kysely';
import type { AuditCheckpointTable, MfaSchema } from '../schema.ts';
import { beginning, checkpointHash } from './chain.ts';
import { readContent, type CheckpointContent } from './checkpoints.ts';
import type { Broken } from './verify-log.ts';

/** Checkpoints in memory at a time. */
const batch = 500;

type Checkpoint = Selectable<AuditCheckpointTable>;

/** The newest checkpoint: its hash is what to write down elsewhere. */
interface Newest {
  readonly head: string | null;
  readonly checkpointAt: number | null;
}

/**
 * Checkpoints are a chain themselves, and each holds heads that must stand in the log. With `keptOutside` one of them must have that hash.
 * Where their own chain is broken there is no node to name, and `sequence` is the checkpoint's number.
 */
export async function verifyCheckpoints(
  kysely: Kysely<MfaSchema>,
  keptOutside: string | undefined,
): Promise<Newest | Broken> {
  const brokenAt = (id: number): Broken => ({
    result: 'broken',
    node: '',
    sequence: id,
    at: null,
    reason: 'checkpoint',
  });
  let last: Checkpoint | undefined;
  let lastHeads: CheckpointContent['heads'] = {};
  let found = keptOutside === undefined;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one batch after another
    const checkpoints = await readBatch(kysely, last?.id ?? 0);
    const moved = new Map<string, Map<number, string>>();
    for (const checkpoint of checkpoints) {
      const follows = checkpoint.id === (last?.id ?? 0) + 1;
      if (!follows || checkpoint.hash !== checkpointHash(checkpoint.at, checkpoint.heads)) {
        return brokenAt((last?.id ?? 0) + 1);
      }
      const { previous, heads } = readContent(checkpoint.heads);
      if (previous !== (last?.hash ?? beginning)) {
        return brokenAt(checkpoint.id);
      }
      collectMoved(moved, lastHeads, heads);
      found ||= checkpoint.hash === keptOutside;
      [last, lastHeads] = [checkpoint, heads];
    }
    // oxlint-disable-next-line no-await-in-loop -- as above
    const broken = await findUnlike(kysely, moved);
    if (broken !== null) {
      return broken;
    }
    if (checkpoints.length < batch) {
      break;
    }
  }
  return found ? { head: last?.hash ?? null, checkpointAt: last?.at ?? null } : brokenAt(last?.id ?? 0);
}

function readBatch(kysely: Kysely<MfaSchema>, after: number): Promise<Checkpoint[]> {
  return kysely.selectFrom('audit_checkpoint').selectAll().where('id', '>', after).orderBy('id').limit(batch).execute();
}

/** Adds the heads that this checkpoint has and the one before had not: by node, the hash at each number. */
function collectMoved(
  moved: Map<string, Map<number, string>>,
  before: CheckpointContent['heads'],
  heads: CheckpointContent['heads'],
): void {
  for (const [node, { sequence, hash }] of Object.entries(heads)) {
    if (before[node]?.hash !== hash) {
      const hashes = moved.get(node) ?? new Map<number, string>();
      moved.set(node, hashes.set(sequence, hash));
    }
  }
}

/** The first head that does not stand in the log as the checkpoint says. */
async function findUnlike(
  kysely: Kysely<MfaSchema>,
  moved: ReadonlyMap<string, ReadonlyMap<number, string>>,
): Promise<Broken | null> {
  for (const [node, hashes] of moved) {
    // oxlint-disable-next-line no-await-in-loop -- a handful of nodes
    const rows = await kysely
      .selectFrom('audit_entry')
      .select(['sequence', 'at', 'hash'])
      .where('node', '=', node)
      .where('sequence', 'in', [...hashes.keys()])
      .execute();
    const inLog = new Map(rows.map((row) => [row.sequence, row]));
    for (const [sequence, hash] of [...hashes].toSorted(([one], [other]) => one - other)) {
      const row = inLog.get(sequence);
      if (row?.hash !== hash) {
        const reason = row === undefined ? 'missing' : 'checkpoint';
        return { result: 'broken', node, sequence, at: row?.at ?? null, reason };
      }
    }
  }
  return null;
}
