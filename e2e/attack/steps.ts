import {
  afterPassword,
  asksFor,
  authenticatorOf,
  createPerson,
  isIn,
  readOutbox,
  recoveryCodesOn,
  secretOn,
} from '@halfminute/sign-in/testing';
import type {
  Answer,
  OnTheWay,
  Person,
  PersonOptions,
  TestAuthenticator,
  TestService,
  WayOptions,
} from '@halfminute/sign-in/testing';
import { holds } from './attack.ts';

export { afterPassword, bySystem, giveRecoveryCodes, isIn, withoutSession } from '@halfminute/sign-in/testing';
export type { OnTheWay, WayOptions } from '@halfminute/sign-in/testing';

/** Somebody who has an authenticator. */
export interface Enrolled extends Person {
  readonly authenticator: TestAuthenticator;
}

export async function createEnrolled(service: TestService, options: PersonOptions = {}): Promise<Enrolled> {
  const person = await createPerson(service.services, { mfaRequired: true, ...options, enrolled: true });
  const { authenticator } = person;
  holds(authenticator !== null, 'somebody has an authenticator');
  return { ...person, authenticator };
}

/** Somebody who has set her authenticator up on the way in, with `code`, and who has kept her recovery codes, of which this is the first. */
export async function setUpByHand(
  service: TestService,
): Promise<{ readonly ada: Enrolled; readonly code: string; readonly recovery: string }> {
  const ada = await createPerson(service.services, { mfaRequired: true });
  const now = await nextStep(service);
  const { agent, page } = await afterPassword(service, ada);
  const authenticator = authenticatorOf(secretOn(page));
  const code = authenticator.codeAt(now);
  const codes = await agent.submit(page, { code });
  holds(showsRecoveryCodes(codes), `the right code confirms the set-up (${told(codes)})`);
  const [recovery = ''] = recoveryCodesOn(codes);
  holds(isIn(await agent.submit(codes, { typedBack: recovery })), 'and then the sign-in is done');
  return { ada: { ...ada, authenticator }, code, recovery };
}

/** From the client to a page that takes a code; the password must have been right for it. */
export async function atCodePage(service: TestService, person: Person, options: WayOptions = {}): Promise<OnTheWay> {
  const way = await afterPassword(service, person, options);
  holds(takesCode(way.page), `the password of ${person.userName} leads to a field for a code (${told(way.page)})`);
  return way;
}

export async function withCode(
  service: TestService,
  person: Person,
  code: string,
  options: WayOptions & { readonly remember?: boolean } = {},
): Promise<OnTheWay> {
  const way = await atCodePage(service, person, options);
  const page = await way.agent.submit(way.page, { code, ...(options.remember === true && { remember: 'yes' }) });
  return { ...way, page };
}

/** Signs in with the code of now, or the attack that stands on it is broken. Settles into a fresh step before. */
export async function signInRightly(
  service: TestService,
  person: Enrolled,
  options: WayOptions & { readonly remember?: boolean } = {},
): Promise<OnTheWay & { readonly code: string }> {
  const code = person.authenticator.codeAt(await nextStep(service));
  const way = await withCode(service, person, code, options);
  holds(isIn(way.page), `the right code signs ${person.userName} in (${told(way.page)})`);
  return { ...way, code };
}

export function takesCode(page: Answer): boolean {
  return page.leavesTo === null && page.forms.some(({ names }) => names.includes('code'));
}

/** An authenticator was just confirmed. The long code of a set-up page looks like a recovery code; the field tells them apart. */
export function showsRecoveryCodes(page: Answer): boolean {
  return page.leavesTo === null && asksFor(page) === 'recovery-codes';
}

/** Where an answer came from and what it says, for whoever has to find out what went wrong. */
export function told(page: Answer): string {
  return page.leavesTo === null
    ? `${page.status} at ${page.url.pathname}: ${page.text.slice(0, 160)}`
    : `to ${page.leavesTo.origin}${page.leavesTo.pathname} with ${[...page.leavesTo.searchParams.keys()].join(', ')}`;
}

/** The token of a page's forms, with which any act of the page may be posted. */
export function csrfOf(page: Answer): string {
  return page.forms.map(({ fields }) => fields.get('csrf')).find((csrf) => csrf !== undefined) ?? '';
}

/** Five seconds into a step that was not there before: no code used so far is good any more. Answers the time. */
export async function nextStep(service: TestService): Promise<number> {
  await service.advance(30 - (service.now() % 30) + 5);
  return service.now();
}

/** Different codes that none of the steps around this time has. */
export function wrongCodes(authenticator: TestAuthenticator, unixSeconds: number, count: number): readonly string[] {
  const right = new Set(Array.from({ length: 121 }, (_, index) => authenticator.codeAt(unixSeconds, index - 60)));
  const codes: string[] = [];
  // A stride that has no factor in common with a million visits each code once.
  for (let code = 271_828; codes.length < count; code = (code + 314_159) % 1_000_000) {
    const text = String(code).padStart(6, '0');
    if (!right.has(text)) {
      codes.push(text);
    }
  }
  return codes;
}

/** How many wrong answers were looked at, by the audit log and by the account's own counter. */
export async function lookedAt({ services }: TestService, { account }: Person): Promise<number> {
  const rows = await services.database.kysely
    .selectFrom('audit_entry')
    .select('sequence')
    .where('user_id', '=', account.userId)
    .where('kind', 'in', ['code-wrong', 'code-replayed'])
    .execute();
  const { consecutiveFailures } = await services.mfa.read(account.userId);
  return Math.max(rows.length, consecutiveFailures);
}

export async function countEvents({ services }: TestService, { account }: Person, ...kinds: string[]): Promise<number> {
  const rows = await services.audit.entries({ userId: account.userId, kinds, limit: 10_000 });
  return rows.length;
}

/** The kinds of mail that wait for this person, oldest first. */
export async function mailKinds({ services }: TestService, { account }: Person): Promise<readonly string[]> {
  return (await readOutbox(services, account.userId)).map(({ kind }) => kind);
}

/** The links in the mails of this person, newest first, as the outbox page shows them. */
export async function mailedLinks(service: TestService, { account }: Person): Promise<readonly string[]> {
  const { body } = await service.userAgent().get('/outbox');
  return body
    .split('<article')
    .filter((mail) => mail.includes(account.mail))
    .flatMap((mail) => [...mail.matchAll(/href="[^"]*(\/link\/[^"]+)"/g)].map(([, path]) => path ?? ''));
}

/** As many at a time as a browser or a script has, in order. */
export function times<Result>(count: number, work: (index: number) => Promise<Result>): Promise<Result[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => work(index)));
}
