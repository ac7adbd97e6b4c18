import type { Transaction } from 'kysely';
import type { SignInSchema } from '../database/schema.ts';
import { giveCookie } from './answer.ts';
import { createAttempts } from './attempt.ts';
import type { Visit } from './visit.ts';

/** What a spent link lets this browser do: begin a first enrolment of one account, once. */
interface EnrolmentPass {
  readonly use: 'enrolment-pass';
  readonly presented: 'link' | 'ticket';
}

/** From the press of the link's button to the end of the sign-in's password page. */
const passSeconds = 3600;

export async function givePass(
  visit: Visit,
  transaction: Transaction<SignInSchema>,
  { userId, presented }: { readonly userId: string; readonly presented: EnrolmentPass['presented'] },
): Promise<string> {
  const { secret } = await passesOf(visit).begin(transaction, {
    belongsTo: belongsTo(userId),
    userId,
    state: { use: 'enrolment-pass', presented },
    seconds: passSeconds,
  });
  return secret;
}

export function showPassCookie(visit: Visit, pass: { readonly userId: string; readonly secret: string }): void {
  giveCookie(visit, {
    name: visit.cookieNames.enrol(pass.userId),
    value: pass.secret,
    expiresAt: visit.now + passSeconds,
  });
}

/** What this browser may present for the account; taking it uses it up. */
export async function takePass(
  visit: Visit,
  userId: string,
  wanted: 'link' | 'ticket',
): Promise<'nothing' | 'link' | 'ticket'> {
  const passes = passesOf(visit);
  const name = visit.cookieNames.enrol(userId);
  const pass = await passes.find({ belongsTo: belongsTo(userId), secret: visit.cookies.get(name) });
  if (pass === null || (wanted === 'ticket' && pass.state.presented === 'link')) {
    return 'nothing';
  }
  const taken = await visit.services.database.transaction((transaction) => passes.end(transaction, pass));
  if (!taken) {
    return 'nothing';
  }
  giveCookie(visit, { name, value: null });
  return pass.state.presented;
}

/** Once an authenticator is there, no browser begins a first enrolment by a link that was opened before. */
export async function endPasses({ services }: Visit, userId: string): Promise<void> {
  await services.database.kysely.deleteFrom('attempt').where('belongs_to', '=', belongsTo(userId)).execute();
}

function belongsTo(userId: string): string {
  return `enrol:${userId}`;
}

function passesOf({ services }: Visit) {
  return createAttempts(services, readPass);
}

function readPass(state: unknown): EnrolmentPass | null {
  const isPass = typeof state === 'object' && state !== null && 'use' in state && state.use === 'enrolment-pass';
  // as: written by this service alone, from this type.
  return isPass ? (state as EnrolmentPass) : null;
}
