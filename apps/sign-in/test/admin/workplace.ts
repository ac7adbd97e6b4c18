import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServices } from '../../src/compose.ts';
import type { ServiceOverrides } from '../../src/compose.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { createLog } from '../../src/log/json-log.ts';
import type { Services } from '../../src/services.ts';
import { createCommandRunner } from './command-runner.ts';
import type { CommandRunner } from './command-runner.ts';

/** The service on SQLite in a folder of its own, and the administrator's command line beside it on the same files. */
export interface Workplace extends CommandRunner {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly services: Services;
  /** What the service's own log said, a line each. */
  readonly logged: string[];
  close(): Promise<void>;
}

export async function openWorkplace({
  environment: own = {},
  ...overrides
}: ServiceOverrides & { readonly environment?: Readonly<Record<string, string>> } = {}): Promise<Workplace> {
  const folder = await mkdtemp(join(tmpdir(), 'halfminute-sign-in-'));
  const environment = {
    HALFMINUTE_MODE: 'development',
    HALFMINUTE_DATABASE: `sqlite:${join(folder, 'sign-in.db')}`,
    HALFMINUTE_KEY_FILE: join(folder, 'keys.json'),
    HALFMINUTE_NODE: 'one',
    // The least that the pool takes: what is tested here is not the hash.
    HALFMINUTE_HASH_MEMORY_KIB: '64',
    HALFMINUTE_HASH_PASSES: '1',
    HALFMINUTE_HASH_THREADS: '1',
    USER: 'grace',
    ...own,
  };
  const logged: string[] = [];
  const { services, close } = await createServices(readConfig(environment), {
    log: createLog((line) => void logged.push(line)),
    ...overrides,
  });

  return {
    folder,
    environment,
    services,
    logged,
    ...createCommandRunner(environment),
    close: async () => {
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An account made directly, for tests that are not about making one. */
export async function addAccount(
  { services }: Pick<Workplace, 'services'>,
  account: {
    readonly userName: string;
    readonly name?: string;
    readonly mail?: string;
    readonly otherMails?: readonly string[];
    readonly groups?: readonly string[];
    readonly admin?: boolean;
  },
): Promise<string> {
  const { userId } = await services.database.transaction((transaction) =>
    services.accounts.create(transaction, {
      name: account.userName,
      mail: `${account.userName}@hartwell.example`,
      ...account,
    }),
  );
  return userId;
}
