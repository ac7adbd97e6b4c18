import { characterCount, dash, invisible } from '../invisible.ts';

/** A part of what was pasted, which knows where it stands, so that places can be told as typed. */
export interface Part {
  readonly text: string;
  /** Characters (code points) of the paste before it. */
  readonly charactersBefore: number;
}

/** What is left of a part behind its first `length` UTF-16 units. */
export function partBehind(part: Part, length: number): Part {
  return {
    text: part.text.slice(length),
    charactersBefore: part.charactersBefore + characterCount(part.text.slice(0, length)),
  };
}

/** The lines of a part that show something. */
export function linesOf(part: Part): readonly Part[] {
  const lines: Part[] = [];
  let { charactersBefore } = part;
  for (const line of part.text.split(/(?<=\n|\r(?!\n))/)) {
    if (groupsOf(line).length > 0) {
      lines.push({ text: line, charactersBefore });
    }
    charactersBefore += characterCount(line);
  }
  return lines;
}

/** The groups that blanks and dashes part a text into. */
export function groupsOf(text: string): readonly string[] {
  const groups: string[] = [];
  let group = '';
  for (const character of text) {
    if (invisible.test(character) || dash.test(character)) {
      // What is invisible but no blank parts nothing that can be seen.
      if (group !== '' && !/[\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(character)) {
        groups.push(group);
        group = '';
      }
    } else {
      group += character;
    }
  }
  return group === '' ? groups : [...groups, group];
}

/** A page shows a key in groups of so many at most. */
export const longestGroup = 8;

/**
 * Whether groups are all of one length, but for a last one that may be shorter: as a page shows a key. Behind a group that is longer
 * than pages show, a shorter one is a word.
 */
export function areEqualGroups(groups: readonly string[]): boolean {
  const length = groups[0]?.length ?? 0;
  return groups.every(
    (group, index) =>
      group.length === length || (index === groups.length - 1 && group.length < length && length <= longestGroup),
  );
}

/** Whether a key is of whole blocks of base32, or of 16, 32 or 64 bytes without their padding. */
export function hasUsualLength(text: string): boolean {
  const { length } = groupsOf(text.replaceAll('=', '')).join('');
  return length % 8 === 0 || [26, 52, 103].includes(length);
}

/** Whether the letters of a text are all capitals or all small. */
export function inOneCase(text: string): boolean {
  return text === text.toUpperCase() || text === text.toLowerCase();
}

/** A text without those of the given characters that stand at its end. (A regular expression would try at each of them.) */
export function withoutTrailing(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) {
    end -= 1;
  }
  return text.slice(0, end);
}

/** A text without what is neither a letter, a figure nor a part of an encoding at its end. */
export function withoutTrailingSigns(text: string): string {
  let end = text.length;
  while (end > 0 && !/[\p{L}\p{M}\p{N}%]/u.test(characterBefore(text, end))) {
    end -= characterBefore(text, end).length;
  }
  return text.slice(0, end);
}

function characterBefore(text: string, end: number): string {
  const pair = text.slice(Math.max(end - 2, 0), end);
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(pair) ? pair : pair.slice(-1);
}
