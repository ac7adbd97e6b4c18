import { answerOf } from './answer.ts';

type Told = Parameters<typeof answerOf>[0];

/** Tells the shell something whose answer nobody waits for. A failure is a fault of ours: it is left to the console. */
export function told(command: Told): void {
  answerOf(command).catch(report);
}

/** The same for what replaces what was told before: the shell runs commands side by side, so the next is sent when it has answered the last. */
export function createNews<News>(tell: (news: News) => Told): (news: News) => void {
  let last: Promise<unknown> = Promise.resolve();
  return (news) => {
    last = last.then(() => answerOf(tell(news))).catch(report);
  };
}

function report(error: unknown): void {
  console.error(error);
}
