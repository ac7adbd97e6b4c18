import { errorToRefusal, type WorkerReply, type WorkerRequest } from './worker-protocol.ts';

/** The worker's end: answers each request of its page with what `answer` gives, or with its refusal. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- says once, at the door, what this worker's page sends
export function answerRequests<Request>(answer: (request: Request) => Promise<unknown>): void {
  addEventListener('message', ({ data }: MessageEvent<WorkerRequest>) => {
    void reply(data.number, () => answer(data.request as Request)); // only our own page can speak to this worker
  });
}

async function reply(number: number, work: () => Promise<unknown>): Promise<void> {
  let message: WorkerReply;
  try {
    message = { number, answer: await work() };
  } catch (error) {
    message = { number, refusal: errorToRefusal(error) };
  }
  postMessage(message);
}
