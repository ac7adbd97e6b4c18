import { parse } from '@humanwhocodes/momoa';
import type { DocumentNode, MemberNode, ValueNode } from '@humanwhocodes/momoa';
import type { PolicyFile } from '../platform-desk.ts';
import type { Policy, PolicyName, PolicyReading } from './policy.ts';
import { isPolicyName, policyNames, policySchema } from './schema.ts';
import type { PolicyKind } from './schema.ts';

/** No policy is as long as that; what is will not be a policy. */
const LONGEST_TEXT = 100_000;

type Broken = Extract<PolicyReading, { readonly state: 'broken' }>;
type ValueReading =
  | { readonly ok: true; readonly value: NonNullable<Policy[PolicyName]> }
  | { readonly ok: false; readonly line: number; readonly wanted: string };

/** Reads what the organisation decided. Whatever is not understood makes the whole of it broken: nothing is guessed. */
export function readPolicy(file: PolicyFile | undefined): PolicyReading {
  if (file === undefined || (file.text === null && file.problem === null)) {
    return { state: 'none' };
  }
  const broken = (line: number | null, message: string): Broken => ({
    state: 'broken',
    path: file.path,
    line,
    message,
  });
  if (file.problem !== null || file.text === null) {
    return broken(null, file.problem ?? 'The file cannot be read.');
  }
  if (file.text.length > LONGEST_TEXT) {
    return broken(null, `The file is longer than ${LONGEST_TEXT} characters.`);
  }
  const parsed = parseJson(file.text);
  if ('problem' in parsed) {
    return broken(parsed.line, parsed.problem);
  }
  const { body } = parsed.document;
  if (body.type !== 'Object') {
    return broken(body.loc.start.line, 'A policy is one JSON object: {"passwordMinLength": 12}.');
  }
  const values = new Map<PolicyName, NonNullable<Policy[PolicyName]>>();
  for (const member of body.members) {
    const { line } = member.name.loc.start;
    const name = nameOf(member);
    if (!isPolicyName(name)) {
      return broken(line, `"${shortened(name)}" is no policy. There are: ${policyNames.join(', ')}.`);
    }
    if (values.has(name)) {
      return broken(line, `"${name}" is there twice.`);
    }
    const reading = readValue(member.value, policySchema[name].value);
    if (!reading.ok) {
      return broken(reading.line, `"${name}" has to be ${reading.wanted}.`);
    }
    values.set(name, reading.value);
  }
  return { state: 'in-force', policy: Object.fromEntries(values) as Policy }; // each value was read by its rule
}

type Parsed = { readonly document: DocumentNode } | { readonly problem: string; readonly line: number | null };

function parseJson(text: string): Parsed {
  try {
    return { document: parse(text, { mode: 'json' }) };
  } catch (error) {
    // Its errors carry the place; a RangeError of too deep a nesting does not.
    const line = error instanceof Error && 'line' in error && typeof error.line === 'number' ? error.line : null;
    return { line, problem: 'This is not JSON. Comments and a comma after the last value are not allowed.' };
  }
}

function nameOf({ name }: MemberNode): string {
  return name.type === 'String' ? name.value : name.name;
}

function readValue(node: ValueNode, rule: PolicyKind): ValueReading {
  const refused: ValueReading = { ok: false, line: node.loc.start.line, wanted: wantedOf(rule) };
  switch (rule.kind) {
    case 'number':
      return node.type === 'Number' &&
        Number.isInteger(node.value) &&
        node.value >= rule.least &&
        node.value <= rule.most
        ? { ok: true, value: node.value }
        : refused;
    case 'switch':
      return node.type === 'Boolean' ? { ok: true, value: node.value } : refused;
    case 'absolute-path':
      return node.type === 'String' && isAbsolutePath(node.value) ? { ok: true, value: node.value } : refused;
    case 'words':
      return readWords(node, rule, refused);
  }
}

function readWords(
  node: ValueNode,
  { words }: Extract<PolicyKind, { readonly kind: 'words' }>,
  refused: ValueReading,
): ValueReading {
  if (node.type !== 'Array') {
    return refused;
  }
  const chosen: string[] = [];
  for (const { value } of node.elements) {
    if (value.type !== 'String' || !words.includes(value.value) || chosen.includes(value.value)) {
      return { ...refused, ...(refused.ok ? {} : { line: value.loc.start.line }) };
    }
    chosen.push(value.value);
  }
  return { ok: true, value: chosen as NonNullable<Policy['keySlots']> }; // the only rule of this kind, and its words
}

function wantedOf(rule: PolicyKind): string {
  switch (rule.kind) {
    case 'number':
      return `a whole number from ${rule.least} to ${rule.most}`;
    case 'switch':
      return 'true or false';
    case 'absolute-path':
      return 'an absolute path';
    case 'words':
      return `a list of some of ${rule.words.map((word) => `"${word}"`).join(', ')}, each at most once`;
  }
}

/** Of Unix ("/srv/x"), of Windows ("C:\x", "\\server\share"). No step up, no control character. */
function isAbsolutePath(path: string): boolean {
  // oxlint-disable-next-line no-control-regex -- a path with one is a trap for whoever reads it
  if (/[\u0000-\u001f\u007f]/u.test(path) || path.split(/[/\\]/u).includes('..')) {
    return false;
  }
  return /^(?:\/|[A-Za-z]:[/\\]|\\\\[^\\]+\\[^\\]+)/u.test(path);
}

function shortened(name: string): string {
  const clean = name.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?');
  return clean.length > 40 ? `${clean.slice(0, 40)}…` : clean;
}
