import type { RequestContext } from '@halfminute/mfa';
import type { AuditLog, SqlDatabase } from '@halfminute/mfa-sql';
import type { Kysely, Transaction } from 'kysely';
import type { Policy } from '../config/config.ts';
import type { SignInSchema } from '../database/schema.ts';
import { readPolicy } from './read-policy.ts';

/** What administrators set while the service runs, over what the file says. */
export interface PolicyStore {
  /** The policy in force. Throws where the stored settings cannot be read by this version: then nothing is decided. */
  read(): Promise<Policy>;
  /** Changes the settings that are named, with one audit row a setting; the others stay. Null takes a setting back to the file's. */
  save(change: {
    readonly settings: unknown;
    /** Unix seconds. */
    readonly at: number;
    readonly context: RequestContext;
  }): Promise<
    | { readonly result: 'saved'; readonly policy: Policy }
    | { readonly result: 'refused'; readonly problems: readonly string[] }
  >;
}

export interface PolicyStoreHost {
  readonly database: SqlDatabase<SignInSchema>;
  readonly audit: AuditLog;
  /** From the file, or the default. */
  readonly configured: Policy;
}

type Settings = Readonly<Record<string, unknown>>;

export function createPolicyStore({ database, audit, configured }: PolicyStoreHost): PolicyStore {
  return {
    async read() {
      const reading = readPolicy(await storedSettings(database.kysely), configured);
      if (reading.result === 'refused') {
        throw new RangeError(`The policy in the database cannot be read: ${reading.problems.join(' ')}`);
      }
      return reading.policy;
    },

    async save({ settings, at, context }) {
      return database.transaction(async (transaction) => {
        const before = await storedSettings(transaction);
        if (!isSettings(settings)) {
          return { result: 'refused', problems: ['The settings have to be an object with their names.'] };
        }
        const after = merged(before, settings);
        const reading = readPolicy(after, configured);
        if (reading.result === 'refused') {
          return reading;
        }
        await store(transaction, after);
        const changes = differences(before, after);
        await audit.append(
          transaction,
          changes.map(({ setting, from, to }) => ({
            kind: 'policy-changed',
            userId: null,
            at,
            context,
            detail: { setting, from, to },
          })),
        );
        return { result: 'saved', policy: reading.policy };
      });
    },
  };
}

async function storedSettings(reader: Kysely<SignInSchema>): Promise<Settings> {
  const row = await reader.selectFrom('setting').select('value').where('name', '=', 'policy').executeTakeFirst();
  const value: unknown = row === undefined ? {} : JSON.parse(row.value);
  return isSettings(value) ? value : {};
}

async function store(transaction: Transaction<SignInSchema>, settings: Settings): Promise<void> {
  const value = JSON.stringify(settings);
  await transaction
    .insertInto('setting')
    .values({ name: 'policy', value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

/** Objects are merged, null removes, everything else replaces. */
function merged(before: Settings, change: Settings): Settings {
  const result: Record<string, unknown> = { ...before };
  for (const [name, value] of Object.entries(change)) {
    const was = result[name];
    if (value === null) {
      delete result[name];
    } else {
      result[name] = isSettings(value) ? merged(isSettings(was) ? was : {}, value) : value;
    }
  }
  return result;
}

function differences(before: Settings, after: Settings): { setting: string; from: string | null; to: string | null }[] {
  const [was, is] = [flat(before, ''), flat(after, '')];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((setting) => was.get(setting) !== is.get(setting))
    .map((setting) => ({ setting, from: was.get(setting) ?? null, to: is.get(setting) ?? null }));
}

/** Each single setting by its full name ("mfa.cap"), as JSON. */
function flat(settings: Settings, prefix: string): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(settings).flatMap(([name, value]): [string, string][] =>
      isSettings(value) ? [...flat(value, `${prefix}${name}.`)] : [[`${prefix}${name}`, JSON.stringify(value)]],
    ),
  );
}

function isSettings(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
