import type { App, ExportedFile, ExportFormat, ExportRequest } from '@halfminute/core';
import { isExportFormat, isSealedFormat } from '@halfminute/core';
import { exportFormats } from '@halfminute/interchange';
import type { ExitCode } from '../exit-code.ts';
import { EXIT } from '../exit-code.ts';
import { lossesOf } from '../export-losses.ts';
import type { Invocation } from '../invocation.ts';
import type { OpenedVault } from '../open-vault.ts';
import { withOpenVault } from '../open-vault.ts';
import { notAllowed } from '../organisation-policy.ts';
import { createFiles } from '../platform/files.ts';
import { destinationOf, requireKeepingPlace } from '../platform/keeping-place.ts';
import { print } from '../print.ts';
import { drawQr } from '../qr-text.ts';
import { Refusal } from '../refusal.ts';
import { selectAccount } from '../select-account.ts';
import { writeError, writeOut } from '../standard-streams.ts';
import { knownVaultPaths } from '../vault-path.ts';
import { requireWholeOutput } from '../whole-output.ts';

/** `halfminute export`: says what it is before it is written. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { options, operands } = invocation;
  const format = readFormat(options.value('format') ?? 'links');
  if (!isSealedFormat(format) && !options.has('plain')) {
    throw new Refusal(
      'plain-not-chosen',
      'Whoever reads this file can make all the codes in it. Say --plain to write it all the same, or choose a format that is encrypted: aegis-encrypted, 2fas-encrypted, bitwarden-encrypted, or "halfminute backup".',
    );
  }
  const drawsQr = options.has('qr');
  if (drawsQr && ((format !== 'links' && format !== 'google') || options.has('json'))) {
    throw new Refusal(
      'contradicting-options',
      '--qr draws the formats links and google on a terminal, and nothing else.',
    );
  }
  if (drawsQr && options.value('output') !== undefined) {
    throw new Refusal('contradicting-options', '--qr draws on the terminal, and -o writes a file: choose one of them.');
  }
  const destination = destinationOf(options.value('output') ?? '-');
  const rules = { vaultPaths: knownVaultPaths(options), replaces: options.has('force'), isBackup: false };
  const path = await requireKeepingPlace(destination, { ...rules, name: exportFormats[format].fileName });
  const files = createFiles({ destination, rules });
  return withOpenVault(
    invocation,
    async (vault) => {
      const exported = await makeFile(vault, { format, operands });
      if (!isSealedFormat(format)) {
        writeError(
          `This is not encrypted. Whoever reads it can make ${exported.count === 1 ? 'its code' : `all ${exported.count} codes`}. Delete it when the other program has it.\n`,
        );
      }
      const losses = lossesOf(exported);
      if (!options.has('json') && losses.length > 0) {
        writeError(`${losses.join('\n')}\n`);
      }
      const write = (): Promise<void> => handOver(vault.app, exported);
      await (destination === '-' || drawsQr ? requireWholeOutput(write) : write());
      return EXIT.ok;
    },
    { files },
  );

  async function handOver(app: App, { file, count, ...rest }: ExportedFile): Promise<void> {
    const { leftOut, unsaid, cautions, leftInTrash } = rest;
    const losses = { leftOut, unsaid, cautions, leftInTrash };
    const lines = new TextDecoder().decode(file.bytes).split('\n').slice(0, -1);
    if (drawsQr) {
      // Not by way of `print`: the colours are escape sequences, and nothing a user wrote is in it.
      lines.forEach((link, at) => {
        writeOut(drawQr(link, { title: `${at + 1} of ${lines.length}`, isTransfer: format === 'google' }));
      });
      return;
    }
    if (destination === '-' && (format === 'links' || format === 'google')) {
      print(options, { lines, json: { links: lines, ...losses } });
      return;
    }
    await app.backups.offerFile(file);
    if (destination !== '-') {
      print(options, {
        lines: [`${count === 1 ? '1 account' : `${count} accounts`} exported to ${path}.`],
        json: { exported: count, file: path, ...losses },
      });
    }
  }
}

function readFormat(text: string): ExportFormat {
  if (!isExportFormat(text)) {
    throw new Refusal('unknown-format', '--format is one of those that "halfminute help export" names.');
  }
  return text;
}

async function makeFile(
  { app, password, secrets, state }: OpenedVault,
  { format, operands }: { readonly format: ExportFormat; readonly operands: readonly string[] },
): Promise<ExportedFile> {
  const only = operands.length === 0 ? {} : { only: selectAccount(state().accounts, operands).id };
  const request: ExportRequest = isSealedFormat(format)
    ? { password, format, ...only, filePassword: await secrets.nextNewPassword('Password for the file') }
    : { password, format, ...only };
  if ('filePassword' in request && request.filePassword === '') {
    throw new Refusal('missing-secret', 'The file needs a password of its own.');
  }
  const exported = await app.exports.makeFile(request);
  switch (exported.outcome) {
    case 'made':
      return exported;
    case 'wrong-password':
      throw new Refusal('wrong-password', 'That is not the password.', { exitCode: EXIT.wrongPassword });
    case 'not-allowed':
      throw notAllowed('an export without encryption');
    case 'nothing':
      throw new Refusal('nothing', 'There is no account that could be written.', {
        lines: lossesOf({
          leftOut: exported.leftOut,
          unsaid: [],
          cautions: [],
          leftInTrash: operands.length === 0 ? state().trash.length : 0,
        }),
      });
  }
}
