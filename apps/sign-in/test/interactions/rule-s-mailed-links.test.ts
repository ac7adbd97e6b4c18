import { beforeAll, describe, expect, test } from 'vitest';
import { createPerson } from '@halfminute/sign-in/testing';
import type { Person } from '@halfminute/sign-in/testing';
import { service, startServiceForFile } from '../service-for-file.ts';

startServiceForFile();

let ada: Person;
beforeAll(async () => {
  ada = await createPerson(service.services);
});

async function mailedToken(): Promise<string> {
  const { services } = service;
  const link = { kind: 'invitation', userId: ada.account.userId } as const;
  return (await services.database.transaction((transaction) => services.links.create(transaction, link))).token;
}

describe('S17 a link opens with what mail programs and people leave on it', () => {
  test.each([
    ['a full stop', (token: string) => `${token}.`],
    ['a bracket', (token: string) => `${token})`],
    ['a bracket and a full stop', (token: string) => `${token}).`],
    ['angle brackets', (token: string) => `<${token}>`],
    ['an escaped angle bracket', (token: string) => `${token}%3E`],
    ['half an HTML entity', (token: string) => `${token}&gt;`],
    ['quotes', (token: string) => `"${token}"`],
    ['a comma', (token: string) => `${token},`],
    ['marks of bold text', (token: string) => `${token}*`],
    ['marks of slanted text', (token: string) => `${token}_`],
    ['a blank', (token: string) => `%20${token}%20`],
    ['a line break in the middle', (token: string) => `${token.slice(0, 20)}%0D%0A%20${token.slice(20)}`],
    ['the end of a quoted-printable line', (token: string) => `${token.slice(0, 20)}=%0D%0A${token.slice(20)}`],
    ['a zero-width space', (token: string) => `${token}%E2%80%8B`],
    ['a slash', (token: string) => `${token}/`],
    ['a query of a program that counts clicks', (token: string) => `${token}?utm_source=mail`],
  ])('%s', async (_name, write) => {
    const agent = service.userAgent();
    const page = await agent.get(`/link/${write(await mailedToken())}`);
    expect(page.status).toBe(200);
    const password = `quite another one ${page.url.pathname.slice(6, 20)}`;
    const set = await agent.submit(page, { password, again: password });
    expect(set.text).toContain('Your password is set');
  });

  test('and no shorter or other link does', async () => {
    const token = await mailedToken();
    const other = token.startsWith('A') ? 'B' : 'A';
    for (const written of [token.slice(0, -1), token.slice(1), `${other}${token.slice(1)}`, token.toUpperCase()]) {
      const page = await service.userAgent().get(`/link/${written}`);
      expect(page.status, written.length.toString()).toBe(404);
      expect(page.text).toContain('Ask IT on');
    }
  });
});
