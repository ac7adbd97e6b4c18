/**
 * A process that verifies what its parent sends it, over the place in its arguments. Prints `ready`; then each line of input is JSON of
 * `{ typed, factor, times }`, tried that many times at once, and answered by a line of JSON with the results.
 */
import { createInterface } from 'node:readline';
import { createMfa, type VerifyRequest } from '@halfminute/mfa';
import { createMemoryHost } from '@halfminute/mfa/testing';
import { openStore } from '../open-store.ts';

const [place = '', node = '', now = ''] = process.argv.slice(2);
const { store, database } = await openStore(place, node);
const host = createMemoryHost({ store, now: Number(now), seed: node.length });
const mfa = createMfa(host);
await store.read('nobody');

console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const { times, ...typed } = JSON.parse(line) as Pick<VerifyRequest, 'typed' | 'factor'> & { readonly times: number }; // as: our own test wrote it
  const outcomes = await Promise.all(
    Array.from({ length: times }, () =>
      mfa.verify({
        ...typed,
        userId: 'ada',
        purpose: 'sign-in',
        context: { actor: { kind: 'user' }, source: { address: null, agent: node, place: null } },
      }),
    ),
  );
  console.log(JSON.stringify(outcomes.map(({ result }) => result)));
}
await database.close();
