import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { startFailure } from '../../src/start-failure.ts';
import { ServiceEndedError, startTestService } from '../../testing/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'halfminute-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('S13 without its database the service says which setting to look at, and ends so that it is tried again', async () => {
  const ended: unknown = await startTestService({ database: 'postgres://nobody:hunter2@127.0.0.1:1/none' }).catch(
    (error: unknown) => error,
  );
  if (!(ended instanceof ServiceEndedError)) {
    return expect.fail('It started.');
  }
  const { code, output } = ended;
  expect(code).toBe(1);
  expect(output).toContain('Not started: the database that HALFMINUTE_DATABASE names cannot be reached');
  expect(output).not.toContain('hunter2');
  expect(output).not.toContain('    at ');
});

test.each([
  ['a file that is no database', () => writeFileSync(join(folder, 'junk.db'), 'x'.repeat(4000)), 'junk.db'],
  ['a folder', () => undefined, '.'],
])('S13 so it does for %s', async (_what, prepare, name) => {
  prepare();
  const failure: unknown = await openDatabase({ database: `sqlite:${join(folder, name)}` }).catch(
    (error: unknown) => error,
  );
  expect(startFailure(failure)).toContain('HALFMINUTE_DATABASE');
});

test('a port that is taken is said so, and what else broke keeps its place in the code', async () => {
  const first = createServer();
  await new Promise<void>((resolve) => {
    first.listen(0, '127.0.0.1', resolve);
  });
  // A server that listens on TCP has an address of this kind.
  const { port } = first.address() as AddressInfo;
  const failure = await new Promise<unknown>((resolve) => {
    createServer().once('error', resolve).listen(port, '127.0.0.1');
  });
  first.close();
  expect(startFailure(failure)).toContain('HALFMINUTE_LISTEN, since another program listens there already');
  for (const defect of [new TypeError('x'), Object.assign(new Error('x'), { code: '42601' }), 'x', null]) {
    expect(startFailure(defect)).toBeNull();
  }
});
