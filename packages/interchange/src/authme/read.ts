import { readFields } from '../account-fields.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { decodeBase64 } from '../bytes.ts';
import { decodeEncodedName } from '../encoded-name.ts';
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
  return entries.map((entry, index) => {
    const { issuer, ...parameters } = partsOfIssuer(entry.get(lineNames.issuer) ?? '');
    return readFields({
      where: `entry ${index + 1}`,
      kind: kindsByWord.get(entry.get(lineNames.type) ?? '') ?? 'unknown',
      issuer: decodeEncodedName(issuer),
      accountName: decodeEncodedName(entry.get(lineNames.name) ?? ''),
      secret: entry.get(lineNames.secret),
      ...parameters,
    });
  });
}

interface IssuerParts {
  readonly issuer: string;
  readonly algorithm?: string | undefined;
  readonly digits?: string | undefined;
  readonly periodSeconds?: string | undefined;
}

/** Versions before 4 took all of a scanned link behind its issuer for the issuer: what it says of its codes is kept there. */
function partsOfIssuer(text: string): IssuerParts {
  if (!/&(?:issuer|algorithm|digits|period)=/i.test(text)) {
    return { issuer: text };
  }
  const [first = '', ...pairs] = text.split('&', mostParameters);
  const values = new Map(
    pairs.map((pair) => {
      const mark = pair.indexOf('=');
      return [pair.slice(0, mark).toLowerCase(), pair.slice(mark + 1)] as const;
    }),
  );
  return {
    // Where something else stood between secret and issuer, its end stands in front.
    issuer: values.get('issuer') ?? first,
    algorithm: values.get('algorithm'),
    digits: values.get('digits'),
    periodSeconds: values.get('period'),
  };
}

const mostParameters = 100;
