import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '@halfminute/core';
import { parseOtpauthUri } from '@halfminute/otp';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { createNodePlatform } from '../src/platform/node-platform.ts';
import type { Ended } from './run-halfminute.ts';
import { runHalfminute, temporaryFolder } from './run-halfminute.ts';

export const password = 'correct horse battery';
export const longCode = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

export interface ReadyVault {
  /** For whatever else a test writes. */
  readonly folder: string;
  /** With three accounts, made once; nobody changes it. */
  readonly ready: string;
  /** A copy of it, afresh for each test. */
  vault: string;
  /** Runs a command on the vault, with the password on the standard input and whatever follows it. */
  readonly run: (args: readonly string[], options?: RunOptions) => Promise<Ended>;
  readonly json: (args: readonly string[], options?: RunOptions) => Promise<unknown>;
}

interface RunOptions {
  readonly after?: string;
  readonly given?: string;
  readonly env?: Record<string, string>;
}

/** A vault for the tests of this file. */
export function useReadyVault(): ReadyVault {
  const { path: folder, remove } = temporaryFolder();
  const run = (args: readonly string[], { after = '', given = password, env = {} }: RunOptions = {}): Promise<Ended> =>
    runHalfminute([...args, '--vault', place.vault, '--password-stdin'], { input: `${given}\n${after}`, env });
  const place: ReadyVault = {
    folder,
    ready: join(folder, 'ready.halfminute'),
    vault: '',
    run,
    json: async (args, options) => JSON.parse((await run([...args, '--json'], options)).stdout) as unknown,
  };

  beforeAll(() => fill(place.ready));

  beforeEach(() => {
    place.vault = join(folder, `${Math.random().toString(36).slice(2)}.halfminute`);
    copyFileSync(place.ready, place.vault);
  });

  afterAll(remove);

  return place;
}

async function fill(vaultPath: string): Promise<void> {
  // At the browser's cost of a password: the tests unlock it some sixty times.
  const app = createApp(createNodePlatform({ vaultPath }), { cost: 'standard' });
  await app.start();
  expect(await app.session.create({ password })).toEqual({ outcome: 'created' });
  for (const link of [
    `otpauth://totp/Exizent:ada%40firm.example?secret=${longCode}&issuer=Exizent`,
    'otpauth://totp/Exizent%20Test:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Exizent%20Test',
    'otpauth://hotp/VPN:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=0&issuer=VPN',
  ]) {
    const added = await app.accounts.add(parseOtpauthUri(link));
    expect(added.outcome).toBe('added');
    if (added.outcome === 'added' && link.includes('VPN')) {
      await app.accounts.edit(added.id, { tags: ['work'] });
    }
  }
  app.dispose();
}
