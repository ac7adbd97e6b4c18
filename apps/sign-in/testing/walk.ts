import type { Person, TestAuthenticator } from './people.ts';
import { authenticatorOf } from './people.ts';
import type { StartedRequest, TestClient, TokenAnswer } from './test-client.ts';
import type { TestService } from './test-service.ts';
import type { Answer, Hop, UserAgent } from './user-agent.ts';
import { decodeBase32 } from '@halfminute/otp';

/** What a page asks for, told by its fields. */
export type Asks = 'password' | 'code' | 'enrolment' | 'recovery-codes' | 'recovery-code' | 'replacement' | 'nothing';

/** What this page wants of its reader. */
export function asksFor({ forms }: Answer): Asks {
  const names = new Set(forms.flatMap((form) => form.names));
  if (names.has('password') && names.has('user')) {
    return 'password';
  }
  if (names.has('typedBack')) {
    return 'recovery-codes';
  }
  if (names.has('recovery')) {
    return 'recovery-code';
  }
  if (names.has('code')) {
    return forms.some((form) => form.action.includes('enrol') || form.action.includes('start-again'))
      ? 'enrolment'
      : 'code';
  }
  return names.has('again') ? 'replacement' : 'nothing';
}

export interface WalkOptions {
  readonly client?: TestClient;
  readonly agent?: UserAgent;
  /** Of the authorization request. */
  readonly parameters?: Readonly<Record<string, string | undefined>>;
  /** Ticks "Remember this device". */
  readonly remember?: boolean;
}

export interface Walked {
  readonly agent: UserAgent;
  readonly request: StartedRequest;
  /** The answer that led back to the client. */
  readonly answer: Answer;
  /** Every answer on the way, of all pages and redirects. */
  readonly hops: readonly Hop[];
  /** Everything that was asked on the way. */
  readonly asked: readonly Asks[];
  /** Set up on the way, where the service asked for it. */
  readonly authenticator: TestAuthenticator | null;
}

/** A page that asks for something again has refused it. */
const mostPages = 8;

/**
 * Walks a person through the pages from the client's request back to the client: password, code, and setting up an authenticator where the service
 * asks for it. Codes are taken at the service's time; a code spent a moment ago is refused as in earnest, so move the clock between two sign-ins.
 */
export async function walk(service: TestService, person: Person, options: WalkOptions = {}): Promise<Walked> {
  const { client = service.client, agent = service.userAgent(), parameters } = options;
  const request = client.start(parameters);
  return {
    agent,
    request,
    ...(await walkFrom(service, person, { ...options, agent, page: await agent.get(request.url) })),
  };
}

/** The same from any page of a sign-in, or from the answer that led to it. */
export async function walkFrom(
  service: TestService,
  person: Person,
  from: { readonly page: Answer; readonly agent: UserAgent; readonly remember?: boolean },
): Promise<Pick<Walked, 'answer' | 'asked' | 'authenticator' | 'hops'>> {
  const { agent, remember } = from;
  const asked: Asks[] = [];
  const hops: Hop[] = [...from.page.hops];
  let { authenticator } = person;
  let { page } = from;
  while (page.leavesTo === null) {
    const asks = asksFor(page);
    asked.push(asks);
    if (asks === 'nothing' || asked.length > mostPages) {
      throw new Error(
        `Stuck after ${asked.join(', ')} at ${page.url.pathname} (${page.status}): ${page.text.slice(0, 400)}`,
      );
    }
    switch (asks) {
      case 'password':
        page = await agent.submit(page, { user: person.userName, password: person.password });
        break;
      case 'code':
        page = await agent.submit(page, {
          code: authenticator?.codeAt(service.now()) ?? '',
          ...(remember === true ? { remember: 'yes' } : {}),
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
        throw new Error(`The way does not lead over ${asks}.`);
    }
    hops.push(...page.hops);
  }
  return { answer: page, hops, asked, authenticator };
}

/** {@link walk}, and redeems the code. */
export async function signIn(
  service: TestService,
  person: Person,
  options: WalkOptions = {},
): Promise<Walked & { readonly tokens: TokenAnswer }> {
  const { client = service.client } = options;
  const walked = await walk(service, person, options);
  const tokens = await client.redeem(client.codeOf(walked.answer, walked.request), walked.request);
  return { ...walked, tokens };
}

/** The secret that a set-up page shows, read from its otpauth link. */
export function secretOn(page: Answer): Uint8Array {
  const link = page.links.find(({ href }) => href.startsWith('otpauth://'))?.href;
  const secret = link === undefined ? null : new URL(link).searchParams.get('secret');
  if (secret === null) {
    throw new Error(`There is no otpauth link at ${page.url.pathname}: ${page.text.slice(0, 400)}`);
  }
  return decodeBase32(secret);
}

/** The recovery codes that a page shows: four groups of four letters and figures. */
export function recoveryCodesOn(page: Answer): readonly string[] {
  return page.text.match(/\b[0-9A-Z]{4}(?:[- ][0-9A-Z]{4}){3}\b/g) ?? [];
}
