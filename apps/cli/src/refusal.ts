import type { ExitCode } from './exit-code.ts';
import { EXIT } from './exit-code.ts';

interface RefusalOptions {
  readonly exitCode?: ExitCode;
  /** 1-based place of the character at fault, counted in code points as typed. */
  readonly at?: number | undefined;
  /** More for whoever reads the terminal, a line each, below the message. */
  readonly lines?: readonly string[];
  /** More for whoever reads `--json`; never a secret. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * An end that was foreseen: printed as one sentence, or with `--json` as `{error: {code, message, at?}}`. The message is
 * a sentence for the user and never holds a secret.
 */
export class Refusal extends Error {
  /** Stays the same for ever: scripts compare it. */
  readonly code: string;
  readonly exitCode: ExitCode;
  readonly at: number | undefined;
  readonly lines: readonly string[];
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, options: RefusalOptions = {}) {
    super(message);
    const { exitCode = EXIT.refused, at, lines = [], details = {} } = options;
    this.name = 'Refusal';
    this.code = code;
    this.exitCode = exitCode;
    this.at = at;
    this.lines = lines;
    this.details = details;
  }
}
