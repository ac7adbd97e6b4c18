import { afterPassword } from '@halfminute/sign-in/testing';
import type { OnTheWay, Person, TestService, WayOptions } from '@halfminute/sign-in/testing';

export { afterPassword, giveRecoveryCodes, isIn, withoutSession } from '@halfminute/sign-in/testing';
export type { OnTheWay } from '@halfminute/sign-in/testing';

/** As far as a code page leads: signs in with this code. */
export async function withCode(
  service: TestService,
  person: Pick<Person, 'userName' | 'password'>,
  code: string,
  options: WayOptions & { readonly remember?: boolean } = {},
): Promise<OnTheWay> {
  const standing = await afterPassword(service, person, options);
  const fields = { code, ...(options.remember === true && { remember: 'on' }) };
  return { ...standing, page: await standing.agent.submit(standing.page, fields) };
}

/** To a moment five seconds after a time step began, so that no test stands on a boundary. Answers that moment. */
export async function settleInStep(service: TestService, secondsIntoStep = 5): Promise<number> {
  const into = service.now() % 30;
  await service.advance((into <= secondsIntoStep ? 0 : 30) + secondsIntoStep - into);
  return service.now();
}

/** A whole step further on, five seconds into it: no code used so far is good any more. */
export async function nextStep(service: TestService): Promise<number> {
  await service.advance(30);
  return settleInStep(service);
}

/** Of those of `kinds`, the audit rows of a person, oldest first. */
export async function auditOf(
  { services }: TestService,
  { account }: Person,
  ...kinds: readonly string[]
): Promise<readonly { readonly kind: string; readonly detail: Readonly<Record<string, unknown>> }[]> {
  const entries = await services.audit.entries({ userId: account.userId, kinds, limit: 1000 });
  return entries.toReversed();
}

export async function mailsTo({ services }: TestService, { account }: Person): Promise<readonly string[]> {
  const rows = await services.database.kysely
    .selectFrom('outbox')
    .select('kind')
    .where('user_id', '=', account.userId)
    .orderBy('at')
    .execute();
  return rows.map(({ kind }) => kind);
}

export async function failuresOf({ services }: TestService, { account }: Person): Promise<number> {
  return (await services.mfa.read(account.userId)).consecutiveFailures;
}

/** Fails with what the page says instead. */
export function authenticatorOfPerson(person: Person): NonNullable<Person['authenticator']> {
  if (person.authenticator === null) {
    throw new Error(`${person.userName} has no authenticator.`);
  }
  return person.authenticator;
}
