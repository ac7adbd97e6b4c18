import { addSealKey, addSigningKey, generateKeyFile, loadKeys, removeSealKey } from '../../keys/key-file.ts';
import type { Services } from '../../services.ts';
import { adminAct } from '../audit-row.ts';
import { columns, count } from '../columns.ts';
import type { Answer, CommandContext } from '../command.ts';
import { Refusal } from '../refusal.ts';

/** Users whose seeds are sealed anew in one call: short enough that a service beside us waits for nothing. */
const BATCH = 100;

/** `keys generate`. */
export async function keysGenerate({ operands, config }: CommandContext): Promise<Answer> {
  const [given] = operands;
  const file = given ?? config().keyFile;
  await generateKeyFile({ file, development: false });
  return {
    lines: [
      `Made the key file ${file}, readable by its owner only. Keep a copy apart from the backups of the database.`,
    ],
    json: { file },
  };
}

/** `keys list`: ids and what hangs on each. */
export async function keysList({ services, config }: CommandContext): Promise<Answer> {
  const open = await services();
  const { keyFile, mode } = config();
  const { ring, signing, development } = await loadKeys({ file: keyFile, mode });
  const seeds = await seedsByKey(open);
  const ids = [...new Set([ring.presentKeyId, ...seeds.keys()])];
  const rows = await Promise.all(
    ids.map(async (id) => ({
      id,
      seeds: seeds.get(id) ?? 0,
      state: id === ring.presentKeyId ? 'present' : (await ring.key(id)) === null ? 'missing' : 'former',
    })),
  );
  const signingIds = signing.keys.map((key) => ({ kid: String(key['kid']), alg: String(key['alg']) }));
  return {
    lines: [
      `Key file ${keyFile}${development ? ', made for development' : ''}`,
      ...columns(
        ['Seals', 'Seeds', ''],
        rows.map(({ id, seeds: number, state }) => [id, String(number), state]),
      ),
      ...columns(
        ['Signs', 'Algorithm'],
        signingIds.map(({ kid, alg }) => [kid, alg]),
      ),
    ],
    json: { file: keyFile, seal: rows, signing: signingIds },
  };
}

/**
 * `keys rotate`: a new key first of all, then the seeds, some users at a time. Where a call was killed, the next one finds seeds of
 * another key than the present one and goes on with them, before any further key is made.
 */
export async function keysRotate(context: CommandContext): Promise<Answer> {
  const admin = context.acting();
  const { keyFile, mode } = context.config();
  const before = await context.services();
  const isUnfinished = [...(await seedsByKey(before)).keys()].some((id) => id !== before.keys.ring.presentKeyId);
  if (isUnfinished) {
    context.remark(
      `Going on with the key ${before.keys.ring.presentKeyId}: an earlier rotation did not end, or a node still seals with the key before.`,
    );
  } else {
    const key = await addSealKey({ file: keyFile });
    await record(before, [adminAct(admin, { kind: 'key-added', at: before.clock(), detail: { key } })]);
  }
  const { services, close } = await context.reopen();
  try {
    const { presentKeyId } = (await loadKeys({ file: keyFile, mode })).ring;
    let users = 0;
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- some users at a time
      const done = await services.mfa.rotateKeys(BATCH);
      users += done;
      if (done === 0) {
        break;
      }
      context.remark(`${count(users, 'user')} so far.`);
    }
    const detail = { key: presentKeyId, users };
    await record(services, [adminAct(admin, { kind: 'keys-rotated', at: services.clock(), detail })]);
    return {
      lines: [
        `All seeds are sealed with the key ${presentKeyId}; ${count(users, 'user')} changed.`,
        'Start each node again, so that it seals with it too. The former keys stay in the file, for backups made before.',
      ],
      json: { key: presentKeyId, users, continued: isUnfinished },
    };
  } finally {
    await close();
  }
}

/** `keys rotate-signing`. */
export async function keysRotateSigning(context: CommandContext): Promise<Answer> {
  const admin = context.acting();
  const services = await context.services();
  const keys = await addSigningKey({ file: context.config().keyFile });
  await record(services, [
    adminAct(admin, { kind: 'signing-keys-added', at: services.clock(), detail: { keys: keys.join(' ') } }),
  ]);
  return {
    lines: [
      `Tokens are signed with ${keys.join(' and ')} once each node was started again. The former keys stay published.`,
    ],
    json: { keys },
  };
}

/** `keys remove`: only what seals nothing any more. */
export async function keysRemove(context: CommandContext): Promise<Answer> {
  const [id = ''] = context.operands;
  const admin = context.acting();
  const services = await context.services();
  const seeds = (await seedsByKey(services)).get(id) ?? 0;
  if (seeds > 0) {
    throw new Refusal(
      'in-use',
      `${count(seeds, 'seed')} would be lost with this key. Rotate first: npm run -s sign-in -- keys rotate`,
    );
  }
  if (await sealsWaitingMail(services, id)) {
    throw new Refusal(
      'in-use',
      'A mail that waits to be sent has a link sealed with this key. Try again once it is sent.',
    );
  }
  const removed = await removeSealKey({ file: context.config().keyFile, id });
  if (removed !== 'removed') {
    throw new Refusal(
      removed === 'present' ? 'present' : 'unknown-key',
      removed === 'present' ? 'This is the key that seals now.' : 'There is no such key. "keys list" shows them.',
    );
  }
  await record(services, [adminAct(admin, { kind: 'key-removed', at: services.clock(), detail: { key: id } })]);
  return { lines: [`Took the key ${id} out of the file.`], json: { removed: id } };
}

async function seedsByKey({ database }: Services): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const table of ['mfa_authenticator', 'mfa_pending'] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one connection
    const rows = await database.kysely
      .selectFrom(table)
      .select(({ fn }) => ['key_id', fn.countAll<number | string>().as('count')])
      .groupBy('key_id')
      .execute();
    for (const row of rows) {
      counts.set(row.key_id, (counts.get(row.key_id) ?? 0) + Number(row.count));
    }
  }
  return counts;
}

/** What is sealed begins with the length of its key's id, and the id (keys/sealed-keys.ts). */
async function sealsWaitingMail({ database }: Services, id: string): Promise<boolean> {
  const rows = await database.kysely
    .selectFrom('outbox')
    .select('sealed_token')
    .where('sealed_token', 'is not', null)
    .execute();
  const prefix = Buffer.concat([Buffer.of(id.length), Buffer.from(id, 'utf8')]);
  return rows.some(({ sealed_token: sealed }) => sealed !== null && prefix.equals(sealed.subarray(0, prefix.length)));
}

async function record({ database, audit }: Services, entries: readonly ReturnType<typeof adminAct>[]): Promise<void> {
  await database.transaction((transaction) => audit.append(transaction, entries));
}
