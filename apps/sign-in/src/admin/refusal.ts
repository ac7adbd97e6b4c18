import type { ExitCode } from './exit-code.ts';
import { EXIT } from './exit-code.ts';

/** An end that was foreseen: one sentence for the terminal, `{error: {code, message}}` with `--json`. Never holds a secret. */
export class Refusal extends Error {
  /** Stays the same for ever: scripts compare it. */
  readonly code: string;
  readonly exitCode: ExitCode;
  /** More for whoever reads the terminal, a line each. */
  readonly lines: readonly string[];

  constructor(
    code: string,
    message: string,
    { exitCode = EXIT.refused, lines = [] }: { readonly exitCode?: ExitCode; readonly lines?: readonly string[] } = {},
  ) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.exitCode = exitCode;
    this.lines = lines;
  }
}
