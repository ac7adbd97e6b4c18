import type { AppState } from '@halfminute/core';
import { describe, expect, it, vi } from 'vitest';
import { createClosing } from '../src/close-asked.ts';
import { createNews } from '../src/platform/told.ts';
import { tellLocked } from '../src/tell-locked.ts';

const closed: AppState = {
  session: { phase: 'starting' },
  open: null,
  holdsUnsaved: false,
  device: null,
  incomingLinks: 0,
  clockCorrectionMs: null,
};
// Only whether there is an open state is looked at.
const open: AppState = { ...closed, open: {} as NonNullable<AppState['open']> };

const settled = (): Promise<void> => Promise.resolve();
const never = (): Promise<void> => Promise.withResolvers<void>().promise;

describe('the wish to close the window', () => {
  const unsaved = { getState: () => ({ ...open, holdsUnsaved: true }), settled };

  it('is heard where nothing would be lost', async () => {
    const closing = createClosing({ getState: () => open, settled }, { wait: never, quit: vi.fn() });
    expect(await closing.mayClose()).toBe(true);
    expect(closing.question.isAsked()).toBe(false);
  });

  it('is a question where a change is not saved, however often it is made', async () => {
    const quit = vi.fn();
    const heard = vi.fn();
    const closing = createClosing(unsaved, { wait: never, quit });
    closing.question.subscribe(heard);
    expect(await closing.mayClose()).toBe(false);
    expect(await closing.mayClose()).toBe(false);
    expect(closing.question.isAsked()).toBe(true);
    expect(heard).toHaveBeenCalled();
    closing.question.stay();
    expect(closing.question.isAsked()).toBe(false);
    expect(quit).not.toHaveBeenCalled();
    closing.question.close();
    expect(quit).toHaveBeenCalledOnce();
  });

  it('waits for a save that is on its way, and asks where that takes too long or fails', async () => {
    const save = Promise.withResolvers<void>();
    let state: AppState = { ...open };
    const app = { getState: () => state, settled: () => save.promise };
    const answer = createClosing(app, { wait: never, quit: vi.fn() }).mayClose();
    state = { ...open, holdsUnsaved: true };
    save.resolve();
    expect(await answer).toBe(false);

    const hangs = createClosing({ getState: () => open, settled: never }, { wait: settled, quit: vi.fn() });
    expect(await hangs.mayClose()).toBe(false);
    expect(hangs.question.isAsked()).toBe(true);
  });
});

describe('whether it is locked, and whether the page may end', () => {
  function start(): {
    go(next: AppState): Promise<void>;
    readonly told: readonly unknown[];
    somethingWaits(waits: boolean): void;
    save: PromiseWithResolvers<void>;
  } {
    let state = closed;
    let changed = (): void => undefined;
    const tell = vi.fn();
    const started = {
      somethingWaits: (waits: boolean) => teller.somethingWaits(waits),
      save: Promise.withResolvers<void>(),
      async go(next: AppState) {
        state = next;
        changed();
        await Promise.resolve();
        await Promise.resolve();
      },
      get told() {
        return tell.mock.calls.map(([each]) => each as unknown);
      },
    };
    const teller = tellLocked(
      {
        getState: () => state,
        subscribe: (listener) => {
          changed = listener;
          return () => undefined;
        },
        settled: () => started.save.promise,
      },
      tell,
    );
    return started;
  }

  it('is told at each change, and the end only once nothing is on its way any more', async () => {
    const page = start();
    page.save.resolve();
    await page.go(open);
    page.save = Promise.withResolvers();
    await page.go(closed);
    expect(page.told.at(-1)).toEqual({ isLocked: true, mayRest: false });
    page.save.resolve();
    await vi.waitFor(() => expect(page.told.at(-1)).toEqual({ isLocked: true, mayRest: true }));
  });

  it('is locked with something dropped that waits, and the page stays until it is gone', async () => {
    const page = start();
    page.save.resolve();
    await page.go(open);
    page.somethingWaits(true);
    await page.go(closed);
    await page.go(closed);
    expect(page.told.at(-1)).toEqual({ isLocked: true, mayRest: false });
    page.somethingWaits(false);
    await vi.waitFor(() => expect(page.told.at(-1)).toEqual({ isLocked: true, mayRest: true }));
  });

  it.each([
    ['a change that is not saved', { holdsUnsaved: true }],
    ['a link that waits', { incomingLinks: 1 }],
    ['a clock that was compared', { clockCorrectionMs: 160_000 }],
  ])('is locked with %s, and the page stays', async (_, holds) => {
    const page = start();
    page.save.resolve();
    await page.go(open);
    await page.go({ ...closed, ...holds });
    expect(page.told.at(-1)).toEqual({ isLocked: true, mayRest: false });
    await page.go(closed);
    await vi.waitFor(() => expect(page.told.at(-1)).toEqual({ isLocked: true, mayRest: true }));
  });
});

describe('news for the shell', () => {
  it('go one after the other, also where one fails', async () => {
    const complaint = vi.spyOn(console, 'error').mockReturnValue();
    const answers: PromiseWithResolvers<{ status: 'ok'; data: null }>[] = [];
    const sent: number[] = [];
    const tell = createNews((news: number) => {
      sent.push(news);
      const answer = Promise.withResolvers<{ status: 'ok'; data: null }>();
      answers.push(answer);
      return answer.promise;
    });
    [1, 2, 3].forEach(tell);
    await vi.waitFor(() => expect(sent).toEqual([1]));
    answers[0]?.resolve({ status: 'ok', data: null });
    await vi.waitFor(() => expect(sent).toEqual([1, 2]));
    answers[1]?.reject(new Error('the shell has a fault'));
    await vi.waitFor(() => expect(sent).toEqual([1, 2, 3]));
    expect(complaint).toHaveBeenCalledOnce();
    complaint.mockRestore();
  });
});
