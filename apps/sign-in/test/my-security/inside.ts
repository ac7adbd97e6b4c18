import { expect } from 'vitest';
import { createPerson } from '@halfminute/sign-in/testing';
import type { Person, PersonOptions, UserAgent } from '@halfminute/sign-in/testing';
import { service } from '../service-for-file.ts';
import { authenticatorOfPerson, isIn, nextStep, settleInStep, withCode } from '../interactions/walking.ts';

export interface Inside {
  readonly ada: Person;
  readonly agent: UserAgent;
  /** A code that was not used yet. */
  code(): Promise<string>;
}

/** Signed in with a code. */
export async function inside(options: PersonOptions = {}): Promise<Inside> {
  const ada = await createPerson(service.services, { enrolled: true, ...options });
  const authenticator = authenticatorOfPerson(ada);
  const { agent, page } = await withCode(service, ada, authenticator.codeAt(await settleInStep(service)));
  expect(isIn(page)).toBe(true);
  return { ada, agent, code: async () => authenticator.codeAt(await nextStep(service)) };
}

export const recordOf = ({ account }: Person) => service.services.mfa.read(account.userId);
export const firstId = async (person: Person) => (await recordOf(person)).authenticators[0]?.id ?? '';
