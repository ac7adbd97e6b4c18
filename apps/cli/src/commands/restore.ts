import type { App } from '@halfminute/core';
import type { ExitCode } from '../exit-code.ts';
import { EXIT } from '../exit-code.ts';
import type { GivenOptions, Invocation } from '../invocation.ts';
import { ensureOpened, ensureSaved, requireRecoveryKeys, withApp } from '../open-vault.ts';
import { nodeDisk } from '../platform/disk.ts';
import type { StoredFile } from '../platform/disk.ts';
import { toPlatformError } from '../platform/system-error.ts';
import { print, remark } from '../print.ts';
import { sentenceForOpening } from '../problem-sentences.ts';
import { Refusal } from '../refusal.ts';
import { SecretReader } from '../secret-reader.ts';

/** `halfminute restore FILE`, `--list` and `--kept N`. */
export async function run({ options, operands }: Invocation): Promise<ExitCode> {
  const [path] = operands;
  const ways = [path !== undefined, options.has('list'), options.has('kept')].filter(Boolean).length;
  if (ways !== 1) {
    throw new Refusal('missing-operand', '"restore" wants a FILE, or --list, or --kept N.');
  }
  return withApp(options, async (app) => {
    if (path !== undefined) {
      await restoreFile(app, path, options);
    } else if (options.has('list')) {
      await listKept(app, options);
    } else {
      await restoreKept(app, options);
    }
    return EXIT.ok;
  });
}

async function restoreFile(app: App, path: string, options: GivenOptions): Promise<void> {
  const file = await read(path);
  if (file === null) {
    throw new Refusal('no-such-file', 'There is no such file.');
  }
  if (options.has('recovery-key')) {
    requireRecoveryKeys(app);
  }
  const secrets = new SecretReader(options);
  const credential = options.has('recovery-key')
    ? { recoveryKey: await secrets.next('Recovery key of the backup', 'the recovery key') }
    : { password: await secrets.next('Password of the backup', 'the password of the backup') };
  const outcome = await app.session.openBackup({ bytes: file.bytes, credential });
  if (outcome.outcome === 'refused') {
    throw new Refusal(outcome.problem, sentenceForOpening(outcome.problem), { exitCode: EXIT.noVault });
  }
  if (outcome.outcome === 'opened' || outcome.outcome === 'unreadable' || 'failure' in outcome) {
    ensureOpened(outcome);
  } else {
    ensureSaved(outcome);
  }
  const count = app.getState().open?.accounts.length ?? 0;
  print(options, {
    lines: [`Restored. There are ${count} accounts in it.`],
    json: { restored: true, accounts: count },
  });
  if (options.has('recovery-key')) {
    remark(options, 'Choose a new password now: halfminute recover');
  }
}

async function read(path: string): Promise<StoredFile | null> {
  try {
    return await nodeDisk.read(path);
  } catch (error) {
    throw toPlatformError(error, 'Reading the backup');
  }
}

async function listKept(app: App, options: GivenOptions): Promise<void> {
  const kept = await app.backups.generations();
  print(options, {
    lines: kept.map(
      ({ savedUnixSeconds, byteLength }, at) => `${at + 1}  saved ${whenText(savedUnixSeconds)}  ${byteLength} bytes`,
    ),
    json: kept.map(({ savedUnixSeconds, byteLength }, at) => ({ number: at + 1, savedUnixSeconds, byteLength })),
  });
}

async function restoreKept(app: App, options: GivenOptions): Promise<void> {
  const kept = await app.backups.generations();
  const chosen = kept[Number(options.value('kept')) - 1];
  if (chosen === undefined) {
    throw new Refusal('no-such-copy', `--kept wants a number from the list: there are ${kept.length} earlier copies.`);
  }
  const outcome = await app.backups.restoreGeneration(chosen.id);
  ensureSaved(outcome);
  if (outcome.outcome === 'gone') {
    throw new Refusal('no-such-copy', 'This earlier copy is gone.');
  }
  print(options, { lines: ['Restored. What was there is an earlier copy now.'], json: { restored: true } });
}

/** Such as "2026-11-25 14:32", in local time. */
function whenText(unixSeconds: number | null): string {
  if (unixSeconds === null) {
    return 'at an unknown time';
  }
  const offsetMinutes = new Date(unixSeconds * 1000).getTimezoneOffset();
  return new Date((unixSeconds - offsetMinutes * 60) * 1000).toISOString().slice(0, 16).replace('T', ' ');
}
