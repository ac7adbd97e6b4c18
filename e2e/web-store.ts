import type { Page } from 'playwright-core';
import { committedOffset, encodeSlotFrame, slotFrameLength } from '../apps/web/src/platform/slot-frame.ts';

/** All files of the web app's store, as they are. The page must be one of the origin. */
export async function readStore(page: Page): Promise<ReadonlyMap<string, Buffer>> {
  const files = await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('halfminute', { create: true });
    const found: [string, string][] = [];
    for (let index = 0; index < 12; index += 1) {
      const name = `slot-${String(index).padStart(2, '0')}`;
      const handle = await folder.getFileHandle(name).catch(() => null);
      if (handle !== null) {
        const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
        found.push([name, Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')]);
      }
    }
    return found;
  });
  return new Map(files.map(([name, text]) => [name, Buffer.from(text, 'latin1')]));
}

/** The current content of the vault file in the store: that of the slot with the greatest sequence. */
export function currentVault(store: ReadonlyMap<string, Buffer>): Buffer {
  const slots = [...store.values()].filter((bytes) => bytes.length > slotFrameLength && bytes[committedOffset] === 1);
  const sequenceOf = (bytes: Buffer): bigint => bytes.readBigUInt64BE(24);
  const [newest] = slots.sort((one, other) => Number(sequenceOf(other) - sequenceOf(one)));
  if (newest === undefined) {
    throw new Error('the store holds no vault');
  }
  return newest.subarray(slotFrameLength);
}

/** Goes to a page of the origin on which no app runs that may just be saving. */
async function leaveApp(page: Page): Promise<void> {
  await page.route('**/no-app', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>no app</title><link rel="icon" href="data:,">' }),
  );
  await page.goto(new URL('/no-app', page.url()).href);
}

/** As if the browser had erased what it kept; the app is left for it. */
export async function eraseStore(page: Page): Promise<void> {
  await leaveApp(page);
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry('halfminute', { recursive: true });
  });
}

/** Puts `content` into the store as the one and only saved vault, as if a Halfminute had written it; the app is left for it. */
export async function putVault(page: Page, content: Uint8Array): Promise<void> {
  await leaveApp(page);
  const frame = encodeSlotFrame({ sequence: 1_000_000, savedUnixMs: Date.UTC(2026, 10, 25) });
  frame[committedOffset] = 1;
  await page.evaluate(
    async (text) => {
      const root = await navigator.storage.getDirectory();
      await root.removeEntry('halfminute', { recursive: true }).catch(() => undefined);
      const folder = await root.getDirectoryHandle('halfminute', { create: true });
      const stream = await (await folder.getFileHandle('slot-00', { create: true })).createWritable();
      await stream.write(Uint8Array.from(text, (character) => character.charCodeAt(0)));
      await stream.close();
    },
    Buffer.concat([frame, content]).toString('latin1'),
  );
}
