/**
 * A process that seals the seeds of a place anew with `key-2`. Prints `ready`; each line of input says how many users more, answered by how many it
 * did. Its parent kills it.
 */
import { createInterface } from 'node:readline';
import { createMfa } from '@halfminute/mfa';
import { createMemoryHost, createMemoryKeyRing } from '@halfminute/mfa/testing';
import { openStore } from '../open-store.ts';

const [place = ''] = process.argv.slice(2);
const { store, database } = await openStore(place, 'rotating');
const mfa = createMfa(
  createMemoryHost({ store, keyRing: createMemoryKeyRing({ presentKeyId: 'key-2' }), seed: process.pid }),
);
console.log('ready');
for await (const batch of createInterface({ input: process.stdin })) {
  console.log(String(await mfa.rotateKeys(Number(batch))));
}
await database.close();
