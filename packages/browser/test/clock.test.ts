import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browserClock } from '../src/clock.ts';

const dayMs = 24 * 60 * 60 * 1000;

describe('the browser’s clock', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('runs a task once, no sooner than asked', () => {
    const task = vi.fn();
    browserClock.schedule(1500, task);
    vi.advanceTimersByTime(1499);
    expect(task).not.toHaveBeenCalled();
    vi.advanceTimersByTime(10_000);
    expect(task).toHaveBeenCalledTimes(1);
  });

  it('waits 60 days when asked to, though a timeout ends at 24.8', () => {
    const task = vi.fn();
    browserClock.schedule(60 * dayMs, task);
    vi.advanceTimersByTime(60 * dayMs - 1);
    expect(task).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(task).toHaveBeenCalledTimes(1);
  });

  it('takes a task back, also in a later step of a long wait', () => {
    const task = vi.fn();
    const takeBack = browserClock.schedule(60 * dayMs, task);
    vi.advanceTimersByTime(30 * dayMs);
    takeBack();
    vi.advanceTimersByTime(60 * dayMs);
    expect(task).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('runs a task at once that was due before, and one that an early timer woke too soon only when it is due', () => {
    const task = vi.fn();
    browserClock.schedule(-5, task);
    vi.advanceTimersByTime(0);
    expect(task).toHaveBeenCalledTimes(1);
    const exact = vi.fn();
    browserClock.schedule(10.75, exact);
    vi.advanceTimersByTime(10);
    expect(exact).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2);
    expect(exact).toHaveBeenCalledTimes(1);
  });

  it('tells the minutes that the local time is ahead of UTC', () => {
    const summer = Date.UTC(2026, 6, 1);
    expect(browserClock.utcOffsetMinutes(summer)).toBe(-new Date(summer).getTimezoneOffset());
  });
});
