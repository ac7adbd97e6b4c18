import type { Authenticator } from '@halfminute/mfa';
import { goTo, showPage } from '../interactions/answer.ts';
import type { AuthenticatorRow } from '../pages/page.ts';
import { ownForm, signedInUser, startPath } from './signed-in.ts';
import type { OwnVisit } from './signed-in.ts';

export function authenticatorRow({ id, name, addedAt, lastUsedAt }: Authenticator): AuthenticatorRow {
  return { id, name, addedAt, lastUsedAt, url: pathOf(id) };
}

/** The last one may not be removed while MFA is required (rule T10): another has to be added first. */
export function isLastNeeded({ record, mfaRequired }: OwnVisit): boolean {
  return mfaRequired && record.authenticators.length <= 1;
}

export async function showAuthenticator(visit: OwnVisit, id: string): Promise<Response> {
  const authenticator = visit.record.authenticators.find((one) => one.id === id);
  return authenticator === undefined
    ? showPage(visit, { kind: 'not-found' }, { status: 404 })
    : showPage(visit, await authenticatorPage(visit, authenticator));
}

/** Leads to the code that a new name needs; the name goes along in the address, which the form is bound to. */
export function rename(visit: OwnVisit, id: string): Response {
  const name = visit.fields.get('name').trim().slice(0, 100);
  return name === ''
    ? goTo(visit, pathOf(id))
    : goTo(visit, `${startPath}/confirm/rename/${encodeURIComponent(id)}?${new URLSearchParams({ name }).toString()}`);
}

export function remove(visit: OwnVisit, id: string): Response {
  const authenticator = visit.record.authenticators.find((one) => one.id === id);
  if (authenticator === undefined) {
    return showPage(visit, { kind: 'not-found' }, { status: 404 });
  }
  // The account would stand open to whoever has the password and sets one up first.
  return goTo(visit, `${startPath}/confirm/${isLastNeeded(visit) ? 'add' : `remove/${encodeURIComponent(id)}`}`);
}

async function authenticatorPage(visit: OwnVisit, authenticator: Authenticator) {
  const path = pathOf(authenticator.id);
  return {
    kind: 'authenticator',
    user: signedInUser(visit),
    authenticator: authenticatorRow(authenticator),
    rename: await ownForm(visit, `${path}/rename`),
    remove: await ownForm(visit, `${path}/remove`),
    last: isLastNeeded(visit),
    backUrl: startPath,
  } as const;
}

function pathOf(id: string): string {
  return `${startPath}/authenticators/${encodeURIComponent(id)}`;
}
