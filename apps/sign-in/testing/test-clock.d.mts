export function realNow(): number;
export function testClockSeconds(): number;
export function advanceTestClock(seconds: number): void;
export function installTestClock(): void;
export function restoreClock(): void;
