import type { Purpose } from '@halfminute/mfa';
import type { Page } from '../pages/page.ts';
import { isLastNeeded } from './authenticator.ts';
import { backToStart, toStart } from './signed-in.ts';
import type { OwnVisit } from './signed-in.ts';
import type { Permit } from './permit.ts';

type ActName = Extract<Page, { readonly kind: 'confirm-it-is-you' }>['act'];

/** Something on "My security" that a code is asked for first (rule E4). */
export interface Act {
  readonly name: ActName;
  readonly purpose: Purpose;
  /** The name of the authenticator or device that it is about, for the page; null where there is none. */
  readonly about: string | null;
  /** Done within the request that brought the code, or begun by a permit for a page of its own. */
  readonly leadsTo: { readonly do: () => Promise<Response> } | { readonly begin: Permit['for'] };
}

/** The act of an address `/my-security/confirm/<name>/<id>?…`; null where there is no such act, or nothing that it could be about. */
export function readAct(visit: OwnVisit, name: string, id: string): Act | null {
  switch (name) {
    case 'add':
      return { name, purpose: 'add', about: null, leadsTo: { begin: 'add' } };
    case 'change-password':
      return { name, purpose: 'change-password', about: null, leadsTo: { begin: 'change-password' } };
    case 'renew-recovery-codes':
      return { name, purpose: 'renew-recovery-codes', about: null, leadsTo: { begin: 'recovery-codes' } };
    case 'remove':
      return removing(visit, id);
    case 'rename':
      return renaming(visit, id);
    case 'forget-devices':
      return forgetting(visit, id);
    default:
      return null;
  }
}

function removing(visit: OwnVisit, authenticatorId: string): Act | null {
  const { record, services, account, request, mfaRequired } = visit;
  const authenticator = record.authenticators.find(({ id }) => id === authenticatorId);
  if (authenticator === undefined || isLastNeeded(visit)) {
    return null;
  }
  return {
    name: 'remove',
    purpose: 'remove',
    about: authenticator.name,
    leadsTo: {
      do: async () => {
        const { userId } = account;
        const outcome = await services.mfa.remove({ userId, authenticatorId, keepLast: mfaRequired, context: request });
        // In another tab the other one was removed at the same moment.
        return outcome === 'last' ? toStart(visit) : backToStart(visit, 'removed');
      },
    },
  };
}

function renaming(visit: OwnVisit, authenticatorId: string): Act | null {
  const { record, services, account, request, context } = visit;
  const authenticator = record.authenticators.find(({ id }) => id === authenticatorId);
  const name = (context.req.query('name') ?? '').trim().slice(0, 100);
  if (authenticator === undefined || name === '') {
    return null;
  }
  return {
    name: 'rename',
    purpose: 'api',
    about: name,
    leadsTo: {
      do: async () => {
        await services.mfa.rename({ userId: account.userId, authenticatorId, name, context: request });
        return backToStart(visit, 'renamed');
      },
    },
  };
}

function forgetting(visit: OwnVisit, deviceId: string): Act | null {
  const { record, services, account, request } = visit;
  const device = record.devices.find(({ id }) => id === deviceId);
  if (device === undefined && deviceId !== 'all') {
    return null;
  }
  return {
    name: 'forget-devices',
    purpose: 'api',
    about: device?.name ?? null,
    leadsTo: {
      do: async () => {
        await services.mfa.forgetDevices({ userId: account.userId, deviceId, context: request });
        return backToStart(visit, 'forgotten');
      },
    },
  };
}
