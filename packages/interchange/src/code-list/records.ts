import { isPageParameter } from '@halfminute/otp';
import { codesIn } from './long-codes.ts';
import type { LabelledCode } from './long-codes.ts';
import { isHeading, labelOf, namesOfLabel, saysName } from './labels.ts';
import { unreadableCode } from './unreadable.ts';

interface Line {
  /** From 0. */
  readonly index: number;
  readonly text: string;
  readonly codes: readonly LabelledCode[];
  /** What stands beside a code that cannot be read, or beside none: '' where nothing does. */
  readonly failed: { readonly label: string; readonly reason: 'secret-not-base32' | 'secret-missing' } | undefined;
  readonly isParameter: boolean;
}

/** A code with the lines that say more of it. */
export interface NotedRecord {
  /** With one line that holds codes or was meant to; none where the record only says something. */
  readonly code: Line | undefined;
  /** "digits: 8" */
  readonly parameters: readonly string[];
  /** "name: GitHub" */
  readonly names: readonly string[];
  /** The line that names what stands below it; '' where none does. */
  readonly heading: string;
  /** Lines that say something else. */
  readonly others: number;
}

interface OpenRecord {
  code: Line | undefined;
  parameters: string[];
  names: string[];
  labels: Set<string>;
  headings: Line[];
  others: number;
  isEnded: boolean;
}

/**
 * A list cut into its records: each has one line with a code. Below it stands what belongs to it, up to an empty line, a
 * heading, the next item, or a field that the record has already.
 */
export function recordsOf(lines: readonly string[]): readonly NotedRecord[] {
  const records: OpenRecord[] = [];
  let open = newRecord();
  lines.map(readLine).forEach((line) => {
    if (line.text.trim() === '') {
      open.isEnded = open.code !== undefined || open.parameters.length > 0;
      return;
    }
    if (begins(line, open)) {
      records.push(open);
      open = newRecord();
    }
    add(line, open);
  });
  records.push(open);
  return records.map(({ code, parameters, names, headings, others }) => {
    const heading = code === undefined ? undefined : headings.findLast(({ index }) => index < code.index);
    return {
      code,
      parameters,
      names,
      heading: heading?.text ?? '',
      others: others + headings.length - (heading ? 1 : 0),
    };
  });
}

function newRecord(): OpenRecord {
  return { code: undefined, parameters: [], names: [], labels: new Set(), headings: [], others: 0, isEnded: false };
}

function readLine(text: string, index: number): Line {
  const codes = codesIn(text);
  return {
    index,
    text,
    codes,
    failed: codes.length > 0 ? undefined : failedCode(text),
    isParameter: isPageParameter(text),
  };
}

function failedCode(text: string): Line['failed'] {
  if (emptySecret.test(text)) {
    return { label: '', reason: 'secret-missing' };
  }
  const failed = unreadableCode(text);
  return failed === undefined ? undefined : { ...failed, reason: 'secret-not-base32' };
}

const emptySecret = /^[\s\-*"']*(?:totp[ _-]?|otp[ _-]?)?(?:secret|seed)(?:[ _-]?key)?["']?\s*[:=]\s*["']*[,;]?\s*$/i;

function hasCode({ codes, failed }: Line): boolean {
  return codes.length > 0 || failed !== undefined;
}

/** Whether a code has its name in its own line: then a name below it is that of another. */
function isNamed({ codes, failed }: Line): boolean {
  const { issuer, accountName } = namesOfLabel(codes[0]?.label ?? failed?.label ?? '');
  return issuer !== '' || accountName !== '';
}

function begins(line: Line, open: OpenRecord): boolean {
  const label = labelOf(line.text);
  const isRepeated = label !== '' && open.labels.has(label);
  if (open.isEnded && !(line.isParameter && open.code !== undefined && !isRepeated)) {
    return true;
  }
  const isFull = open.code !== undefined || open.parameters.length > 0;
  const isHeadingAlone = label === '' && !hasCode(line);
  const isNextName = open.code !== undefined && saysName(line.text) && isNamed(open.code);
  return (
    isRepeated ||
    isNextName ||
    (open.code !== undefined && (hasCode(line) || isHeadingAlone)) ||
    (isFull && /^\s*(?:[-*•]\s|\[)/.test(line.text) && !(line.isParameter && open.code !== undefined))
  );
}

function add(line: Line, open: OpenRecord): void {
  const label = labelOf(line.text);
  if (label !== '') {
    open.labels.add(label);
  }
  if (hasCode(line)) {
    open.code = line;
  } else if (line.isParameter) {
    open.parameters.push(line.text);
  } else if (saysName(line.text)) {
    open.names.push(line.text);
  } else if (isHeading(line.text)) {
    open.headings.push(line);
  } else {
    open.others += 1;
  }
}
