import { startPostgres } from '../../tools/postgres.ts';
import type { Postgres } from '../../tools/postgres.ts';
import { startTestService, testClient } from '@halfminute/sign-in/testing';
import type { ConfigOverrides, TestService } from '@halfminute/sign-in/testing';

export interface TargetOptions {
  readonly database: 'sqlite' | 'postgres';
  /** Processes that share one database. */
  readonly nodes: number;
}

export interface StartOptions {
  readonly config?: ConfigOverrides;
  /** As many as the target has where left out. */
  readonly nodes?: number;
}

/** What is attacked: the service as it runs in earnest, in processes of its own. */
export interface Target extends TargetOptions {
  /** The one that attacks share. Each makes accounts of its own, and may move the clock forward, never back. */
  service(): Promise<TestService>;
  /** One with another configuration, or for an attack that breaks it; whoever starts it stops it. */
  start(options?: StartOptions): Promise<TestService>;
  /** An empty database, as `config.database` wants it, for a service that is started twice; null where a file does. */
  createDatabase(): Promise<string | null>;
  stop(): Promise<void>;
}

/** Takes no remembered device, whatever it asks for. */
export const paymentsClient = {
  ...testClient,
  id: 'payments',
  name: 'Payments',
  redirectUris: ['http://localhost:6240/callback'],
  rememberedDevices: false,
};

/** Without a secret: what runs on the user's own computer. */
export const programClient = {
  ...testClient,
  id: 'program',
  name: 'Program',
  secret: null,
  redirectUris: ['http://localhost:6241/callback'],
};

const clients = [testClient, paymentsClient, programClient];

export function createTarget({ database, nodes }: TargetOptions): Target {
  let postgres: Promise<Postgres> | null = null;
  let shared: Promise<TestService> | null = null;

  async function createDatabase(): Promise<`postgres://${string}` | null> {
    if (database === 'sqlite') {
      return null;
    }
    postgres ??= startPostgres();
    // as: what createDatabase of the server answers begins with this.
    return (await (await postgres).createDatabase()) as `postgres://${string}`;
  }

  async function start(options: StartOptions = {}): Promise<TestService> {
    return startTestService({
      database: (options.config?.database === undefined ? await createDatabase() : null) ?? 'sqlite',
      nodes: options.nodes ?? nodes,
      config: { clients, ...options.config },
    });
  }

  return {
    database,
    nodes,
    service: () => (shared ??= start()),
    start,
    createDatabase,
    stop: async () => {
      await (await shared?.catch(() => null))?.stop();
      await (await postgres?.catch(() => null))?.stop();
      [shared, postgres] = [null, null];
    },
  };
}

/** Runs `work` with a service of its own, and stops it whatever happens. */
export async function withService<Result>(
  target: Target,
  options: StartOptions,
  work: (service: TestService) => Promise<Result>,
): Promise<Result> {
  const service = await target.start(options);
  try {
    return await work(service);
  } finally {
    await service.stop();
  }
}
