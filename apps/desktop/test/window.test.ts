import type { AppState } from '@halfminute/core';
import { describe, expect, it, vi } from 'vitest';
import { createCloseAnswer } from '../src/close-asked.ts';
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

describe('the wish to close the window', () => {
  it('is heard where nothing would be lost', () => {
    expect(createCloseAnswer({ getState: () => open }, () => 0)()).toBe(true);
  });

  it('is refused once where a change is not saved, and heard when it is made again soon', () => {
    let now = 0;
    const mayClose = createCloseAnswer({ getState: () => ({ ...open, holdsUnsaved: true }) }, () => now);
    expect(mayClose()).toBe(false);
    now = 9_999;
    expect(mayClose()).toBe(true);
    now = 60_000;
    expect(mayClose()).toBe(false);
  });
});

describe('whether it is locked', () => {
  it('is told at once and at each change, and a page that holds an unsaved change is not left to die', () => {
    let state = closed;
    let changed = (): void => undefined;
    const tell = vi.fn();
    tellLocked(
      {
        getState: () => state,
        subscribe: (listener) => {
          changed = listener;
          return () => undefined;
        },
      },
      tell,
    );
    const go = (next: AppState): void => {
      state = next;
      changed();
    };
    go(open);
    go({ ...open, incomingLinks: 1 });
    go({ ...closed, holdsUnsaved: true });
    go(closed);
    expect(tell.mock.calls).toEqual([[true], [false], [true]]);
  });
});
