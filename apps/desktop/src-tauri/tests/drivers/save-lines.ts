/**
 * Saves a vault file as the command line does, line upon line; ../shared_vault.rs starts it, and does the same in Rust.
 * Reports each line when its save is said to have happened.
 */
import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { nodeDisk } from '../../../../cli/src/platform/disk.ts';
import type { Disk } from '../../../../cli/src/platform/disk.ts';
import { createNodePlatform } from '../../../../cli/src/platform/node-platform.ts';

/** Slow where only the lock helps: between the last look at a file and the act on it. */
const slowDisk: Disk = {
  ...nodeDisk,
  async rename(from, to) {
    await setTimeout(3);
    return nodeDisk.rename(from, to);
  },
};
const { vaultFile } = createNodePlatform({ vaultPath: given('VAULT'), disk: slowDisk });
const name = given('NAME');
const lines = Number(given('LINES'));

await Promise.all(Array.from({ length: Number(given('WRITERS')) }, (_, at) => write(`${name}.${at}`)));

async function write(writer: string): Promise<void> {
  for (let number = 0; number < lines; number++) {
    // oxlint-disable no-await-in-loop -- one save after another is the point
    await add(writer, number);
    writeSync(1, `written: ${writer} ${number}\n`);
    // So that the others come to it.
    await setTimeout(number % 5);
    // oxlint-enable no-await-in-loop
  }
}

async function add(writer: string, number: number): Promise<void> {
  for (;;) {
    // oxlint-disable no-await-in-loop -- a conflict means to read again
    const stored = await vaultFile.read();
    const content = withLine(stored && new TextDecoder().decode(stored.bytes), writer, number);
    const { outcome } = await vaultFile.write(new TextEncoder().encode(content), stored?.revision ?? null);
    // oxlint-enable no-await-in-loop
    if (outcome === 'written') {
      return;
    }
  }
}

/** A first line of changing length, so that every content has a length of its own; the lines; and a checksum of all before it. */
function withLine(before: string | null, writer: string, number: number): string {
  const rest = before === null ? '' : linesOf(before);
  const content = `${'x'.repeat((number * 997) % 20_000)}\n${rest}${writer} ${number}\n`;
  return content + checksum(content);
}

/** Throws where a content is not whole. */
function linesOf(text: string): string {
  const content = text.slice(0, -64);
  if (text.slice(-64) !== checksum(content)) {
    throw new Error('The content is not whole.');
  }
  return content.slice(content.indexOf('\n') + 1);
}

function checksum(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

function given(what: string): string {
  return process.env[`HALFMINUTE_TEST_${what}`] ?? '';
}
