import type { ImportEntry, ImportWarning } from '../entry.ts';

/** The parameters of a link in order, names in small letters. */
type Parameters = readonly { readonly name: string; readonly value: string }[];

const mayBeCut: ImportWarning = {
  code: 'may-be-cut',
  message:
    'The list ends within this line, and the line says less than all others: it may be cut short. Compare the code with that of the other program, or export it again.',
};

/**
 * The last entry of a list of links, with a warning where the text ends in the middle of it: a secret that was cut is often still one, and
 * makes other codes. `lines`: those that hold something, as they stand in `text`.
 */
export function doubtCutEnd(
  text: string,
  lines: readonly string[],
  entries: readonly ImportEntry[],
): readonly ImportEntry[] {
  const last = entries.at(-1);
  if (last?.verdict !== 'imported' || lines.length < 3 || lines.length !== entries.length) {
    return entries;
  }
  return endsShort(text, lines)
    ? entries.with(entries.length - 1, { ...last, warnings: [...last.warnings, mayBeCut] })
    : entries;
}

function endsShort(text: string, lines: readonly string[]): boolean {
  const end = parametersOf(lines.at(-1) ?? '');
  if (!text.endsWith(lines.at(-1) ?? '') || end.length === 0) {
    return false;
  }
  const others = lines.slice(0, -1).map((line) => parametersOf(line));
  const [first = []] = others;
  const inAll = first.filter(({ name }) => others.every((other) => other.some((one) => one.name === name)));
  if (inAll.some(({ name }) => !end.some((one) => one.name === name))) {
    return true;
  }
  // All end with the same parameter, of the same length.
  const usual = first.at(-1);
  const here = end.at(-1);
  const isUsual = others.every(
    (other) => other.at(-1)?.name === usual?.name && other.at(-1)?.value.length === usual?.value.length,
  );
  return isUsual && here?.name === usual?.name && (here?.value.length ?? 0) < (usual?.value.length ?? 0);
}

function parametersOf(link: string): Parameters {
  const query = /\?([^#]{1,4000})/.exec(link)?.[1] ?? '';
  return query === ''
    ? []
    : query.split('&').map((one) => {
        const [name = '', value = ''] = one.split('=', 2);
        return { name: name.toLowerCase(), value };
      });
}
