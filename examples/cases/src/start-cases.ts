import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createCaseFiles } from './case-files/case-files.ts';
import { createPayments } from './case-files/payments.ts';
import { createPeople } from './case-files/people.ts';
import { createTasks } from './case-files/tasks.ts';
import { readClasses } from './config.ts';
import type { CasesConfig } from './config.ts';
import { openDatabase } from './database/database.ts';
import { seed } from './database/seed.ts';
import { createDates } from './dates.ts';
import { createLogoutTokens } from './sign-in/logout-tokens.ts';
import { createService } from './sign-in/service.ts';
import { createSessions } from './sign-in/sessions.ts';
import { createSignInRequests } from './sign-in/sign-in-requests.ts';
import { createApp } from './web/app.tsx';

export interface RunningCases {
  /** What browsers call it: `http://localhost:6239`. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Starts the platform and answers once it listens. It does not need the sign-in service for that: the service's discovery document is read when
 * the first person signs in. Throws where the port is taken or the database cannot be opened.
 */
export async function startCases(config: CasesConfig): Promise<RunningCases> {
  const clock = config.clock ?? (() => Date.now() / 1000);
  const database = openDatabase(config.database);
  seed(database, clock());

  let answer: ReturnType<typeof getRequestListener> | null = null;
  const server = createServer((request, response) => {
    void answer?.(request, response);
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(config.listen.port, config.listen.host, resolve);
    });
  } catch (error) {
    database.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo; // a server that listens on a port has an address of this form
  const origin = config.origin ?? `http://localhost:${port}`;
  const { issuer, clientId, clientSecret } = config;
  const service = createService({
    issuer,
    clientId,
    clientSecret,
    redirectUri: `${origin}/callback`,
    signedOutUri: `${origin}/signed-out`,
  });
  const app = createApp({
    origin,
    issuer,
    readClasses: config.readClasses ?? readClasses,
    support: config.support ?? 'IT on 020 7946 0123',
    clock,
    dates: createDates(config.timeZone ?? 'Europe/London', clock),
    people: createPeople(database),
    caseFiles: createCaseFiles(database, clock),
    tasks: createTasks(database, clock),
    payments: createPayments(database, clock),
    sessions: createSessions(database, clock),
    signInRequests: createSignInRequests(database, clock),
    service,
    logoutTokens: createLogoutTokens({ issuer, clientId, keysUrl: service.keysUrl, database, clock }),
    log: (event) => config.log?.(JSON.stringify(event)),
  });
  answer = getRequestListener(app.fetch);

  return {
    address: origin,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      });
      database.close();
    },
  };
}
