/** What `halfminute` ends with; documented in README.md, "Exit codes". A number never changes its meaning. */
export const EXIT = {
  ok: 0,
  /** Something outside the user's input failed: a full disk, a save that did not succeed, a defect of ours. */
  broken: 1,
  /** What was given cannot be used, or what was asked for is refused. */
  refused: 2,
  severalMatches: 3,
  noMatch: 4,
  /** The password, or the recovery key, is not the one. */
  wrongPassword: 5,
  /** There is no vault yet, or what lies there cannot be opened. Nothing was changed. */
  noVault: 6,
  /** Ended by Ctrl+C at a question, as shells count it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
