import type { AuditEntry } from '@halfminute/mfa-sql';
import { actorName, entriesToCsv } from '../../audit/export-entries.ts';
import { isTopic, kindsByTopic } from '../../audit/entry-kinds.ts';
import { entryToText } from '../../audit/entry-words.ts';
import type { Services } from '../../services.ts';
import { columns } from '../columns.ts';
import type { Answer, CommandContext } from '../command.ts';
import { findAccount } from '../find-account.ts';
import { limitFrom } from '../read-options.ts';
import { Refusal } from '../refusal.ts';
import { parseDate, utc } from '../times.ts';

/** `audit`: newest first. */
export async function audit({ options, services }: CommandContext): Promise<Answer> {
  const open = await services();
  const user = options.value('user');
  const now = open.clock();
  const time = (name: 'since' | 'before') => {
    const text = options.value(name);
    return text === undefined ? undefined : parseDate(text, { now, option: `--${name}` });
  };
  const [since, before] = [time('since'), time('before')];
  const kinds = [...topicKinds(options.value('only')), ...options.values('kind')];
  const entries = await open.audit.entries({
    ...(user !== undefined && { userId: (await findAccount(open, user)).userId }),
    ...(kinds.length > 0 && { kinds }),
    ...(since !== undefined && { since }),
    ...(before !== undefined && { before }),
    limit: limitFrom(options),
  });
  const userNames = await namesOf(open, entries);
  return {
    lines:
      entries.length === 0
        ? ['No such entry.']
        : columns(
            ['Time (UTC)', 'User', 'What', 'By', 'From'],
            entries.map((entry) => [
              utc(entry.at),
              entry.userId === null ? '-' : (userNames.get(entry.userId) ?? entry.userId),
              entryToText(entry),
              actorName(entry),
              entry.context.source.address ?? '-',
            ]),
          ),
    json: entries.map((entry) => ({
      ...entry,
      userName: entry.userId === null ? null : (userNames.get(entry.userId) ?? null),
      text: entryToText(entry),
    })),
    csv: entriesToCsv(entries, userNames),
  };
}

function topicKinds(topic: string | undefined): readonly string[] {
  if (topic === undefined) {
    return [];
  }
  if (!isTopic(topic)) {
    throw new Refusal('topic', `--only has to be one of ${Object.keys(kindsByTopic).join(', ')}.`);
  }
  return kindsByTopic[topic];
}

const IDS_AT_ONCE = 500;

async function namesOf({ database }: Services, entries: readonly AuditEntry[]): Promise<ReadonlyMap<string, string>> {
  const userIds = [...new Set(entries.flatMap(({ userId }) => userId ?? []))];
  const names = new Map<string, string>();
  for (let begin = 0; begin < userIds.length; begin += IDS_AT_ONCE) {
    // oxlint-disable-next-line no-await-in-loop -- one connection
    const rows = await database.kysely
      .selectFrom('account')
      .select(['user_id', 'user_name'])
      .where('user_id', 'in', userIds.slice(begin, begin + IDS_AT_ONCE))
      .execute();
    for (const { user_id, user_name } of rows) {
      names.set(user_id, user_name);
    }
  }
  return names;
}
