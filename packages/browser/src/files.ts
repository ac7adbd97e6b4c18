import type { Files } from '@halfminute/core';

/** How long the bytes stay reachable after the click: browsers read them late when they ask where to put the file. */
const keepForMs = 60_000;

/** Files by a download. A browser does not tell whether its user cancelled, so the answer is always 'saved'. */
export const browserFiles: Files = {
  async save({ name, mimeType, bytes }) {
    // A copy of its own: the type of Blob's parts excludes bytes over shared memory.
    const url = URL.createObjectURL(new Blob([Uint8Array.from(bytes)], { type: mimeType }));
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), keepForMs);
    return 'saved';
  },
};
