import { onTestFinished } from 'vitest';
import { asksFor, authenticatorOf, recoveryCodesOn, secretOn, startTestService } from '@halfminute/sign-in/testing';
import type {
  Asks,
  ConfigOverrides,
  Person,
  TestAuthenticator,
  TestService,
  UserAgent,
} from '@halfminute/sign-in/testing';
import { startCases, type CasesConfig } from '../src/index.ts';
import { createBrowser, type Browser } from './browser.ts';
import { freePort, leaving } from './platform.ts';

/** The platform and the real service, each with its own cookies in one browser. */
export interface WithService {
  readonly service: TestService;
  readonly origin: string;
  readonly log: readonly string[];
  /** Somebody's browser. Ports share cookies in earnest; the names are distinct, so that two jars are the same. */
  visitor(): Visitor;
}

interface Visitor {
  readonly browser: Browser;
  readonly agent: UserAgent;
  /** From the service's address that the platform sent to, back to the platform. */
  through(address: URL, person: Person, options?: { readonly remember?: boolean }): Promise<Passed>;
  /** Signs in at the platform and shows where that leads. */
  signIn(person: Person, options?: { readonly remember?: boolean }): Promise<Passed & { readonly html: string }>;
}

export interface Passed {
  /** The callback's address. */
  readonly back: URL;
  readonly asked: readonly Asks[];
  readonly authenticator: TestAuthenticator | null;
}

export async function startWithService(
  cases: Partial<CasesConfig> = {},
  config: ConfigOverrides = {},
): Promise<WithService> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const clientSecret = 'a secret of the tests, 42 characters long.';
  const service = await startTestService({
    inProcess: true,
    config: {
      clients: [
        {
          id: 'cases',
          name: 'Cases',
          secret: clientSecret,
          redirectUris: [`${origin}/callback`],
          postLogoutRedirectUris: [`${origin}/signed-out`],
          backchannelLogoutUri: `${origin}/backchannel-logout`,
          initiateLoginUri: `${origin}/sign-in`,
          defaultAcrValues: [],
          legacy: null,
          rememberedDevices: true,
        },
      ],
      ...config,
    },
  });
  onTestFinished(() => service.stop());
  const log: string[] = [];
  const running = await startCases({
    issuer: service.issuer,
    clientId: 'cases',
    clientSecret,
    database: ':memory:',
    listen: { host: 'localhost', port },
    log: (line) => log.push(line),
    ...cases,
  });
  onTestFinished(running.close);
  return {
    service,
    origin,
    log,
    visitor: () => {
      const browser = createBrowser(origin);
      const agent = service.userAgent();
      const through: Visitor['through'] = (address, person, options) =>
        passThrough({ service, agent, address, person, remember: options?.remember === true });
      return {
        browser,
        agent,
        through,
        signIn: async (person, options) => {
          const passed = await through(leaving(await browser.get('/sign-in')), person, options);
          const { html } = await browser.get(passed.back);
          return { ...passed, html };
        },
      };
    },
  };
}

/** Answers whatever the service asks, until it sends the browser back. */
export async function passThrough(about: {
  readonly service: TestService;
  readonly agent: UserAgent;
  readonly address: URL;
  readonly person: Person;
  readonly remember?: boolean;
}): Promise<Passed> {
  const { service, agent, person } = about;
  const asked: Asks[] = [];
  let { authenticator } = person;
  let page = await agent.get(about.address);
  while (page.leavesTo === null) {
    const asks = asksFor(page);
    asked.push(asks);
    if (asked.length > 8) {
      throw new Error(`Stuck after ${asked.join(', ')} at ${page.url.pathname}: ${page.text.slice(0, 300)}`);
    }
    switch (asks) {
      case 'password':
        page = await agent.submit(page, { user: person.userName, password: person.password });
        break;
      case 'code':
        page = await agent.submit(page, {
          code: authenticator?.codeAt(service.now()) ?? '',
          ...(about.remember === true && { remember: 'on' }),
        });
        break;
      case 'enrolment':
        authenticator = authenticatorOf(secretOn(page));
        page = await agent.submit(page, { code: authenticator.codeAt(service.now()) });
        break;
      case 'recovery-codes':
        page = await agent.submit(page, { typedBack: recoveryCodesOn(page)[0] ?? '' });
        break;
      case 'recovery-code':
      case 'replacement':
      case 'nothing':
        throw new Error(`No way on at ${page.url.pathname} (${page.status}): ${page.text.slice(0, 300)}`);
    }
  }
  return { back: page.leavesTo, asked, authenticator };
}
