import { variables } from './variables.ts';
import type { VariableName } from './variables.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads variables one by one and collects what is wrong with them, so that all of it can be said at once. */
export interface EnvironmentReader {
  readonly problems: string[];
  /** Trimmed; null where it is not set or empty. */
  text(name: VariableName): string | null;
  /** `fallback` where it is not set; where `parse` answers null, a problem, and `fallback` too. */
  parsed<Value>(name: VariableName, reading: Reading<Value>): Value;
  problem(name: VariableName, sentence: string): void;
}

interface Reading<Value> {
  readonly parse: (text: string) => Value | null;
  readonly fallback: Value;
  /** It must be set. */
  readonly required?: boolean;
}

export function createEnvironmentReader(environment: Environment): EnvironmentReader {
  const problems: string[] = [];

  function text(name: VariableName): string | null {
    const value = environment[name]?.trim() ?? '';
    return value === '' ? null : value;
  }

  function problem(name: VariableName, sentence: string): void {
    problems.push(`${name} ${sentence}`);
  }

  return {
    problems,
    text,
    problem,
    parsed(name, { parse, fallback, required = false }) {
      const value = text(name);
      if (value === null) {
        if (required) {
          problem(name, `is not set. Set it to ${whatToSet(name)}.`);
        }
        return fallback;
      }
      const parsed = parse(value);
      if (parsed === null) {
        const came = isSecret(name) ? 'cannot be read' : `is ${JSON.stringify(value.slice(0, 200))}`;
        problem(name, `${came}. Set it to ${whatToSet(name)}.`);
        return fallback;
      }
      return parsed;
    },
  };
}

/** Names that begin like ours and are none: a setting that is misspelt is one that is believed in. */
export function unknownNames(environment: Environment): readonly string[] {
  return Object.keys(environment).filter(
    (name) => name.startsWith('HALFMINUTE_') && !variables.some((variable) => variable.name === name),
  );
}

function whatToSet(name: VariableName): string {
  return variables.find((variable) => variable.name === name)?.what ?? '';
}

function isSecret(name: VariableName): boolean {
  return variables.some((variable) => variable.name === name && 'secret' in variable);
}
