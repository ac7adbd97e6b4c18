/** What a command ends with; documented in README.md, "Exit codes". A number never changes its meaning. */
export const EXIT = {
  ok: 0,
  /** Something outside the input failed: the database, a full disk, a defect of ours. */
  broken: 1,
  /** What was given cannot be used, or what was asked for is refused. Nothing was changed. */
  refused: 2,
  /** Done, and something was found that somebody must look at: a broken log, a row that was not imported, a wrong clock. */
  findings: 3,
  /** There is no such account or group. */
  unknown: 4,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
