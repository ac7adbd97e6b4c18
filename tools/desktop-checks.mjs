/** What `npm test` and `npm run e2e:desktop` do with the native window: build it, check its Rust, test it, and walk through it on a display of its own. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { buildDesktop, cargo } from './desktop-build.mjs';
import { vitest } from './stages.mjs';

/** Stages by name, in the order in which each finds what the one before has made. `canRun` says, once, where they cannot run here. */
export function desktopStages(canRun) {
  let isPossible = null;
  const ifPossible = (work) => async () => {
    isPossible ??= canRun('native window', 'cargo', 'desk');
    return isPossible ? work() : { passed: 0, failed: 0, skipped: 1 };
  };
  return [
    ['window build', ifPossible(build)],
    ['shell: format', ifPossible(() => rust('fmt', '--check'))],
    ['shell: clippy', ifPossible(() => rust('clippy', '--all-targets', '--', '-D', 'warnings'))],
    ['shell: tests', ifPossible(() => rust('test', '--lib', '--tests'))],
    ['native window', ifPossible(() => vitest(['--config', 'e2e/vitest.config.ts', 'e2e/desktop']))],
    ['story by scanning', ifPossible(() => vitest(['--config', 'e2e/vitest.config.ts', 'e2e/scan']))],
  ];
}

async function build() {
  await buildDesktop();
  return { passed: 1, failed: 0, skipped: 0 };
}

/** One cargo command; the tests among what it prints are counted, where there are none it passes or fails as a whole. */
async function rust(command, ...args) {
  const { program, args: all, options } = cargo(command, ...args);
  const child = spawn(program, all, { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
  const counts = { passed: 0, failed: 0, skipped: 0 };
  createInterface({ input: child.stdout }).on('line', (line) => {
    console.log(line);
    const result = /^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored/.exec(line);
    counts.passed += Number(result?.[1] ?? 0);
    counts.failed += Number(result?.[2] ?? 0);
    counts.skipped += Number(result?.[3] ?? 0);
  });
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('close', resolve);
  });
  if (counts.passed + counts.failed + counts.skipped === 0 || (code !== 0 && counts.failed === 0)) {
    counts[code === 0 ? 'passed' : 'failed'] += 1;
  }
  return counts;
}
