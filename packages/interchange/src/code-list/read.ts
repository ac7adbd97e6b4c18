import { isPageParameter } from '@halfminute/otp';
import { ready } from '../backup.ts';
import type { Backup, ReadyBackup } from '../backup.ts';
import { EntryRefusal, readEntry } from '../entry.ts';
import type { EntryNames, ImportEntry } from '../entry.ts';
import type { FileContent } from '../file-content.ts';
import { beginsAsJson } from '../json.ts';
import { linesOf } from '../lines.ts';
import { requireFewEntries } from '../link-list/read.ts';
import { readLoginCode } from '../login-code.ts';
import { codesIn } from './long-codes.ts';
import { withoutCutCode } from './cut-list.ts';
import { namesOfFields, namesOfLabel } from './labels.ts';
import { recordsOf } from './records.ts';
import type { NotedRecord } from './records.ts';

/** UTF-16 units of a list that a person wrote; what is longer is something else. */
const longestList = 1_048_576;

/**
 * Long codes that somebody noted down: one alone, several a line each, behind a name or before it, or below one. A text in
 * which only one stands is read as a paste is, with what its page says besides.
 */
export function readCodeList({ text }: FileContent): Backup | null {
  if (
    text === null ||
    text.length > longestList ||
    beginsAsJson(text) ||
    /<[a-z!/?]|otpauth:|(?:steam|motp):[\\/]/i.test(text)
  ) {
    return null;
  }
  const lines = linesOf(text);
  const count = lines.reduce((sum, line) => sum + codesIn(line).length, 0);
  requireFewEntries(count);
  if (count === 0) {
    return null;
  }
  const page = count === 1 ? readPage(text, lines) : null;
  if (page !== null) {
    return ready(program, page);
  }
  const list = readList(lines);
  return { ...list, entries: withoutCutCode(list.entries, text) };
}

const program = 'list of codes';

/** null where the text is more than a paste with one code. */
function readPage(text: string, lines: readonly string[]): readonly ImportEntry[] | null {
  const { entries } = readList(lines);
  const [entry, ...others] = entries;
  if (entry === undefined || others.length > 0) {
    return null;
  }
  const read = readLoginCode({ where: entry.where, name: '', userName: '', code: text });
  return entry.verdict === 'imported' && read.verdict === 'imported' && read.account.secret.equals(entry.account.secret)
    ? [{ ...read, account: { ...read.account, ...namesOf(entry.account) } }]
    : null;
}

function namesOf({ issuer, accountName }: EntryNames): EntryNames {
  return { issuer, accountName };
}

function readList(lines: readonly string[]): ReadyBackup {
  const records = recordsOf(lines);
  const coded = records.filter(({ code }) => code !== undefined);
  const said = records.flatMap(({ code, parameters }) => (code === undefined ? parameters : []));
  const [only] = coded;
  const entries =
    only !== undefined && coded.length === 1
      ? readRecord({ ...only, parameters: [...only.parameters, ...said] }, [])
      : coded.flatMap((record) => readRecord(record, said));
  const otherLines = records.reduce((sum, { others }) => sum + others, 0);
  return { ...ready(program, entries), ...(otherLines > 0 && { otherLines }) };
}

/** `saidOfNone`: parameters in no record that has a code, which may be meant for any of them. */
function readRecord(record: NotedRecord, saidOfNone: readonly string[]): readonly ImportEntry[] {
  const { code: line } = record;
  if (line === undefined) {
    return [];
  }
  const where = `line ${line.index + 1}`;
  if (line.failed !== undefined) {
    return [noCode(where, namesIn(record, namesOfLabel(line.failed.label)), line.failed.reason)];
  }
  // What a sign has cut in two is one code that cannot be read.
  const first = line.codes.findIndex(({ isWhole }) => !isWhole);
  const codes = line.codes.filter(({ isWhole }, at) => isWhole || at === first);
  return codes.map(({ code, label, beside, isWhole }) => {
    const own = namesOfLabel(label);
    const names = line.codes.length > 1 ? own : namesIn(record, own);
    if (!isWhole) {
      return noCode(where, names, 'secret-not-base32');
    }
    const parameters = [...record.parameters, ...inlineParameters(beside)];
    return (
      refuseUnclear(where, names, { beside, parameters, saidOfNone }) ?? readCode(where, names, [code, ...parameters])
    );
  });
}

/** The names beside the code, or else those of its record. */
function namesIn(record: NotedRecord, own: EntryNames): EntryNames {
  const named = [own, namesOfFields(record.names), namesOfLabel(record.heading)];
  return named.find(({ issuer, accountName }) => issuer !== '' || accountName !== '') ?? own;
}

function readCode(where: string, names: EntryNames, [code = '', ...parameters]: readonly string[]): ImportEntry {
  return readLoginCode({
    where,
    name: names.issuer,
    userName: names.accountName,
    code: parameters.length === 0 ? code : [`Key: ${code}`, ...parameters].join('\n'),
  });
}

/** "digits=8;algorithm=SHA512" in the line of the code itself. */
function inlineParameters(beside: string): readonly string[] {
  return beside
    .split(/[;,|&\t()]/)
    .map((piece) => piece.trim())
    .filter(isPageParameter);
}

interface Said {
  readonly beside: string;
  readonly parameters: readonly string[];
  readonly saidOfNone: readonly string[];
}

/** With another algorithm, length or kind every code would be wrong: what is said of them and cannot be placed is a refusal. */
function refuseUnclear(where: string, names: EntryNames, { beside, parameters, saidOfNone }: Said): ImportEntry | null {
  const isUnclear =
    (parameters.length === 0 && saysUnusual.test(beside)) || (saidOfNone.length > 0 && !isUsual(saidOfNone));
  return isUnclear
    ? readEntry(where, names, () => {
        throw new EntryRefusal(
          'bad-entry',
          'The text says something of algorithm, digits, period or kind that may be meant for this code or not. Add the account by hand.',
        );
      })
    : null;
}

const saysUnusual = new RegExp(
  [
    String.raw`\bsha-?(?:2-?)?(?:256|512)\b`,
    String.raw`\bmd5\b`,
    String.raw`\bh(?:mac-)?otp\b`,
    String.raw`\b(?:[4579]|8|10)[ -]?(?:digits?|stellig)\b`,
    String.raw`\b(?:period|interval|time ?step|counter|digits|algorithm)\b\s*[a-z]*\s*\d`,
    String.raw`\b(?!30\b)\d{1,3} ?(?:s|secs?|seconds)\b`,
  ].join('|'),
  'i',
);

/** Any code will do to see what the parameters make of it. */
function isUsual(parameters: readonly string[]): boolean {
  const read = readCode('', { issuer: '', accountName: '' }, ['AAAAAAAAAAAAAAAA', ...parameters]);
  return (
    read.verdict === 'imported' &&
    read.account.kind === 'totp' &&
    read.account.algorithm === 'SHA1' &&
    read.account.digits === 6 &&
    read.account.periodSeconds === 30
  );
}

function noCode(where: string, names: EntryNames, reason: 'secret-not-base32' | 'secret-missing'): ImportEntry {
  return readEntry(where, names, () => {
    throw new EntryRefusal(
      reason,
      reason === 'secret-missing'
        ? 'There is no long code here. Copy the list again, or add the account by its long code.'
        : 'What stands here is no long code: those have the letters A to Z and the figures 2 to 7. Copy it again.',
    );
  });
}
