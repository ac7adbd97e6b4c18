import type { Attack, AttackResult, LaterPart } from './attack.ts';
import type { Target } from './target.ts';

/** One attack, carried out: a row of the table. */
export interface AttackRow {
  readonly id: string;
  readonly name: string;
  readonly realCase: string | null;
  /** `broken`: it could not be carried out, and nothing is known. */
  readonly outcome: 'refused' | 'succeeded' | 'as documented' | 'broken' | 'not applicable';
  readonly tried: string;
  readonly note: string | null;
  readonly seconds: number;
}

/** Never throws: an attack that does is a row of its own kind, and fails the run. */
export async function carryOut(attack: Attack | LaterPart, target: Target): Promise<AttackRow> {
  const { id, name } = attack;
  if ('notApplicable' in attack) {
    const tried = attack.notApplicable;
    return { id, name, realCase: null, outcome: 'not applicable', tried, note: null, seconds: 0 };
  }
  const { realCase } = attack;
  const startedMs = performance.now();
  const seconds = () => (performance.now() - startedMs) / 1000;
  try {
    const result = await attack.run(target);
    return { id, name, realCase, seconds: seconds(), ...toOutcome(result) };
  } catch (error) {
    const tried = error instanceof Error ? error.message : String(error);
    const place = error instanceof Error ? (/\n\s+(at (?!holds\b)[^\n]*)/.exec(error.stack ?? '')?.[1] ?? null) : null;
    return { id, name, realCase, outcome: 'broken', tried, note: place, seconds: seconds() };
  }
}

function toOutcome({
  succeeded,
  tried,
  note,
  asDocumented,
}: AttackResult): Pick<AttackRow, 'outcome' | 'tried' | 'note'> {
  if (succeeded) {
    return { outcome: 'succeeded', tried, note: note ?? null };
  }
  return asDocumented === undefined
    ? { outcome: 'refused', tried, note: note ?? null }
    : { outcome: 'as documented', tried, note: asDocumented };
}
