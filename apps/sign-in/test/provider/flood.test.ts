import { expect, test } from 'vitest';
import { service, startServiceForFile } from '../service-for-file.ts';
import { createFloodGate } from '../../src/http/flood-gate.ts';

startServiceForFile({
  // A fiftieth of the real numbers: ten at once and one a second.
  config: { policy: { budgetFactor: 0.02 }, proxies: ['127.0.0.1'] },
});

const from = (address: string) => service.userAgent({ headers: { 'x-forwarded-for': address } });

async function begun(): Promise<number> {
  const rows = await service.services.database.kysely
    .selectFrom('oidc')
    .select('id')
    .where('model', '=', 'Interaction')
    .execute();
  return rows.length;
}

/** Fifty at a time until one is refused; a slow machine gets its allowance back meanwhile, and needs more of them. */
async function flood(ask: () => Promise<number>): Promise<readonly number[]> {
  const statuses: number[] = [];
  while (!statuses.includes(429)) {
    statuses.push(...(await Promise.all(Array.from({ length: 50 }, ask))));
  }
  return statuses.toSorted((one, other) => one - other);
}

test('P14 one address cannot begin sign-ins without end; another is not disturbed, and time lets the first one through', async () => {
  const flooding = from('203.0.113.7');
  const statuses = await flood(async () => {
    const answer = await flooding.get(service.client.start().url, { redirects: 'manual' });
    return answer.status;
  });
  expect(statuses.filter((status) => status === 303).length).toBeGreaterThanOrEqual(10);
  expect(statuses.at(-1)).toBe(429);
  const refused = await flooding.get(service.client.start().url);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(1);
  expect(refused.body).toContain('<!doctype html>');

  const rows = await begun();
  await flooding.get(service.client.start().url);
  expect(await begun()).toBe(rows);
  expect((await from('203.0.113.8').get(service.client.start().url, { redirects: 'manual' })).status).toBe(303);
  await service.advance(30);
  expect((await flooding.get(service.client.start().url, { redirects: 'manual' })).status).toBe(303);
});

test('P14 the token endpoint is behind the same gate', async () => {
  const agent = from('203.0.113.9');
  const fields = { grant_type: 'authorization_code', code: 'guess', client_id: 'cases', client_secret: 'wrong' };
  const statuses = await flood(async () => (await agent.post('/token', fields, { as: 'program' })).status);
  expect(new Set(statuses)).toEqual(new Set([401, 429]));
});

test('a whole network of IPv6 is one client, and addresses without end fill no memory', () => {
  let now = 0;
  const gate = createFloodGate({ clock: () => now, factor: () => 1 });
  const waits = Array.from({ length: 501 }, (_, index) => gate(`2001:db8::${(index + 1).toString(16)}`));
  expect(waits.slice(0, 500).every((seconds) => seconds === 0)).toBe(true);
  expect(waits[500]).toBe(1);
  expect(gate('2001:db8:0:1::1')).toBe(0);
  for (let index = 0; index < 50_000; index += 1) {
    now += 0.001;
    gate(`2001:db8:${(index >> 8).toString(16)}:${(index & 255).toString(16)}::1`);
  }
  expect(gate('192.0.2.1')).toBe(0);
});
