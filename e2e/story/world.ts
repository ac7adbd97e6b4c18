import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPerson, environmentOf } from '@halfminute/sign-in/testing';
import type { Person, TestService } from '@halfminute/sign-in/testing';
import { startBesideService } from '../../examples/cases/test/beside-service.ts';
import { projectRoot } from '../../tools/requirements.ts';
import { serveWebApp } from '../served-web-app.ts';
import { openMailBox } from './mail-box.ts';
import type { MailBox } from './mail-box.ts';

/** Everything that the story needs, running: mail server, sign-in service, platform, and the authenticator's web app. */
export interface World {
  readonly folder: string;
  readonly service: TestService;
  readonly platform: string;
  readonly authenticator: string;
  readonly mails: MailBox;
  readonly ada: Person;
  /** What an administrator types behind `npm run -s sign-in --`. */
  administer(...words: readonly string[]): string;
  stop(): Promise<void>;
}

export async function startWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'halfminute-story-'));
  const undo: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })];
  const stop = async (): Promise<void> => {
    for (const step of undo.toReversed()) {
      await step();
    }
  };
  try {
    const mails = await openMailBox();
    undo.push(() => mails.close());
    const beside = await startBesideService({
      config: {
        smtp: { url: mails.url, from: 'no-reply@cases.firm.example' },
        hashing: { memoryKiB: 19_456, passes: 2 },
      },
    });
    undo.push(() => beside.stop());
    const { service, origin } = beside;
    const authenticator = await serveWebApp();
    undo.push(() => authenticator.stop());
    const ada = await createPerson(service.services, {
      account: { userName: 'ada@firm.example', name: 'Ada Lovelace', mail: 'ada@firm.example' },
      password: 'three wet otters swim home',
    });
    const environment = { PATH: process.env['PATH'] ?? '', ...environmentOf({ config: service.config, folder }) };
    return {
      folder,
      service,
      platform: origin,
      authenticator: authenticator.origin,
      mails,
      ada,
      administer: (...words) => administer(words, environment),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function administer(words: readonly string[], env: Readonly<Record<string, string>>): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--conditions=@halfminute/source',
      '--disable-warning=ExperimentalWarning',
      '--import',
      join(projectRoot, 'tools/tsx.mjs'),
      join(projectRoot, 'apps/sign-in/src/admin/main.ts'),
      ...words,
    ],
    { env, encoding: 'utf8' },
  );
  if (status !== 0) {
    throw new Error(`${words.join(' ')} ended with ${status}: ${stderr || stdout}`);
  }
  return stdout;
}
