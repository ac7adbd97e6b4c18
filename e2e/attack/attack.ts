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

export interface AttackResult extends Told {
  readonly succeeded: boolean;
}

/** What is said of an attack that was carried out. */
interface Told {
  /** In figures; where it succeeded, also by which way. */
  readonly tried: string;
  /** What an honest reader has to know besides. */
  readonly note?: string;
  /** It gets through, as the documentation says that it does; the sentence that says so. */
  readonly asDocumented?: string;
}

/** The ways that one attack tries, and which of them got through. */
export interface Ways {
  try(way: string, gotThrough: boolean): void;
  /** `tried` may say how many ways there were as `{ways}`. */
  tell(tried: string, note?: string): Told;
}

/**
 * An attack by what it tries. One way that got through is a success, also where another could not be tried after it: the first may have used up what the
 * second needs.
 */
export function defineAttack({
  carryOut,
  ...about
}: Omit<Attack, 'run'> & { readonly carryOut: (target: Target, ways: Ways) => Promise<Told> }): Attack {
  return {
    ...about,
    run: async (target) => {
      const through: string[] = [];
      let count = 0;
      const ways: Ways = {
        try: (way, gotThrough) => {
          count += 1;
          if (gotThrough) {
            through.push(way);
          }
        },
        tell: (tried, note) => ({
          tried: tried.replaceAll('{ways}', String(count)),
          ...(note === undefined ? {} : { note }),
        }),
      };
      const told = await carryOut(target, ways).catch((error: unknown) => {
        if (through.length > 0) {
          return { tried: error instanceof Error ? error.message : String(error) };
        }
        throw error;
      });
      return through.length === 0
        ? { ...told, succeeded: false }
        : { ...told, succeeded: true, tried: `GOT THROUGH: ${through.join('; ')}. ${told.tried}` };
    },
  };
}

/** A part of an attack that is about something which the service does not have yet. */
export interface LaterPart {
  readonly id: string;
  readonly name: string;
  readonly notApplicable: string;
}

/** The attack could not be carried out, so that nothing is known about the service. */
class AttackBrokenError extends Error {
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
