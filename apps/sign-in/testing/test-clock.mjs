/**
 * `node --import …/test-clock.mjs`: a clock that a test moves. Production code asks Date and has no other clock, so that nothing of a test is in it.
 * The parent process moves it by the message `{ advanceSeconds }` and gets `{ advancedSeconds }` (in all) back; a test that runs the service in its
 * own process calls `advanceTestClock`.
 */
const RealDate = globalThis.Date;
let offsetMs = Number(process.env.HALFMINUTE_TEST_CLOCK_SECONDS ?? 0) * 1000;
// The service refuses variables that it does not know.
delete process.env.HALFMINUTE_TEST_CLOCK_SECONDS;

/** Milliseconds since 1970 by the machine's own clock. */
export function realNow() {
  return RealDate.now();
}

/** Seconds by which the clock stands before the machine's own. */
export function testClockSeconds() {
  return offsetMs / 1000;
}

/** Moves the clock of this process; negative seconds move it back. */
export function advanceTestClock(seconds) {
  offsetMs += seconds * 1000;
}

/** Puts the clock of this process into its place; until `restoreClock`. */
export function installTestClock() {
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [realNow() + offsetMs] : args, newTarget),
    apply: () => new RealDate(realNow() + offsetMs).toString(),
    get: (target, name, receiver) =>
      name === 'now' ? () => realNow() + offsetMs : Reflect.get(target, name, receiver),
  });
}

/** Takes the machine's own clock back. */
export function restoreClock() {
  globalThis.Date = RealDate;
  offsetMs = 0;
}

if (process.send !== undefined && process.env.VITEST === undefined) {
  installTestClock();
  process.on('message', (message) => {
    if (typeof message?.advanceSeconds === 'number') {
      advanceTestClock(message.advanceSeconds);
      process.send({ advancedSeconds: testClockSeconds() });
    }
  });
  process.channel?.unref();
}
