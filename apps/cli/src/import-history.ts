import type { ImportRecord } from '@halfminute/core';
import type { ExitCode } from './exit-code.ts';
import { EXIT } from './exit-code.ts';
import type { GivenOptions, Invocation } from './invocation.ts';
import { ensureSaved, withOpenVault } from './open-vault.ts';
import type { OpenedVault } from './open-vault.ts';
import { print } from './print.ts';
import { Refusal } from './refusal.ts';

/** `halfminute import --imports`, `--undo [ID]` and `--put-back [ID]`: the imports of the past. */
export async function runOnImports(invocation: Invocation): Promise<ExitCode> {
  const { options, operands } = invocation;
  const [id, ...others] = operands;
  const acts = (['imports', 'undo', 'put-back'] as const).filter((name) => options.has(name));
  const [act] = acts;
  if (act === undefined || acts.length > 1 || others.length > 0 || (act === 'imports' && id !== undefined)) {
    throw new Refusal('bad-operand', 'Give --imports, or --undo or --put-back with the ID of one import at most.');
  }
  return withOpenVault(invocation, async (vault) => {
    if (act === 'imports') {
      list(options, vault.state().imports);
    } else {
      await (act === 'undo' ? takeBack(vault, { options, id }) : putBack(vault, { options, id }));
    }
    return EXIT.ok;
  });
}

function list(options: GivenOptions, imports: readonly ImportRecord[]): void {
  print(options, {
    lines: imports.length === 0 ? ['There are no imports.'] : imports.map(lineOf),
    json: imports,
  });
}

function lineOf({ id, unixSeconds, programs, count, liveCount, undoneCount }: ImportRecord): string {
  const when = new Date(unixSeconds * 1000).toISOString().slice(0, 16).replace('T', ' ');
  const what = undoneCount > 0 ? `taken back, ${undoneCount} in the trash` : `${liveCount} still here`;
  return `${id}  ${when} UTC  ${count} from ${programs.join(', ')}; ${what}`;
}

interface Chosen {
  readonly options: GivenOptions;
  /** undefined: the newest that it can be done with. */
  readonly id: string | undefined;
}

async function takeBack({ app, state }: OpenedVault, { options, id }: Chosen): Promise<void> {
  const record = choose(state().imports, { id, can: ({ liveCount }) => liveCount > 0 });
  ensureSaved(await app.imports.undo(record.id));
  print(options, {
    lines: [
      `${record.liveCount} ${record.liveCount === 1 ? 'account is' : 'accounts are'} in the trash for 30 days. Put back with: halfminute import --put-back ${record.id}`,
    ],
    json: { id: record.id, trashed: record.liveCount },
  });
}

async function putBack({ app, state }: OpenedVault, { options, id }: Chosen): Promise<void> {
  const record = choose(state().imports, { id, can: ({ undoneCount }) => undoneCount > 0 });
  ensureSaved(await app.imports.putBack(record.id));
  print(options, {
    lines: [`${record.undoneCount} ${record.undoneCount === 1 ? 'account is' : 'accounts are'} back.`],
    json: { id: record.id, putBack: record.undoneCount },
  });
}

function choose(
  imports: readonly ImportRecord[],
  { id, can }: { readonly id: string | undefined; can(record: ImportRecord): boolean },
): ImportRecord {
  const record = imports.find((one) => can(one) && (id === undefined || one.id === id));
  if (record === undefined) {
    throw new Refusal(
      'no-such-import',
      'There is no such import, or nothing of it is left. See: halfminute import --imports',
      {
        exitCode: EXIT.noMatch,
      },
    );
  }
  return record;
}
