/** Structured logs, one JSON object a line on standard output. Values are data, so no text can forge a line; secrets have no business here. */
export interface Log {
  info(event: string, detail?: Readonly<Record<string, string | number | boolean | null>>): void;
  warn(event: string, detail?: Readonly<Record<string, string | number | boolean | null>>): void;
  error(event: string, detail?: Readonly<Record<string, string | number | boolean | null>>): void;
}
