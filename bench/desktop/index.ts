import { execFileSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { buildDesktop, buildExample, desktopProgram } from '../../tools/desktop-build.mjs';
import { atMost, type Table } from '../table.ts';
import { argon2Beside, bareArgon2Ms, median } from './argon2.ts';
import { settleSeconds, startedAtRest, type AtRest } from './at-rest.ts';
import { hiddenAndLocked } from './hidden.ts';
import { packageSizes } from './package-size.ts';
import { startProgram } from './program.ts';
import { startScreen } from './screen.ts';
import type { Screen } from './screen.ts';
import { password, putVault, vaultOf } from './seed-vault.ts';

export const name = 'desktop';

/** `--accent` of packages/theme in its light form; the empty window is painted with it. */
const accent = 0x2f5bd7;
const rounds = 7;

/** The real window beside an empty one of the same kind, and beside what one would use instead. */
export async function run(): Promise<Table[]> {
  await buildDesktop();
  const programs = {
    ours: desktopProgram,
    empty: await buildExample('empty-window'),
    argon2: await buildExample('argon2-time'),
  };
  const screen = await startScreen();
  try {
    return [
      await starts(screen, programs),
      await memory(screen, programs),
      await hiddenAndLocked({ ours: programs.ours, display: screen.display }),
      await unlocking(screen, programs),
      await argon2Beside(programs.argon2, 5),
      packageSizes(programs.ours),
    ];
  } finally {
    await screen.stop();
  }
}

interface Programs {
  readonly ours: string;
  readonly empty: string;
  readonly argon2: string;
}

/** From the start of the process to what its user sees. */
async function starts(screen: Screen, { ours, empty }: Programs): Promise<Table> {
  const vault = await vaultOf(1);
  const times = { ours: [] as number[], empty: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    for (const which of round % 2 === 0 ? (['ours', 'empty'] as const) : (['empty', 'ours'] as const)) {
      const program = await startProgram({
        command: [which === 'ours' ? ours : empty],
        display: screen.display,
        home: (folder) => putVault(folder, vault),
      });
      times[which].push((await painted(screen, 500)) - program.startedMs);
      await program.stop();
      await blank(screen);
    }
  }
  const [us, them] = [median(times.ours), median(times.empty)];
  return {
    title: `From start to paint, medians of ${rounds} in turn (ratio to an empty Tauri window)`,
    rows: [
      { name: `an empty Tauri window (${them.toFixed(0)} ms)`, perSecond: 1000 / them, ratio: 1 },
      { name: `Halfminute, unlock screen (${us.toFixed(0)} ms)`, perSecond: 1000 / us, ratio: us / them },
    ],
    targets: [atMost('start to painted unlock screen beside the empty window', 1.5, us / them)],
  };
}

/** Proportional set size of all processes, some seconds after the start, and what it costs to do nothing. */
async function memory(screen: Screen, { ours, empty }: Programs): Promise<Table> {
  const vault = await vaultOf(1);
  const candidates = [
    { name: 'an empty Tauri window', command: [empty] },
    { name: 'Halfminute, locked', command: [ours] },
    ...['keepassxc', 'otpclient'].map((rival) => ({ name: rival, command: [`/usr/bin/${rival}`] })),
  ];
  const rows: (AtRest & { readonly name: string })[] = [];
  for (const { name: of, command } of candidates) {
    rows.push({ name: of, ...(await startedAtRest({ command, display: screen.display, vault })) });
    await blank(screen);
  }
  const [first, second] = rows;
  const ratio = (second?.mebibytes ?? Number.NaN) / (first?.mebibytes ?? Number.NaN);
  return {
    title: `Memory (PSS) after ${settleSeconds} s (ratio to the empty window)`,
    rows: rows.map(({ name: of, mebibytes, cpuShare }) => ({
      name: `${of} (${mebibytes.toFixed(0)} MiB, ${(100 * cpuShare).toFixed(2)} % of a core)`,
      ratio: mebibytes / (first?.mebibytes ?? Number.NaN),
    })),
    targets: [atMost('memory beside the empty window', 1.2, ratio)],
  };
}

/**
 * From Enter to the painted list of a thousand accounts, beside Argon2id alone at the same cost. Memory that a virtual computer has to ask its
 * host for takes longer to fill than the hash takes to compute, so that before either of the two the same amount was just in use.
 */
async function unlocking(screen: Screen, { ours, argon2 }: Programs): Promise<Table> {
  const useMemory = (): unknown => execFileSync(argon2, ['1']);
  const vault = await vaultOf(1000);
  const times = { unlock: [] as number[], bare: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const program = await startProgram({
      command: [ours],
      display: screen.display,
      home: (folder) => putVault(folder, vault),
    });
    await painted(screen, 500);
    await setTimeout(500);
    useMemory();
    times.bare.push(await bareArgon2Ms(password));
    xdotool(screen, 'type', '--delay', '5', password);
    await setTimeout(500);
    useMemory();
    const pressed = performance.now();
    xdotool(screen, 'key', 'Return');
    // The wide button goes, the small one of the list comes.
    times.unlock.push((await until(() => between(screen.countPixels(accent), 40, 400), 10)) - pressed);
    await program.stop();
    await blank(screen);
  }
  const [unlock, bare] = [median(times.unlock), median(times.bare)];
  return {
    title: `Unlocking 1,000 accounts, medians of ${rounds} (ratio to bare Argon2id at the same cost)`,
    rows: [
      { name: `Argon2id alone, @node-rs/argon2 (${bare.toFixed(0)} ms)`, perSecond: 1000 / bare, ratio: 1 },
      { name: `Enter to the painted list (${unlock.toFixed(0)} ms)`, perSecond: 1000 / unlock, ratio: unlock / bare },
    ],
    targets: [atMost('unlock to painted list beside bare Argon2id', 1.4, unlock / bare)],
  };
}

async function painted(screen: Screen, pixels: number): Promise<number> {
  return until(() => screen.countPixels(accent) >= pixels);
}

async function blank(screen: Screen): Promise<void> {
  await until(() => screen.countPixels(accent) === 0);
}

/** When it became true, to within `everyMs`. Looking takes half a millisecond of a core that what is looked at may want. */
async function until(isSo: () => boolean, everyMs = 4): Promise<number> {
  const deadline = performance.now() + 30_000;
  while (!isSo()) {
    if (performance.now() > deadline) {
      throw new Error('The window did not show within 30 s what was waited for.');
    }
    await setTimeout(everyMs);
  }
  return performance.now();
}

function xdotool({ display }: Screen, ...words: readonly string[]): void {
  execFileSync('xdotool', words, { env: { ...process.env, DISPLAY: display } });
}

function between(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
