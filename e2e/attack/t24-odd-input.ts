import { request as httpRequest } from 'node:http';
import type { TestService } from '@halfminute/sign-in/testing';
import { defineAttack, holds } from './attack.ts';
import type { Ways } from './attack.ts';
import { atCodePage, createEnrolled, csrfOf, isIn, nextStep, told } from './steps.ts';
import type { Enrolled, OnTheWay } from './steps.ts';

export const oddInput = defineAttack({
  id: 'T24',
  name: 'Codes that are no codes: arrays, NULs, exponents, other figures',
  realCase: 'Loose comparison and loose parsing, wherever a code was an object or a number',

  async carryOut(target, ways) {
    const service = await target.service();
    const refused = await neverTaken(service, ways);
    const bodies = await oddBodies(service, ways);
    const taken = await peopleReallyTypeThese(service);
    return ways.tell(
      `${refused} odd values and ${bodies} odd bodies: 4xx each, none taken, none counted, the service stands. ${taken} ways in which people type the right code are taken.`,
    );
  },
});

/** Near to the right code, and not it. */
function oddValues(right: string): readonly (readonly [string, string])[] {
  return [
    ['nothing', ''],
    ['blanks', '      '],
    ['an exponent', '1e5'],
    ['a number with a point', `${right}.0`],
    ['a plus', `+${right}`],
    ['a minus', `-${right}`],
    ['hexadecimal', `0x${Number(right).toString(16)}`],
    ['a figure more', `${right}0`],
    ['a figure less', right.slice(1)],
    ['the code twice', `${right}${right}`],
    ['two codes', `${right},${right}`],
    ['two lines', `${right}\n000000`],
    ['a NUL behind', `${right}\0`],
    ['a NUL in front', `\0${right}`],
    ['a NUL within', `${right.slice(0, 3)}\0${right.slice(3)}`],
    ['a list', `[${right}]`],
    ['a list of texts', `["${right}"]`],
    ['an object', `{"$ne":null}`],
    ['a comparison', `' OR '1'='1`],
    ['everything', '%'],
    ['placeholders', '______'],
    ['true', 'true'],
    ['null', 'null'],
    ['undefined', 'undefined'],
    ['not a number', 'NaN'],
    ['infinity', 'Infinity'],
    ['a prototype', '__proto__'],
    ['Devanagari figures', figuresFrom(right, 0x0966)],
    ['bold figures', figuresFrom(right, 0x1d7ce)],
    ['Roman figures', figuresFrom(right, 0x2160)],
    ['letters like figures', right.replaceAll('0', 'O').replaceAll('1', 'l').padEnd(6, 'O').replace(/\d$/, 'O')],
    ['a hyphen', `${right.slice(0, 3)}-${right.slice(3)}`],
    ['markup', `<b>${right}</b>`],
    ['a template', `\${${right}}`],
    ['four thousand figures', right.repeat(700)],
    ['a lone surrogate', `${right}\uD800`],
  ];
}

async function neverTaken(service: TestService, ways: Ways): Promise<number> {
  const ada = await createEnrolled(service);
  const way = await atCodePage(service, ada);
  const values = oddValues(ada.authenticator.codeAt(await nextStep(service)));
  for (const [name, code] of values) {
    const answer = await way.agent.submit(way.page, { code });
    ways.try(`${name} (${told(answer)})`, isIn(answer));
    ways.try(`${name} breaks the service (${answer.status})`, answer.status >= 500 || answer.status < 400);
  }
  await notCounted(service, ada, ways);
  await stillTakes(service, ada, way);
  return values.length;
}

async function oddBodies(service: TestService, ways: Ways): Promise<number> {
  const ada = await createEnrolled(service);
  const way = await atCodePage(service, ada);
  const { agent, page } = way;
  const right = ada.authenticator.codeAt(await nextStep(service));
  const csrf = encodeURIComponent(csrfOf(page));
  const form = 'application/x-www-form-urlencoded';
  const bodies: readonly (readonly [string, string, string])[] = [
    ['a field twice', form, `csrf=${csrf}&code=000000&code=${right}`],
    ['the right one first', form, `csrf=${csrf}&code=${right}&code=000000`],
    ['a list', form, `csrf=${csrf}&code[]=${right}`],
    ['an index', form, `csrf=${csrf}&code[0]=${right}`],
    ['an object', form, `csrf=${csrf}&code[$ne]=`],
    ['a prototype', form, `csrf=${csrf}&__proto__[code]=${right}&code=000000&code=${right}`],
    ['a constructor', form, `csrf=${csrf}&constructor.prototype.code=${right}`],
    ['JSON', 'application/json', JSON.stringify({ csrf: csrfOf(page), code: right })],
    ['JSON with a list', 'application/json', JSON.stringify({ csrf: csrfOf(page), code: [right] })],
    ['JSON called a form', form, JSON.stringify({ csrf: csrfOf(page), code: right })],
    ['plain text', 'text/plain', `csrf=${csrf}&code=${right}`],
    [
      'several parts',
      'multipart/form-data; boundary=x',
      `--x\r\nContent-Disposition: form-data; name="code"\r\n\r\n${right}\r\n--x--`,
    ],
    ['no type at all', '', `csrf=${csrf}&code=${right}`],
    ['20 KiB', form, `csrf=${csrf}&code=${right}&x=${'y'.repeat(20_000)}`],
    [
      '5,000 fields',
      form,
      `csrf=${csrf}&${Array.from({ length: 5000 }, (_, index) => `a${index}=`).join('&')}&code=${right}`,
    ],
    ['broken percent signs', form, `csrf=${csrf}&code=%E0%A4%A`],
    ['nothing', form, ''],
  ];
  for (const [name, type, body] of bodies) {
    const { status, location } = await postRaw(service, {
      path: `${page.url.pathname}/code`,
      type,
      body,
      cookie: agent.cookies.header(page.url) ?? '',
    });
    ways.try(name, status < 400 && /\/auth\//.test(location));
    ways.try(`${name} breaks the service (${status})`, status >= 500 || status < 300);
  }
  await notCounted(service, ada, ways);
  await stillTakes(service, ada, way);
  return bodies.length;
}

/** How people paste and type a code: blanks of any kind, and the figures of their keyboards. */
async function peopleReallyTypeThese(service: TestService): Promise<number> {
  const forms: readonly ((code: string) => string)[] = [
    (code) => `${code.slice(0, 3)} ${code.slice(3)}`,
    (code) => ` ${code}\t`,
    (code) => `${code.slice(0, 3)}\u{A0}${code.slice(3)}`,
    (code) => `\u{200B}${code}\u{FEFF}`,
    (code) => figuresFrom(code, 0xff10),
    (code) => figuresFrom(code, 0x0660),
    (code) => figuresFrom(code, 0x06f0),
  ];
  for (const typed of forms) {
    const ada = await createEnrolled(service);
    const { agent, page } = await atCodePage(service, ada);
    const answer = await agent.submit(page, { code: typed(ada.authenticator.codeAt(await nextStep(service))) });
    holds(isIn(answer), `the right code as people type it is taken (${told(answer)})`);
  }
  return forms.length;
}

function figuresFrom(code: string, zero: number): string {
  return Array.from(code, (figure) => String.fromCodePoint(zero + Number(figure))).join('');
}

async function notCounted(service: TestService, ada: Enrolled, ways: Ways): Promise<void> {
  const { consecutiveFailures } = await service.services.mfa.read(ada.account.userId);
  ways.try(`${consecutiveFailures} of them counted as a wrong code`, consecutiveFailures > 0);
}

/** The page and the account are as they were, so that it was the input that was refused. */
async function stillTakes(service: TestService, ada: Enrolled, { agent, page }: OnTheWay): Promise<void> {
  const answer = await agent.submit(page, { code: ada.authenticator.codeAt(await nextStep(service)) });
  holds(isIn(answer), `the right code is still taken (${told(answer)})`);
}

/** A body as it is, which no browser would send. */
async function postRaw(
  { issuer, nodes }: TestService,
  about: { readonly path: string; readonly type: string; readonly body: string; readonly cookie: string },
): Promise<{ readonly status: number; readonly location: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; location: string }>();
  const { path, type, body, cookie } = about;
  const request = httpRequest(
    `${nodes[0] ?? issuer}${path}`,
    {
      method: 'POST',
      headers: {
        host: new URL(issuer).host,
        origin: issuer,
        'sec-fetch-site': 'same-origin',
        cookie,
        'content-length': Buffer.byteLength(body),
        ...(type === '' ? {} : { 'content-type': type }),
      },
    },
    (response) => {
      response.resume();
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? '' }),
      );
    },
  );
  request.on('error', reject);
  request.end(body);
  return promise;
}
