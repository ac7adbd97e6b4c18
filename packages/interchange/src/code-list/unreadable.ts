import { plainLine } from './long-codes.ts';

/** What looks like a long code and is none. */
interface UnreadableCode {
  /** The rest of its line. */
  readonly label: string;
}

/** "GitHub: 0189…": something long with figures stands where the others have their code. */
const behindLabel = /^((?:[^:=\t]{1,80}[:=\t]|\S{1,40}[ ,;])?)\s{0,9}(?=\S*\d)[A-Z0-9+/=_-]{16,200}\s*$/i;

/** A long code with slips, in a line in which none can be read: in one piece, or in groups of four. */
export function unreadableCode(line: string): UnreadableCode | undefined {
  const short = plainLine(line).slice(0, 400);
  const label = behindLabel.exec(short)?.[1];
  if (label !== undefined) {
    return { label };
  }
  const piece = short.split(/[\s|"'`]+/).find(isCodeWithSlips) ?? groupsWithSlips.exec(short)?.[0];
  return piece === undefined ? undefined : { label: short.replace(piece, ' ') };
}

const groupsWithSlips =
  /(?<![\p{L}\p{N}-])(?=[A-Z -]*[0-9])(?=[0-9 -]*[A-Z])(?:[A-Z0-9]{4}[ -]){3,250}[A-Z0-9]{1,4}(?![\p{L}\p{N}-])/u;

/** Base32 with a few other characters in it. Addresses, dates and words are none. */
function isCodeWithSlips(piece: string): boolean {
  const inner = piece.replace(/^[([{<*]+/, '').replace(/[)\]}>*.,;:]+$/, '');
  const foreign = inner.replaceAll(/[a-z2-7]/gi, '');
  const isCapital = !/[a-z]/.test(inner);
  const hasBoth = /\d/.test(inner) && /[a-z]/i.test(inner);
  return (
    inner.length >= 16 &&
    inner.length <= 1_000 &&
    hasBoth &&
    !/[/@\\]|[-_.].*[-_.]/.test(inner) &&
    (isCapital ? foreign.length * 5 <= inner.length : inner === inner.toLowerCase() && foreign.length <= 2)
  );
}
