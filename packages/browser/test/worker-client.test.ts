import { PlatformError } from '@halfminute/core';
import { describe, expect, it } from 'vitest';
import { createWorkerClient } from '../src/worker-client.ts';
import { errorToRefusal, type WorkerReply, type WorkerRequest } from '../src/worker-protocol.ts';

/** A worker whose answers the test gives. */
class HandWorker extends EventTarget {
  readonly requests: WorkerRequest[] = [];
  isTerminated = false;
  postMessage(message: WorkerRequest): void {
    this.requests.push(message);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  reply(reply: WorkerReply): void {
    this.dispatchEvent(new MessageEvent('message', { data: reply }));
  }
}

function create(): { worker: HandWorker; client: ReturnType<typeof createWorkerClient<string, string>> } {
  const worker = new HandWorker();
  // The client uses no other members of a worker.
  return { worker, client: createWorkerClient<string, string>(worker as unknown as Worker) };
}

describe('a worker that is asked', () => {
  it('gets each answer to its own question, whatever their order', async () => {
    const { worker, client } = create();
    const [first, second] = [client.ask('first'), client.ask('second')];
    const [one, two] = worker.requests;
    worker.reply({ number: two?.number ?? 0, answer: 'answer two' });
    worker.reply({ number: one?.number ?? 0, answer: 'answer one' });
    expect(await first).toBe('answer one');
    expect(await second).toBe('answer two');
    expect(worker.requests.map(({ request }) => request)).toEqual(['first', 'second']);
  });

  it('refuses with the code that the worker gave', async () => {
    const { worker, client } = create();
    const asked = client.ask('save');
    worker.reply({ number: 1, refusal: errorToRefusal(new PlatformError('disk-full', 'no more room')) });
    await expect(asked).rejects.toMatchObject({ name: 'PlatformError', code: 'disk-full', message: 'no more room' });
    expect(errorToRefusal(new TypeError('odd'))).toEqual({ code: 'io', message: 'TypeError: odd' });
    expect(errorToRefusal('odd')).toEqual({ code: 'io', message: 'unknown failure' });
  });

  it('refuses everything once its script broke or could not be loaded', async () => {
    const { worker, client } = create();
    const asked = client.ask('open');
    worker.dispatchEvent(new Event('error'));
    await expect(asked).rejects.toMatchObject({ code: 'io' });
    await expect(client.ask('again')).rejects.toMatchObject({ code: 'io' });
    expect(worker.isTerminated).toBe(true);
  });

  it('leaves no question open when it is ended', async () => {
    const { worker, client } = create();
    const asked = client.ask('long work');
    client.end();
    await expect(asked).rejects.toMatchObject({ code: 'io' });
    expect(worker.isTerminated).toBe(true);
  });
});
