/** `npm run fuzz [-- --seconds N] [--seed N]`: mutates files of other programs, led by the code they reach, and ends with what it found. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { createHash } from 'node:crypto';
import { findsFolder, readCorpus } from './corpus.ts';
import type { FromWorker, WorkerStart } from './messages.ts';
import { shrink } from './shrink.ts';
import { tryInput } from './try-input.ts';

/** An input that takes this long, in a thread that shares its computer, takes too long. */
const hangMs = 10_000;
const noAnswer = 'no answer within';

const { seconds, seed } = readArguments();
const corpus = readCorpus();
const total = { tried: 0, corpus: corpus.length, blocks: 0 };
/** By where in the code it happened, so that each mistake counts once. */
const finds = new Map<string, { readonly input: Uint8Array; readonly error: string }>();

await wander();
await keepFinds();
console.log(
  `${total.tried} inputs in ${seconds} s from ${corpus.length} files (seed ${seed}); ${total.corpus} worth keeping, ${total.blocks} blocks of code reached; ${finds.size} finds.`,
);
process.exitCode = finds.size === 0 && total.tried > 0 ? 0 : 1;

async function wander(): Promise<void> {
  const end = performance.now() + seconds * 1000;
  for (let round = 0; performance.now() < end; round++) {
    // oxlint-disable-next-line no-await-in-loop -- a new thread only where the last one hung
    await oneThread(seed + round, end);
  }
}

function oneThread(threadSeed: number, end: number): Promise<void> {
  const start: WorkerStart = {
    seed: threadSeed,
    corpus,
    current: new SharedArrayBuffer(1024 * 1024),
    currentLength: new SharedArrayBuffer(8),
  };
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: start });
  const length = new Uint32Array(start.currentLength);
  let begun = 0;
  let since = performance.now();
  return new Promise((resolve, reject) => {
    const watch = setInterval(() => {
      const now = performance.now();
      if (Atomics.load(length, 1) !== begun) {
        begun = Atomics.load(length, 1);
        since = now;
      } else if (now - since > hangMs) {
        const input = new Uint8Array(start.current).slice(0, Atomics.load(length, 0));
        note({ input, error: `${noAnswer} ${hangMs / 1000} s (input ${sha256(input)})` });
        leave();
      }
      if (now >= end) {
        leave();
      }
    }, 100);
    function leave(): void {
      clearInterval(watch);
      worker.terminate().then(() => resolve(), reject);
    }
    worker.on('error', reject);
    // What the thread sends is what its type says.
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'find') {
        note(message);
      } else {
        total.tried += message.tried;
        total.corpus = message.corpus;
        total.blocks = Math.max(total.blocks, message.blocks);
      }
    });
  });
}

function note({ input, error }: { readonly input: Uint8Array; readonly error: string }): void {
  const place = error.split('\n').slice(0, 3).join('\n');
  if (!finds.has(place)) {
    finds.set(place, { input, error });
    console.error(`Found: ${error}`);
  }
}

/** Written where the tests take them up, each made as small as it stays a find. */
async function keepFinds(): Promise<void> {
  for (const { input, error } of finds.values()) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const small = error.startsWith(noAnswer)
      ? input
      : await shrink(input, async (smaller) => (await failure(smaller)) === headline(error));
    const path = join(findsFolder, `${sha256(small).slice(0, 12)}.bin`);
    mkdirSync(findsFolder, { recursive: true });
    writeFileSync(path, small);
    console.error(`Kept as ${path} (${small.length} bytes): mend the reader, and keep the file as a test.`);
  }
}

/** What goes wrong with this input, in a line; null where nothing does. A thread that never came back is not asked again. */
async function failure(input: Uint8Array): Promise<string | null> {
  try {
    await tryInput(input, { unlocking: true });
    return null;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

function headline(error: string): string {
  return error.split('\n', 1)[0] ?? '';
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function readArguments(): { readonly seconds: number; readonly seed: number } {
  const { values } = parseArgs({
    options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string' } },
  });
  const asked = Number(values.seconds);
  const givenSeed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(values.seed);
  if (!(asked >= 1) || !Number.isInteger(givenSeed)) {
    console.error('--seconds is 1 or more, and --seed a whole number.');
    process.exit(2);
  }
  return { seconds: asked, seed: givenSeed };
}
