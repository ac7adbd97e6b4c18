import { PlatformError, type Clipboard } from '@halfminute/core';

/**
 * The clipboard of a browser tab, or undefined where there is none (an insecure page). A tab may write inside the user's act only,
 * so writing is the first thing done; it can neither read nor clear later unasked, so there is no `clearIfHolds`.
 */
export function browserClipboard(): Clipboard | undefined {
  // The type says that it is always there; it is missing where the page is not a secure context.
  const clipboard: typeof navigator.clipboard | undefined = navigator.clipboard;
  if (clipboard === undefined) {
    return undefined;
  }
  return {
    write: (text) =>
      clipboard.writeText(text).catch((cause: unknown) => {
        throw new PlatformError('not-permitted', 'the browser did not let the page write to the clipboard', { cause });
      }),
  };
}
