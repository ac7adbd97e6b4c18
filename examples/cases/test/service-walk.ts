import { onTestFinished } from 'vitest';
import { walkFrom } from '@halfminute/sign-in/testing';
import type {
  Asks,
  ConfigOverrides,
  Person,
  TestAuthenticator,
  TestService,
  UserAgent,
} from '@halfminute/sign-in/testing';
import type { CasesConfig } from '../src/index.ts';
import { startBesideService } from './beside-service.ts';
import { createBrowser, type Browser } from './browser.ts';
import { leaving } from './platform.ts';

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
  const log: string[] = [];
  const { service, origin, stop } = await startBesideService({
    cases: { log: (line) => log.push(line), ...cases },
    config,
  });
  onTestFinished(stop);
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
  const { service, agent, address, person, remember = false } = about;
  const from = { agent, page: await agent.get(address), remember };
  const { answer, asked, authenticator } = await walkFrom(service, person, from);
  if (answer.leavesTo === null) {
    throw new Error(`No way on at ${answer.url.pathname} (${answer.status}): ${answer.text.slice(0, 300)}`);
  }
  return { back: answer.leavesTo, asked, authenticator };
}
