import { groupCode } from '@halfminute/core';

/** "307615" is read as "3 0 7 6 1 5", one sign at a time, never as a number. */
export function spokenCode(code: string): string {
  return Array.from(code).join(' ');
}

/** "66401127" is written as "6640 1127" where there is only text. */
export function groupedText(code: string): string {
  return groupCode(code).join(' ');
}
