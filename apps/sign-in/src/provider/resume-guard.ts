import { Provider } from 'oidc-provider';
import type { Adapter, AdapterPayload } from 'oidc-provider';

/**
 * Whether the browser with these cookies holds the sign-in that finished interaction `uid`. Cookies of an interaction can be planted into
 * another browser (its owner starts a sign-in and gives its cookies to a victim); the cookie that changed after the password and after the
 * second factor cannot.
 */
export type FinishedBy = (uid: string, cookieHeader: string) => Promise<boolean>;

/**
 * Interactions that somebody finished are found at `/auth/:uid` only by the browser that finished them. Put around the adapter, since that is
 * where the library looks, whatever way the request took.
 */
export function guardResume(adapter: Adapter, finishedBy: FinishedBy): Adapter {
  return {
    upsert: (id, payload, expiresIn) => adapter.upsert(id, payload, expiresIn),
    findByUserCode: (userCode) => adapter.findByUserCode(userCode),
    findByUid: (uid) => adapter.findByUid(uid),
    consume: (id) => adapter.consume(id),
    destroy: (id) => adapter.destroy(id),
    revokeByGrantId: (grantId) => adapter.revokeByGrantId(grantId),
    find: async (id) => {
      const found = await adapter.find(id);
      const context = Provider.ctx;
      if (!found || context?.oidc.route !== 'resume' || !endsInLogin(found)) {
        return found;
      }
      return (await finishedBy(id, context.get('cookie'))) ? found : undefined;
    },
  };
}

function endsInLogin(payload: AdapterPayload): boolean {
  const { result } = payload;
  return typeof result === 'object' && result !== null && 'login' in result && result.login !== undefined;
}
