/**
 * Runs named stages one after another, times them, and prints what failed, the table and the line of counts at the end.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { projectEnvironment, root } from './setup.mjs';

export function createStages() {
  const stages = [];
  return {
    /** Runs `work`, which answers `{ passed, failed, skipped }`, and in `failures` the names of what failed, if it has any. */
    async run(name, work) {
      console.log(`\n=== ${name}`);
      const start = performance.now();
      let counts;
      try {
        counts = await work();
      } catch (error) {
        console.error(error instanceof Error ? error.message : error);
        counts = { passed: 0, failed: 1, skipped: 0 };
      }
      stages.push({ name, seconds: (performance.now() - start) / 1000, ...counts });
    },
    /** Prints the table and the closing line; answers the exit code. */
    finish() {
      const total = { passed: 0, failed: 0, skipped: 0, seconds: 0 };
      for (const { name, failures = [] } of stages) {
        for (const failure of failures) {
          console.log(`\nfailed in ${name}: ${failure}`);
        }
      }
      console.log(
        `\n${'stage'.padEnd(24)}${'seconds'.padStart(9)}${'passed'.padStart(9)}${'failed'.padStart(9)}${'skipped'.padStart(9)}`,
      );
      for (const stage of stages) {
        console.log(row(stage.name, stage));
        for (const key of Object.keys(total)) {
          total[key] += stage[key];
        }
      }
      console.log(row('all', total));
      console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
      return total.failed === 0 && total.passed > 0 ? 0 : 1;
    },
  };
}

function row(name, { seconds, passed, failed, skipped }) {
  return `${name.padEnd(24)}${seconds.toFixed(1).padStart(9)}${String(passed).padStart(9)}${String(failed).padStart(9)}${String(skipped).padStart(9)}`;
}

/** One command that passes or fails as a whole. */
export async function command(program, args, environment = {}) {
  const code = await spawned(program, args, environment);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** A Vitest run; its own counts, test by test. */
export async function vitest(args, environment = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'halfminute-vitest-'));
  const report = join(folder, 'report.json');
  try {
    const code = await spawned(
      'vitest',
      ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      environment,
    );
    if (!existsSync(report)) {
      return { passed: 0, failed: 1, skipped: 0 };
    }
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    // A file that could not even be loaded has no test to its name, but fails the run.
    const failed = code !== 0 && numFailedTests === 0 ? 1 : numFailedTests;
    return {
      passed: numPassedTests,
      failed,
      skipped: numPendingTests + (numTodoTests ?? 0),
      failures: testResults.flatMap(failuresOf),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One line for each failed test of a file, or one for a file that could not be loaded. */
function failuresOf({ name, status, message, assertionResults }) {
  const file = relative(root, name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0 && status === 'failed') {
    return [`${file}: ${firstLine(message)}`];
  }
  return failed.map((test) => `${file}: ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`);
}

const firstLine = (text) => (text ?? '').trim().split('\n', 1)[0];

function spawned(program, args, environment) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...projectEnvironment(), ...environment },
    });
    child.on('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}
