import type { Answer, TestService } from '@halfminute/sign-in/testing';
import { createRoutes } from '../../apps/sign-in/src/interactions/routes.ts';
import { everywhere, stages } from '../../apps/sign-in/src/interactions/stages.ts';
import { defineAttack, holds } from './attack.ts';
import type { Ways } from './attack.ts';
import { halfwayStates, tokenRows } from './halfway-states.ts';
import type { Halfway, HalfwayState } from './halfway-states.ts';
import { csrfOf, isIn, told } from './steps.ts';
import { paymentsClient, programClient } from './target.ts';

export const crawler = defineAttack({
  id: 'T7',
  name: 'Past the set-up or the code by another route',
  realCase: 'Keycloak CVE-2026-94218: its restart address forgot the enforced flow',

  async carryOut(target, ways) {
    const service = await target.service();
    const paths = pathsOf(service);
    let requests = 0;
    for (const state of halfwayStates) {
      requests += await crawl(service, state, { paths, ways });
    }
    return ways.tell(
      `${paths.length} addresses, each by GET and by POST, in ${halfwayStates.length} states with a factor missing, ${requests} requests: no code, no token, no session.`,
    );
  },
});

/**
 * Every address that the service has: of our own routes as they are registered, so that none is forgotten, with each act of a sign-in and of "My
 * security" by name; and of the provider's, those that are switched off among them.
 */
function pathsOf({ services }: TestService): readonly string[] {
  // as: registering the routes asks nothing of the provider; only answering does.
  const { routes } = createRoutes(services, {} as Parameters<typeof createRoutes>[1]);
  const names = new Set([
    ...Object.keys(everywhere),
    ...Object.values(stages).flatMap(({ acts, pages }) => [...Object.keys(acts), ...Object.keys(pages ?? {})]),
    '__proto__',
    'constructor',
    'restart',
    'finish',
  ]);
  const acts = ['add', 'remove', 'rename', 'renew-recovery-codes', 'change-password', 'forget-devices', 'toString'];
  const own = [...new Set(routes.map(({ path }) => path))].flatMap((path) => {
    if (path.startsWith('/interaction/')) {
      return path.includes(':name') ? [...names].map((name) => path.replace(':name', name)) : [path];
    }
    return path.includes(':name') ? acts.map((act) => path.replace(':name', act)) : [path];
  });
  const provider = [
    '/auth',
    '/auth/:uid',
    '/token',
    '/me',
    '/jwks',
    '/session/end',
    '/session/end/confirm',
    '/session/end/success',
    '/token/revocation',
    '/token/introspection',
    '/request',
    '/reg',
    '/device',
    '/device/auth',
    '/backchannel',
    '/.well-known/openid-configuration',
  ];
  holds(own.some((path) => path.startsWith('/my-security/')) && own.length > 40, 'the routes are read');
  return [...own, ...provider].filter((path) => path !== '/*');
}

async function crawl(
  service: TestService,
  state: HalfwayState,
  { paths, ways }: { readonly paths: readonly string[]; readonly ways: Ways },
): Promise<number> {
  const entered: Halfway[] = [];
  const enter = async () => {
    const at = await state.enter(service);
    entered.push(at);
    return at;
  };
  let at = await enter();
  let requests = 0;
  const judge = (answer: Answer, how: string) => {
    requests += answer.hops.length;
    const isAllowed = isIn(answer) && (state.allows?.(answer, at) ?? false);
    ways.try(`${state.name}: ${how} (${told(answer)})`, isThrough(answer) && !isAllowed);
    holds(answer.status < 500 || answer.leavesTo !== null, `nothing breaks: ${how}, ${told(answer)}`);
  };
  for (const template of paths) {
    for (const method of ['GET', 'POST'] as const) {
      const path = fill(template, at);
      judge(
        method === 'GET' ? await at.agent.get(path) : await at.agent.post(path, fieldsFor(at, path)),
        `${method} ${template}`,
      );
      // The next address wants the sign-in as it was.
      if (method === 'POST' && endsSignIn(template)) {
        at = await enter();
      }
    }
  }
  for (const [how, ask] of besides(service, at)) {
    judge(await ask(), how);
  }
  if (state.allows === undefined) {
    for (const { person, rowsBefore = 0 } of entered) {
      const issued = (await tokenRows(service, person)) - rowsBefore;
      ways.try(`${state.name}: ${issued} codes or tokens in the database`, issued > 0);
    }
  }
  return requests;
}

function endsSignIn(path: string): boolean {
  return /\/(cancel|somebody-else|password|not-me)$|\/session\/end/.test(path);
}

/** A code for a client, or an answer of the token endpoint. */
function isThrough(answer: Answer): boolean {
  return isIn(answer) || /"(access|id|refresh)_token"\s*:/.test(answer.body);
}

function fill(template: string, { page, authenticatorId }: Halfway): string {
  const uid = page.url.pathname.split('/')[2] ?? 'none';
  return template
    .replace(':uid', uid)
    .replace(':token', 'A'.repeat(43))
    .replace(':id', authenticatorId === '' ? 'all' : authenticatorId);
}

/** Whatever one of the forms takes, and some that another service would. Few wrong codes, or a wait would answer for everything. */
function fieldsFor({ page, person, wrongCode }: Halfway, path: string): Readonly<Record<string, string>> {
  const guesses = /\/(code|secure-account)$/.test(path) ? { code: wrongCode } : { code: '', recovery: '' };
  return {
    csrf: csrfOf(page),
    ...guesses,
    typedBack: 'K7QM 4RXT 9WBC H2FN',
    again: 'no',
    remember: 'yes',
    name: 'Mine',
    stage: 'finished',
    factor: 'code',
    acr: 'urn:halfminute:acr:mfa',
    login: person.account.userId,
    logout: 'yes',
    grant_type: 'authorization_code',
    client_id: programClient.id,
    redirect_uri: programClient.redirectUris[0] ?? '',
    code_verifier: 'A'.repeat(43),
    refresh_token: 'x',
  };
}

/** The other ways in: a second tab, a restart, another client, silently, weaker classes, the back button. */
function besides(
  service: TestService,
  { agent, page, refreshToken }: Halfway,
): readonly (readonly [string, () => Promise<Answer>])[] {
  const start = (client: typeof service.client, parameters: Readonly<Record<string, string>>) => () =>
    agent.get(client.start(parameters).url);
  const clients = [service.client, service.client.as(paymentsClient), service.client.as(programClient)];
  return [
    ...clients.flatMap((client) => [
      [`a second tab at ${client.config.id}`, start(client, {})] as const,
      [`silently at ${client.config.id}`, start(client, { prompt: 'none' })] as const,
    ]),
    ['asking for pwd', start(service.client, { acr_values: 'urn:halfminute:acr:pwd' })],
    ['asking for remembered', start(service.client, { acr_values: 'urn:halfminute:acr:remembered' })],
    ['consent', start(service.client, { prompt: 'consent', scope: 'openid offline_access' })],
    ['the back button', () => agent.get(page.url)],
    ['the end of the sign-in', () => agent.get(`/auth/${page.url.pathname.split('/')[2] ?? ''}`)],
    ...(refreshToken === undefined
      ? []
      : [['a refresh token of before', () => refresh(service, refreshToken)] as const]),
  ];
}

function refresh(service: TestService, refreshToken: string): Promise<Answer> {
  const { id, secret } = service.client.config;
  return service
    .userAgent()
    .post(
      '/token',
      { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: id, client_secret: secret ?? undefined },
      { as: 'program', headers: { accept: 'application/json' } },
    );
}
