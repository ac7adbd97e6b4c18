import { describe, expect, test } from 'vitest';
import { createPerson, enrol, wrongCode } from '@halfminute/sign-in/testing';
import type { Answer } from '@halfminute/sign-in/testing';
import { service, startServiceForFile } from '../service-for-file.ts';
import {
  afterPassword,
  authenticatorOfPerson,
  failuresOf,
  giveRecoveryCodes,
  isIn,
  settleInStep,
  withCode,
} from './walking.ts';

startServiceForFile();

/** Somebody new each time, so that each try has a code of its own. */
async function typed(write: (code: string) => string): Promise<Answer> {
  const now = await settleInStep(service);
  const ada = await createPerson(service.services, { enrolled: true });
  const { page } = await withCode(service, ada, write(authenticatorOfPerson(ada).codeAt(now)));
  return page;
}

const inTheMiddle = (sign: string) => (code: string) => `${code.slice(0, 3)}${sign}${code.slice(3)}`;
const inFigures = (zero: number) => (code: string) =>
  code.replaceAll(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

describe('a right code is taken however it was typed', () => {
  test.each([
    ['case C02 with a blank before and a line feed after it', (code: string) => ` ${code}\n`],
    ['case C02 with a tab and a carriage return', (code: string) => `\t${code}\r\n`],
    ['case C03 with a no-break space in the middle', inTheMiddle('\u{A0}')],
    ['case C03 with a zero-width space', inTheMiddle('\u{200B}')],
    ['case C03 with a soft hyphen', inTheMiddle('\u{AD}')],
    ['case C03 with a byte order mark', (code: string) => `\u{FEFF}${code}`],
    ['case C03 with a word joiner', inTheMiddle('\u{2060}')],
    ['case C04 in full-width figures', inFigures(0xff10)],
    ['case C04 in Arabic-Indic figures', inFigures(0x660)],
    ['case C04 in Persian figures', inFigures(0x6f0)],
    ['C10 with a blank between the groups, as our authenticator shows it', inTheMiddle(' ')],
  ])('%s', async (_name, write) => {
    expect(isIn(await typed(write))).toBe(true);
  });
});

describe('C10 what is no code is answered 400, and counts for nothing', () => {
  test.each([
    ['nothing', ''],
    ['too few figures', '12345'],
    ['too many figures', '1234567'],
    ['a number in exponents', '1e5'],
    ['a sign', '+12345'],
    ['letters', 'abcdef'],
    ['figures of other scripts', '१२३४५६'],
    ['a code of two lines', '123\n4567'],
    ['a very long one', '1'.repeat(5000)],
  ])('%s', async (_name, code) => {
    const ada = await createPerson(service.services, { enrolled: true });
    const { page } = await withCode(service, ada, code);
    expect(page.status).toBe(400);
    expect(await failuresOf(service, ada)).toBe(0);
  });

  test.each([
    ['the field twice', 'code=123456&code=123456'],
    ['an array', 'code%5B%5D=123456'],
    ['an object', 'code%5Bx%5D=123456'],
    ['a prototype', '__proto__=1&code=123456'],
    ['a NUL', 'code=123%00456'],
  ])('%s', async (_name, body) => {
    const ada = await createPerson(service.services, { enrolled: true });
    const { agent, page } = await afterPassword(service, ada);
    const csrf = page.forms[0]?.fields.get('csrf') ?? '';
    const answer = await postRaw(page, agent.cookies.header(page.url) ?? '', `csrf=${csrf}&${body}`);
    expect(answer.status).toBe(400);
    expect(await failuresOf(service, ada)).toBe(0);
  });

  test.each([
    ['JSON', 'application/json', 415],
    ['a form with files', 'multipart/form-data; boundary=x', 415],
    ['text', 'text/plain', 415],
  ])('%s', async (_name, type, status) => {
    const ada = await createPerson(service.services, { enrolled: true });
    const { agent, page } = await afterPassword(service, ada);
    const cookie = agent.cookies.header(page.url) ?? '';
    const body = JSON.stringify({ code: ['123456'] });
    expect((await postRaw(page, cookie, body, type)).status).toBe(status);
    expect(await failuresOf(service, ada)).toBe(0);
  });

  test('more than 16 KiB', async () => {
    const ada = await createPerson(service.services, { enrolled: true });
    const { agent, page } = await afterPassword(service, ada);
    const body = `code=123456&more=${'x'.repeat(17_000)}`;
    expect((await postRaw(page, agent.cookies.header(page.url) ?? '', body)).status).toBe(413);
  });
});

test('case C08 a code without its leading zero is refused', async () => {
  const now = await settleInStep(service);
  const ada = await createPerson(service.services);
  let authenticator = await enrol(service.services, ada.account.userId);
  while (!authenticator.codeAt(now).startsWith('0')) {
    await service.services.mfa.reset({
      userId: ada.account.userId,
      reason: 'looking for a code with a zero',
      context: { actor: { kind: 'system' }, source: { address: null, agent: null, place: null } },
    });
    authenticator = await enrol(service.services, ada.account.userId);
  }
  const { page } = await withCode(service, ada, authenticator.codeAt(now).slice(1));
  expect(page.status).toBe(400);
  expect(page.text).toContain('A code has six figures; this has 5.');
});

test('case C10 the code has a single field, so that a paste cannot fill a part of it', async () => {
  const ada = await createPerson(service.services, { enrolled: true });
  const { page } = await afterPassword(service, ada);
  const [form] = page.forms.filter(({ names }) => names.includes('code'));
  expect(form?.names.filter((name) => !['csrf', 'remember'].includes(name))).toEqual(['code']);
});

test('case C11 S14 the field of the code says what it is, and no other field of the page could be taken for the user name', async () => {
  const ada = await createPerson(service.services, { enrolled: true });
  const { page } = await afterPassword(service, ada);
  const [, input = ''] = /<input\b([^>]*\bname="code"[^>]*)>/.exec(page.body) ?? [];
  expect(input).toContain('autocomplete="one-time-code"');
  expect(input).toContain('inputmode="numeric"');
  // A length would cut off a pasted blank and the last figure with it.
  expect(input).not.toContain('maxlength');
  expect(page.forms.flatMap(({ names }) => names)).not.toContain('user');
});

test('case C14 the page for a recovery code takes letters, and says which of the two is wanted', async () => {
  const ada = await createPerson(service.services, { enrolled: true });
  const [code = ''] = await giveRecoveryCodes(service, ada);
  const { agent, page } = await afterPassword(service, ada);
  const link = page.links.find(({ text }) => text === 'Use a recovery code');
  const recovery = await agent.get(link?.href ?? '');
  const [, input = ''] = /<input\b([^>]*\bname="recovery"[^>]*)>/.exec(recovery.body) ?? [];
  expect(input).not.toContain('inputmode="numeric"');
  expect(recovery.text.toLowerCase()).toContain('recovery code');
  expect(code).toMatch(/[A-Z]/);
  const next = await agent.submit(recovery, { recovery: code });
  expect(isIn(await agent.submit(next, {}, { button: 'no' }))).toBe(true);
});

test('case C61 after a wrong code the message is tied to the field, and the field has the focus', async () => {
  const ada = await createPerson(service.services, { enrolled: true });
  const { page } = await withCode(service, ada, wrongCode(authenticatorOfPerson(ada), service.now()));
  expect(page.status).toBe(403);
  const [, input = ''] = /<input\b([^>]*\bname="code"[^>]*)>/.exec(page.body) ?? [];
  expect(input).toContain('aria-invalid="true"');
  expect(input).toContain('autofocus');
  const ids = (/aria-describedby="([^"]+)"/.exec(input)?.[1] ?? '').split(' ');
  const described = ids.map((id) => new RegExp(`id="${id}"[^>]*>([\\s\\S]*?)</p>`).exec(page.body)?.[1] ?? '');
  expect(described.join(' ')).toContain('That code is not right.');
});

async function postRaw(
  page: Answer,
  cookie: string,
  body: string,
  type = 'application/x-www-form-urlencoded',
): Promise<Response> {
  const action = new URL(page.forms[0]?.action ?? '', page.url);
  return fetch(action, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': type, cookie, origin: page.url.origin, 'sec-fetch-site': 'same-origin' },
    body,
  });
}
