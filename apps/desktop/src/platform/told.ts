import { answerOf } from './answer.ts';

/** Tells the shell something whose answer nobody waits for. A failure is a fault of ours: it is left to the console. */
export function told(command: Parameters<typeof answerOf>[0]): void {
  answerOf(command).catch((error: unknown) => console.error(error));
}
