/** One thread that tries inputs for ever, led by the code they reach. Whoever started it ends it. */
import { parentPort, workerData } from 'node:worker_threads';
import { createChance } from './chance.ts';
import { startCoverage } from './coverage.ts';
import type { FromWorker, WorkerStart } from './messages.ts';
import { mutate } from './mutate.ts';
import { tryInput } from './try-input.ts';

/** Inputs between two looks at the coverage, which costs as much as some of them. */
const batch = 16;

// The thread that starts this one sends what this type says.
const start = workerData as WorkerStart;
const chance = createChance(start.seed);
const corpus = [...start.corpus];
const blocks = new Set<string>();
/** What the last look at the coverage added. */
let newest = new Set<string>();
const coverage = await startCoverage(new URL('../src/', import.meta.url).href);
const current = new Uint8Array(start.current);
const length = new Uint32Array(start.currentLength);

for (const seed of corpus) {
  // oxlint-disable-next-line no-await-in-loop -- one input after the other
  await attempt(seed, { unlocking: false });
}
note(await coverage.takeBlocks());

for (;;) {
  const inputs = Array.from({ length: batch }, () => mutate(chance.pick(corpus), chance.pick(corpus), chance));
  for (const input of inputs) {
    // oxlint-disable-next-line no-await-in-loop -- one input after the other
    await attempt(input, { unlocking: chance.below(100) === 0 });
  }
  // oxlint-disable-next-line no-await-in-loop -- as above
  if (note(await coverage.takeBlocks())) {
    // oxlint-disable-next-line no-await-in-loop -- as above
    await keepThoseThatReached(inputs);
  }
  send({ kind: 'progress', tried: batch, corpus: corpus.length, blocks: blocks.size });
}

/** Which of a batch reached something new is not known; each is tried alone against what was known without the batch. */
async function keepThoseThatReached(inputs: readonly Uint8Array[]): Promise<void> {
  const kept = new Set<string>();
  for (const input of inputs) {
    // oxlint-disable no-await-in-loop -- one input after the other
    await attempt(input, { unlocking: false });
    const reached = (await coverage.takeBlocks()).filter((block) => newest.has(block) && !kept.has(block));
    // oxlint-enable no-await-in-loop
    if (reached.length > 0) {
      reached.forEach((block) => kept.add(block));
      corpus.push(input);
    }
  }
}

/** Whether any of these blocks had not run before. */
function note(reached: readonly string[]): boolean {
  newest = new Set(reached.filter((block) => !blocks.has(block)));
  newest.forEach((block) => blocks.add(block));
  return newest.size > 0;
}

async function attempt(input: Uint8Array, how: { readonly unlocking: boolean }): Promise<void> {
  current.set(input);
  Atomics.store(length, 0, input.length);
  Atomics.add(length, 1, 1);
  try {
    await tryInput(input, how);
  } catch (error) {
    send({ kind: 'find', input, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

function send(message: FromWorker): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads has no origin
  parentPort?.postMessage(message);
}
