import { inOneCase } from './part.ts';

interface JoinedLines {
  /** The link's line, and those it was broken into, without the breaks. */
  readonly joined: string;
  /** Index in the text behind the last of them. */
  readonly end: number;
}

/** More lines than this no link was ever broken into. */
const mostLines = 20;

/**
 * The line on which a link begins, with the lines that follow as long as they go on with it: mail programs and
 * terminals break long lines wherever they end.
 */
export function joinWrappedLines(text: string, start: number): JoinedLines {
  let end = lineEnd(text, start);
  let joined = text.slice(start, end);
  for (let count = 1; count < mostLines && end < text.length; count++) {
    const next = end + (text.startsWith('\r\n', end) ? 2 : 1);
    const nextEnd = lineEnd(text, next);
    // A mail that is answered has a mark before each of its lines.
    const line = text
      .slice(next, nextEnd)
      .replace(/^(?:[ \t]?>){1,9}/, '')
      .trim();
    const begun = joined.trimEnd();
    if (!goesOn(begun, line)) {
      break;
    }
    joined = begun + line;
    end = nextEnd;
  }
  return { joined, end };
}

function lineEnd(text: string, from: number): number {
  const rest = /[\r\n]/g;
  rest.lastIndex = from;
  return rest.exec(text)?.index ?? text.length;
}

/** Whether `line` is the continuation of `joined`: it has the parameters that are missing, or the rest of one. */
function goesOn(joined: string, line: string): boolean {
  if (/otpauth|motp:/i.test(line)) {
    return false;
  }
  if (/[?&](?:amp;)?[a-z_]*$/i.test(joined) && /^[a-z_]*=/i.test(line)) {
    // Broken behind the mark, or within the name of a parameter.
    return true;
  }
  const hasQuery = /[?&](?:amp;)?[a-z_]+=/i.test(joined);
  if (!hasQuery) {
    return /^\S*\?[a-z_]+=/i.test(line);
  }
  return /^\S*&(?:amp;)?[a-z_]+=/i.test(line) || isRestOfSecret(joined, line) || isRestOfNumber(joined, line);
}

/**
 * Eight letters and figures of base32, or fewer with a figure, in the case of the secret so far: nobody ends a mail so.
 */
function isRestOfSecret(joined: string, line: string): boolean {
  const secret = /[?&]secret=([a-z2-7]*)$/i.exec(joined)?.[1];
  const rest = /^(?:[a-z2-7]{8,}|(?=\D*\d)[a-z2-7]{2,7})=*$/i;
  // A whole key, and below it a line as long as one: the next key of a list, or the same once more.
  const isWhole = wholeLengths.has(secret?.length ?? 0) && line.length >= 16;
  return secret !== undefined && rest.test(line) && inOneCase(secret + line) && !isWhole;
}

/** Characters of the keys that services issue most: 10, 16, 20, 32 and 64 bytes. */
const wholeLengths: ReadonlySet<number> = new Set([16, 26, 32, 52, 103]);

/** "period=3" and "0", "algorithm=SHA" and "256", "digits=" and "8": a part alone would be taken for the whole. */
function isRestOfNumber(joined: string, line: string): boolean {
  return (
    (/[?&;](?:digits?|period|interval)=\d?$/i.test(joined) && /^\d{1,2}$/.test(line)) ||
    (/[?&;]counter=\d*$/i.test(joined) && /^\d{1,3}$/.test(line)) ||
    (/[?&;]algo(?:rithm)?=[a-z-]*$/i.test(joined) && /^[a-z]*-?(?:1|256|512)$/i.test(line))
  );
}
