import { readFields } from '../account-fields.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { decodeBase64 } from '../bytes.ts';
import type { ImportEntry } from '../entry.ts';
import { InterchangeError } from '../errors.ts';
import { decodeText } from '../text-encoding.ts';
import type { FileContent } from '../file-content.ts';
import { field } from '../json.ts';
import { linesOf } from '../lines.ts';
import { exportRoles, kindsByWord, lineNames } from './format.ts';

const program = 'Authme';

/** An .authme file, which is JSON around base64 of lines, or the lines alone as earlier versions export them. */
export function readAuthme({ json, text }: FileContent): Backup | null {
  const codes = field(json, 'codes');
  if (typeof codes === 'string' && exportRoles.has(field(json, 'role'))) {
    if (field(json, 'encrypted') === true) {
      throw new InterchangeError(
        'unsupported-file',
        'This is what Authme keeps for itself, encrypted. In Authme, export the codes, and import that.',
      );
    }
    const bytes = decodeBase64(codes);
    const lines = bytes === null ? null : decodeText(bytes);
    if (lines === null) {
      throw new InterchangeError('damaged', 'This export of Authme is cut short or changed. Export it again.');
    }
    return ready(program, readLines(lines));
  }
  return text !== null && /^\s{0,100}Name:[^\r\n]{0,1000}\r?\nSecret:/.test(text)
    ? ready(program, readLines(text))
    : null;
}

/** Each name begins an entry. */
function readLines(text: string): readonly ImportEntry[] {
  const entries: Map<string, string>[] = [];
  for (const line of linesOf(text)) {
    const [, word = '', value = ''] = /^([A-Z][a-z]{1,10}):(.*)$/.exec(line) ?? [];
    if (word === lineNames.name) {
      entries.push(new Map());
    }
    entries.at(-1)?.set(word, value.trim());
  }
  return entries.map((entry, index) =>
    readFields({
      where: `entry ${index + 1}`,
      kind: kindsByWord.get(entry.get(lineNames.type) ?? '') ?? 'unknown',
      issuer: entry.get(lineNames.issuer),
      accountName: entry.get(lineNames.name),
      secret: entry.get(lineNames.secret),
    }),
  );
}
