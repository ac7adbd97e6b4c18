/** The time step of RFC 6238 section 4.2, T = floor((unixSeconds - T0) / X) with T0 = 0. Fractions of a second are allowed. */
export function timeStep(unixSeconds: number, periodSeconds: number): number {
  return Math.floor(unixSeconds / periodSeconds);
}

/** Seconds until the next time step begins: more than 0, at most the period. */
export function secondsLeft(unixSeconds: number, periodSeconds: number): number {
  return (timeStep(unixSeconds, periodSeconds) + 1) * periodSeconds - unixSeconds;
}
