import type { Target } from './target.ts';

/** One attack on a running service, by which somebody really got in somewhere, or might. */
export interface Attack {
  /** As in the rules, "T4"; or "P-b" for what another product was seen to let through. */
  readonly id: string;
  readonly name: string;
  /** Where it happened. */
  readonly realCase: string;
  /** Throws where the attack itself could not be carried out: that proves nothing, and is never called "refused". */
  run(target: Target): Promise<AttackResult>;
}

export interface AttackResult {
  readonly succeeded: boolean;
  /** In figures; where it succeeded, also by which way. */
  readonly tried: string;
  /** What an honest reader has to know besides. */
  readonly note?: string;
  /** It gets through, as the documentation says that it does; the sentence that says so. */
  readonly asDocumented?: string;
}

/** A part of an attack that is about something which the service does not have yet. */
export interface LaterPart {
  readonly id: string;
  readonly name: string;
  readonly notApplicable: string;
}

/** The attack could not be carried out, so that nothing is known about the service. */
export class AttackBrokenError extends Error {
  constructor(expected: string) {
    super(`This attack proves nothing, for it wants this to be so first: ${expected}`);
    this.name = 'AttackBrokenError';
  }
}

/** What an attack stands on, such as that the right code would have been taken. */
export function holds(isSo: boolean, expected: string): asserts isSo {
  if (!isSo) {
    throw new AttackBrokenError(expected);
  }
}

/** The ways that one attack tries, and which of them got through. */
export interface Ways {
  /** Notes one more way. */
  try(way: string, gotThrough: boolean): void;
  readonly count: number;
  /** `tried` may say how many ways there were as `{ways}`. */
  result(tried: string, note?: string): AttackResult;
}

export function createWays(): Ways {
  const through: string[] = [];
  let count = 0;
  return {
    try: (way, gotThrough) => {
      count += 1;
      if (gotThrough) {
        through.push(way);
      }
    },
    get count() {
      return count;
    },
    result: (tried, note) => {
      const told = tried.replaceAll('{ways}', String(count));
      return {
        succeeded: through.length > 0,
        tried: through.length === 0 ? told : `${told} GOT THROUGH: ${through.join('; ')}.`,
        ...(note === undefined ? {} : { note }),
      };
    },
  };
}
