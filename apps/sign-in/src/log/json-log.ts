import type { Log } from './log.ts';

export interface LogOptions {
  /** Unix seconds; the machine's clock where none is given. */
  readonly clock?: () => number;
}

type Detail = Parameters<Log['info']>[1];

/**
 * Writes one JSON object a line: `time` (UTC), `level`, `event`, then the detail. A text within cannot end the line, forge
 * another or move a terminal's cursor, since every control character in it is spelt as \uXXXX.
 */
export function createLog(write: (line: string) => void, { clock = () => Date.now() / 1000 }: LogOptions = {}): Log {
  function line(level: string, event: string, detail: Detail = {}): void {
    const entry = {
      time: new Date(clock() * 1000).toISOString(),
      level,
      event,
      ...Object.fromEntries(
        Object.entries(detail)
          .filter(([name]) => !own.has(name))
          .map(([name, value]) => [name, mustNotBeLogged(name) && value !== null ? '<redacted>' : value]),
      ),
    };
    write(`${spellOut(JSON.stringify(entry))}\n`);
  }

  return {
    info: (event, detail) => line('info', event, detail),
    warn: (event, detail) => line('warn', event, detail),
    error: (event, detail) => line('error', event, detail),
  };
}

const own = new Set(['time', 'level', 'event']);

/** The last guard: what has such a name is a secret as like as not. What is not one has a better name ("reason", "status"). */
function mustNotBeLogged(name: string): boolean {
  return /code|secret|password|token|cookie|seed|pepper|authorization/i.test(name);
}

/** JSON spells out U+0000 to U+001F only; here also the rest of the controls, line ends and marks of direction. */
function spellOut(json: string): string {
  return json.replaceAll(
    /[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
