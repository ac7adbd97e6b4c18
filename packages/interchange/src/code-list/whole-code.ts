/** Of whole blocks of base32, or of 16, 32 or 64 bytes without their padding. */
export function hasUsualLength(code: string): boolean {
  const { length } = code.replaceAll(/[ =-]/g, '');
  return length >= 16 && (length % 8 === 0 || [26, 52, 103].includes(length));
}

interface Around {
  /** The line before the code. */
  readonly before: string;
  /** And behind it. */
  readonly behind: string;
}

/**
 * Whether a code ends where its base32 ends. What stands directly beside it, "JBSW!Y3DP" and "JBSW…", may be a character that was
 * misread or cut off: such a code is not read by its part.
 */
export function isWhole(code: string, { before, behind }: Around): boolean {
  const prefix = /\S*$/.exec(before)?.[0] ?? '';
  const rest = /^\S*/.exec(behind)?.[0] ?? '';
  return (
    (prefix === '' || mayPrecede.test(prefix)) &&
    (rest === '' ||
      isEnd(rest, { code, line: before }) ||
      (isNextCell.test(rest) && !(code.endsWith('=') && rest.startsWith('=')))) &&
    !goesOn(code, { before: prefix, behind: rest }) &&
    !hasSlipGroup(code, { before, behind })
  );
}

/** Quotes, brackets, bullets and what parts cells, and pictures. */
const mayPrecede = /[\s"'`([{<>*_~=:：,;|#&?\p{Pi}\p{Ps}\p{Pf}\p{Pd}\p{So}•·]$/u;
/** What closes a code, and nothing behind it. */
const closing = /^["'`)\]}>*|,;\p{Pf}\p{Pe}\p{Pi}]+[.,;:|)]*$/u;
/** What parts a code from the next cell. */
const isNextCell = /^["'`)\]}>*\p{Pf}\p{Pe}]*[,;|:=#&<\p{Pd}]["'`([{*\p{Pi}\p{Ps}]*[\p{L}\p{N}#/]/u;

/** A stop may be one that was misread, where the code has a length that hardly any has. */
function isEnd(rest: string, { code, line }: { readonly code: string; readonly line: string }): boolean {
  return (
    closing.test(rest) ||
    (/^[.:]["'`)\]}>*\p{Pf}]*$/u.test(rest) && hasUsualLength(code)) ||
    (rest === '?' && hasUsualLength(code) && line.trim().split(/\s+/).length > 2)
  );
}

/** "JBSWY3DPEHPK3P,XP": with what stands behind the comma it has a usual length, and without it none. */
function goesOn(code: string, { before, behind }: Around): boolean {
  const more = [/([A-Z2-7]+)[^\p{L}\p{N}]$/iu.exec(before)?.[1], /^[^\p{L}\p{N}]([A-Z2-7]+)=*$/iu.exec(behind)?.[1]];
  return more.some((one) => one !== undefined && !hasUsualLength(code) && hasUsualLength(code + one));
}

/** Whether the group before or behind is as long as those of the code, and one of its characters is none of base32, "J8SW". */
function hasSlipGroup(code: string, { before, behind }: Around): boolean {
  const groups = [/(\S+)[ -]$/.exec(before)?.[1], /^[ -](\S+)/.exec(behind)?.[1]];
  const length = code.split(/[ -]/, 1)[0]?.length;
  const isSmall = code === code.toLowerCase();
  return groups.some((written = '') => {
    const group = written.replace(/[.:,;)]+$/, '');
    const isSameCase = !(isSmall ? /[A-Z]/ : /[a-z]/).test(group);
    return Array.from(group).length === length && isSameCase && /[a-z]/i.test(group) && /[^a-z2-7([]/i.test(group);
  });
}
