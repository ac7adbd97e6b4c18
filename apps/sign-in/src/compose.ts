import { randomFillSync } from 'node:crypto';
import { createMfa } from '@halfminute/mfa';
import type { Mfa } from '@halfminute/mfa';
import { createAuditLog, createSqlMfaStore } from '@halfminute/mfa-sql';
import type { AuditLog, MfaSchema, SqlDatabase } from '@halfminute/mfa-sql';
import { createAccounts } from './accounts/sql-accounts.ts';
import { createPasswords } from './accounts/hashing-pool.ts';
import type { SignInConfig } from './config/config.ts';
import { openDatabase } from './database/open-database.ts';
import { migrateSignIn } from './database/migrations.ts';
import { loadKeys } from './keys/key-file.ts';
import { createLimits } from './limits/sql-limits.ts';
import { createLinks } from './links/sql-links.ts';
import { createLog } from './log/json-log.ts';
import { createMails } from './mail/outbox.ts';
import { createMetrics } from './metrics/prometheus.ts';
import { createLivePolicy } from './live-policy.ts';
import { createPolicyStore } from './policy/policy-store.ts';
import { createSessions } from './provider/sql-sessions.ts';
import type { Services } from './services.ts';

/** Services that were opened, and what belongs to opening and closing them. */
export interface OpenServices {
  readonly services: Services;
  /** Takes over what an administrator changed since. */
  readonly refreshPolicy: () => Promise<void>;
  /** Writes what is not written yet, and closes the pool and the database. */
  readonly close: () => Promise<void>;
}

/** What a test or a command has of its own. */
export type ServiceOverrides = Partial<Pick<Services, 'clock' | 'randomBytes' | 'log' | 'metrics' | 'keys'>>;

/**
 * Makes every part of the service from its configuration: opens and migrates the database, reads the keys. The policy of `services.config` is the
 * one in force: the file's, with what administrators set since over it.
 */
export async function createServices(config: SignInConfig, overrides: ServiceOverrides = {}): Promise<OpenServices> {
  const clock = overrides.clock ?? (() => Date.now() / 1000);
  const randomBytes = overrides.randomBytes ?? freshBytes;
  const log = overrides.log ?? createLog((line) => void process.stdout.write(line), { clock });
  const metrics = overrides.metrics ?? createMetrics();
  const keys = overrides.keys ?? (await loadKeys({ file: config.keyFile, mode: config.mode }));

  const database = await openDatabase(config);
  try {
    await migrateSignIn(database);
    // The package's tables are among ours; Kysely's types are invariant and cannot see that.
    const packageDatabase = database as unknown as SqlDatabase<MfaSchema>;
    const audit = createAuditLog({ database: packageDatabase, node: config.node });
    const policy = await createLivePolicy(createPolicyStore({ database, audit, configured: config.policy }));
    const liveConfig: SignInConfig = {
      ...config,
      get policy() {
        return policy.present();
      },
    };
    const passwords = createPasswords({
      hashing: config.hashing,
      pepper: keys.pepper,
      randomBytes,
      metrics,
      leasts: () => ({ alone: policy.present().passwordLeastAlone, withMfa: policy.present().passwordLeastWithMfa }),
    });
    const store = createSqlMfaStore({ database: packageDatabase, audit });
    const mfaOver = (over: Pick<typeof store, keyof ReturnType<typeof store.within>>): Mfa =>
      createMfa({
        store: over,
        keyRing: keys.ring,
        get policy() {
          return policy.present().mfa;
        },
        clock,
        randomBytes,
        slowHash: (code, salt) => passwords.slowHash(code, salt),
      });
    const limits = createLimits({ database, clock, factor: config.policy.budgetFactor ?? 1 });

    const services: Services = {
      config: liveConfig,
      clock,
      randomBytes,
      database,
      keys,
      mfa: mfaOver(store),
      mfaIn: (transaction) => mfaOver(store.within(transaction)),
      accounts: createAccounts({ database, clock, randomBytes }),
      passwords,
      links: createLinks({ database, clock, randomBytes, issuer: config.issuer }),
      limits,
      sessions: createSessions({ clock }),
      audit,
      mails: createMails({ keys }),
      log,
      metrics,
    };
    return {
      services,
      refreshPolicy: () => policy.refresh(),
      close: () => close({ services, audit }),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function close({ services, audit }: { readonly services: Services; readonly audit: AuditLog }): Promise<void> {
  try {
    await services.limits.settle();
    await services.passwords.close();
    await audit.checkpoint();
  } finally {
    await services.database.close();
  }
}

/** Asking the system for each small number costs more than making it: they are cut from a larger piece, which is wiped as it goes. */
const poolBytes = 4096;
const pool = new Uint8Array(poolBytes);
let poolUsed = poolBytes;

function freshBytes(length: number): Uint8Array<ArrayBuffer> {
  if (length > poolBytes / 8) {
    return randomFillSync(new Uint8Array(length));
  }
  if (poolUsed + length > poolBytes) {
    randomFillSync(pool);
    poolUsed = 0;
  }
  const bytes = pool.slice(poolUsed, poolUsed + length);
  pool.fill(0, poolUsed, poolUsed + length);
  poolUsed += length;
  return bytes;
}
