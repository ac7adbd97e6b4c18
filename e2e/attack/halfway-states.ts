import { createPerson, signIn } from '@halfminute/sign-in/testing';
import type { Answer, Person, TestService } from '@halfminute/sign-in/testing';
import { holds } from './attack.ts';
import {
  afterPassword,
  atCodePage,
  bySystem,
  createEnrolled,
  isIn,
  signInRightly,
  takesCode,
  told,
  withoutSession,
  wrongCodes,
} from './steps.ts';
import type { Enrolled, OnTheWay } from './steps.ts';

/** A browser in which a factor is still missing. */
export interface Halfway extends OnTheWay {
  readonly person: Person;
  /** Of the right length. */
  readonly wrongCode: string;
  readonly authenticatorId: string;
  /** Of a sign-in before the factor was required. */
  readonly refreshToken?: string;
  /** Codes and tokens that the account rightly has already. */
  readonly rowsBefore?: number;
}

export interface HalfwayState {
  readonly name: string;
  enter(service: TestService): Promise<Halfway>;
  /** Where a session that lives rightly gets codes: which ones. */
  readonly allows?: (answer: Answer, at: Halfway) => boolean;
}

/** Every stage that a sign-in can be at without its second factor, and the sessions that are too weak for what is asked. */
export const halfwayStates: readonly HalfwayState[] = [
  {
    name: 'before the password',
    enter: async (service) => {
      const person = await createEnrolled(service);
      const agent = service.userAgent();
      const request = service.client.start();
      return halfway(service, person, { agent, request, page: await agent.get(request.url) });
    },
  },
  {
    name: 'at the code page',
    enter: async (service) => {
      const person = await createEnrolled(service);
      return halfway(service, person, await atCodePage(service, person));
    },
  },
  {
    name: 'at the code page, the password ten minutes old',
    enter: async (service) => {
      const person = await createEnrolled(service);
      const way = await atCodePage(service, person);
      await service.advance(601);
      return halfway(service, person, way);
    },
  },
  {
    name: 'in a wait',
    enter: async (service) => {
      const person = await createEnrolled(service);
      const way = await atCodePage(service, person);
      for (const code of wrongCodes(person.authenticator, service.now(), 5)) {
        await way.agent.submit(way.page, { code });
      }
      const record = await service.services.mfa.read(person.account.userId);
      holds((record.waitUntil ?? 0) > service.now(), 'five wrong codes bring a wait');
      return halfway(service, person, way);
    },
  },
  {
    name: 'codes switched off',
    enter: async (service) => {
      const person = await createEnrolled(service);
      const way = await atCodePage(service, person);
      await setUser(service, person, { disabled_at: service.now(), enrolment_needs: 'ticket' });
      return halfway(service, person, way);
    },
  },
  {
    name: 'frozen at the code page',
    enter: async (service) => {
      const person = await createEnrolled(service);
      const way = await atCodePage(service, person);
      await service.services.database.transaction((transaction) =>
        service.services.accounts.freeze(transaction, { userId: person.account.userId, at: service.now() }),
      );
      return halfway(service, person, way);
    },
  },
  {
    name: 'at the set-up page',
    enter: async (service) => {
      const person = await createPerson(service.services, { mfaRequired: true });
      const way = await afterPassword(service, person);
      holds(way.page.body.includes('otpauth://'), `the password leads to the set-up page (${told(way.page)})`);
      return halfway(service, person, way);
    },
  },
  {
    name: 'at the set-up page, its secret gone',
    enter: async (service) => {
      const person = await createPerson(service.services, { mfaRequired: true });
      const way = await afterPassword(service, person);
      await service.advance(3601);
      const page = await way.agent.get(way.page.url);
      holds(!page.body.includes('otpauth://'), 'an hour later the secret is not shown any more');
      return halfway(service, person, { ...way, page });
    },
  },
  {
    name: 'at the page that wants a link',
    enter: async (service) => {
      const person = await createEnrolled(service);
      await service.services.mfa.reset({
        userId: person.account.userId,
        reason: 'a new phone',
        context: { ...bySystem, actor: { kind: 'admin', name: 'grace' } },
      });
      return halfway(service, person, await afterPassword(service, person));
    },
  },
  {
    name: 'a session of before MFA was required',
    enter: async (service) => {
      const person = await createPerson(service.services);
      const offline = { scope: 'openid offline_access', prompt: 'consent' };
      const { agent, tokens, request } = await signIn(service, person, { parameters: offline });
      holds(tokens.refreshToken !== null, 'the password alone was enough before');
      await service.services.database.transaction((transaction) =>
        service.services.accounts.requireMfa(transaction, {
          scope: { kind: 'account', userId: person.account.userId },
          from: Math.floor(service.now()) - 1,
        }),
      );
      const page = await agent.get(service.client.start().url);
      const rowsBefore = await tokenRows(service, person);
      return {
        ...(await halfway(service, person, { agent, request, page })),
        refreshToken: tokens.refreshToken,
        rowsBefore,
      };
    },
  },
  {
    name: 'a session that has lasted its time',
    enter: async (service) => {
      const person = await createEnrolled(service);
      const { agent, request } = await signInRightly(service, person);
      for (let hours = 0; hours < 24; hours += 1) {
        await service.advance(3590);
        await agent.get(service.client.start({ prompt: 'none' }).url);
      }
      await service.advance(600);
      const page = await agent.get(service.client.start().url);
      const rowsBefore = await tokenRows(service, person);
      return { ...(await halfway(service, person, { agent, request, page })), rowsBefore };
    },
  },
  {
    name: 'signed in by a device, at a client that wants MFA',
    enter: async (service) => {
      const person = await createEnrolled(service);
      const parameters = { acr_values: 'urn:halfminute:acr:remembered' };
      const home = await signInRightly(service, person, { parameters, remember: true });
      const agent = withoutSession(home.agent);
      const inside = await afterPassword(service, person, { agent, parameters });
      holds(isIn(inside.page), 'the device signs in where it is enough');
      const request = service.client.start({ acr_values: 'urn:halfminute:acr:mfa' });
      const page = await agent.get(request.url);
      holds(takesCode(page), `MFA is asked for on that session (${told(page)})`);
      return halfway(service, person, { agent, request, page });
    },
    // What asks for no more than the device gives gets it.
    allows: (answer, at) => answer.leavesTo?.searchParams.get('state') !== at.request.state,
  },
  {
    name: 'at a step-up',
    enter: async (service) => {
      const person = await createEnrolled(service);
      const { agent } = await signInRightly(service, person);
      const request = service.client.start({ max_age: '0', acr_values: 'urn:halfminute:acr:mfa' });
      const page = await agent.get(request.url);
      holds(takesCode(page), `max_age=0 asks for a code (${told(page)})`);
      return halfway(service, person, { agent, request, page });
    },
    // The session lives, and other requests rightly get codes; the one that asks anew must not.
    allows: (answer, at) => answer.leavesTo?.searchParams.get('state') !== at.request.state,
  },
];

async function halfway(service: TestService, person: Person, way: OnTheWay): Promise<Halfway> {
  const { authenticators } = await service.services.mfa.read(person.account.userId);
  const { authenticator } = person;
  const [wrongCode = '000000'] = authenticator === null ? [] : wrongCodes(authenticator, service.now(), 1);
  return { ...way, person, wrongCode, authenticatorId: authenticators[0]?.id ?? '' };
}

async function setUser(
  { services }: TestService,
  { account }: Enrolled,
  values: { readonly disabled_at: number; readonly enrolment_needs: string },
): Promise<void> {
  await services.database.kysely
    .updateTable('mfa_user')
    .set(({ eb }) => ({ version: eb('version', '+', 1), ...values }))
    .where('user_id', '=', account.userId)
    .execute();
}

/** Authorization codes and tokens of this person that are in the database. */
export async function tokenRows({ services }: TestService, { account }: Person): Promise<number> {
  const rows = await services.database.kysely
    .selectFrom('oidc')
    .select('id')
    .where('account_id', '=', account.userId)
    .where('model', 'in', ['AuthorizationCode', 'AccessToken', 'RefreshToken'])
    .execute();
  return rows.length;
}
