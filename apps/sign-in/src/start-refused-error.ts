/** The service does not start like this. Holds every reason, each a sentence that says what to set. */
export class StartRefusedError extends Error {
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    super(`The service does not start like this:\n${reasons.map((reason) => `- ${reason}`).join('\n')}`);
    this.name = 'StartRefusedError';
    this.reasons = reasons;
  }
}
