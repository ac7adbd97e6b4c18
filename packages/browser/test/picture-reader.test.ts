import { describe, expect, it } from 'vitest';
import { createPictureReader } from '../src/picture-reader.ts';
import type { WorkerReply, WorkerRequest } from '../src/worker-protocol.ts';

/** A worker that finds a code in everything, and breaks when it is told to. */
class FindingWorker extends EventTarget {
  readonly requests: unknown[] = [];
  isTerminated = false;
  isToBreak = false;
  postMessage({ number, request }: WorkerRequest): void {
    this.requests.push(request);
    const reply: WorkerReply = { number, answer: { outcome: 'read', codes: [{ text: 'found' }] } };
    queueMicrotask(() =>
      this.dispatchEvent(this.isToBreak ? new Event('error') : new MessageEvent('message', { data: reply })),
    );
  }
  terminate(): void {
    this.isTerminated = true;
  }
}

function create() {
  const workers: FindingWorker[] = [];
  const reader = createPictureReader(() => {
    const worker = new FindingWorker();
    workers.push(worker);
    return worker as unknown as Worker; // the client uses no other members of a worker
  });
  return { workers, reader };
}

const frame = { width: 1, height: 1, luma: Uint8Array.of(7) };

describe('the reader of pictures', () => {
  it('starts its worker with the first picture and keeps it', async () => {
    const { workers, reader } = create();
    expect(workers).toHaveLength(0);
    expect(await reader.readFrame(frame)).toEqual([{ text: 'found' }]);
    expect(await reader.readFile(Uint8Array.of(1))).toEqual({ outcome: 'read', codes: [{ text: 'found' }] });
    expect(workers).toHaveLength(1);
    expect(workers[0]?.requests).toEqual([
      { kind: 'frame', frame },
      { kind: 'file', bytes: Uint8Array.of(1) },
    ]);
  });

  it('says that its worker broke, and starts another for the next picture', async () => {
    const { workers, reader } = create();
    await reader.readFrame(frame);
    const [first] = workers;
    if (first !== undefined) {
      first.isToBreak = true;
    }
    await expect(reader.readFrame(frame)).rejects.toMatchObject({ name: 'PlatformError', code: 'io' });
    expect(first?.isTerminated).toBe(true);
    expect(await reader.readFrame(frame)).toEqual([{ text: 'found' }]);
    expect(workers).toHaveLength(2);
  });
});
