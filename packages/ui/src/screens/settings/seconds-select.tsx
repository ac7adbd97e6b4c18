import type { ReactElement } from 'react';
import { FixedRow, ManagedHint } from '../../parts/managed.tsx';
import { PanelRow } from '../../parts/panel.tsx';
import { Select, type Choice } from '../../parts/select.tsx';

interface SecondsRowProps {
  readonly label: string;
  /** Whole seconds, ascending. */
  readonly usual: readonly number[];
  /** null: never. */
  readonly chosen: number | null;
  /** By the organisation's policy; null: no limit, and "never" is among the choices. */
  readonly atMost: number | null;
  readonly say: { readonly some: (seconds: number) => string; readonly never: string };
  readonly onChange: (seconds: number | null) => void;
}

/** How long something may take; under a policy no longer than that allows. */
export function SecondsRow({ label, usual, chosen, atMost, say, onChange }: SecondsRowProps): ReactElement {
  const choices = secondsChoices(usual, { chosen, atMost, say });
  const [only] = choices;
  if (only !== undefined && choices.length === 1) {
    return <FixedRow label={label} value={only.words} />;
  }
  return (
    <PanelRow label={label} {...(atMost === null ? {} : { hint: <ManagedHint /> })}>
      <Select
        label={label}
        value={String(chosen)}
        choices={choices}
        onChange={(value) => onChange(value === String(null) ? null : Number(value))}
      />
    </PanelRow>
  );
}

/** The usual choices within the limit, the limit itself, and the chosen one even where another program chose it; "never" last. */
function secondsChoices(
  usual: readonly number[],
  { chosen, atMost, say }: Pick<SecondsRowProps, 'chosen' | 'atMost' | 'say'>,
): readonly Choice<string>[] {
  const within = usual.filter((seconds) => atMost === null || seconds <= atMost);
  const seconds = new Set([...within, ...(atMost === null ? [] : [atMost]), ...(chosen === null ? [] : [chosen])]);
  return [
    ...[...seconds].toSorted((a, b) => a - b).map((each) => ({ value: String(each), words: say.some(each) })),
    ...(atMost === null ? [{ value: String(null), words: say.never }] : []),
  ];
}
