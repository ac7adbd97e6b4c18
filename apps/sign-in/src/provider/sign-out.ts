import type { KoaContextWithOIDC } from 'oidc-provider';
import { factsOf } from '../http/request-facts.ts';
import type { Services } from '../services.ts';
import { everywhereMark } from './provider-pages.ts';

/**
 * After the library signed somebody out: an audit row, and, where the form said so, the end of every other session of the account. Around the
 * library's routes, since it tells of a sign-out only when it has gone on already.
 */
export function noteSignOut(services: Services) {
  return async (context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    await next();
    // Not there where no route of the library answered.
    const oidc: KoaContextWithOIDC['oidc'] | undefined = context.oidc;
    const userId = oidc?.session?.accountId;
    if (oidc?.route !== 'end_session_confirm' || userId === undefined || oidc.params?.['logout'] === undefined) {
      return;
    }
    const everywhere = context.querystring === everywhereMark;
    await services.database.transaction(async (transaction) => {
      const others = everywhere ? await services.sessions.endAll(transaction, { userId }) : 0;
      await services.audit.append(transaction, [
        {
          kind: 'signed-out',
          userId,
          at: services.clock(),
          context: {
            actor: { kind: 'user' },
            source: {
              address: factsOf(context.req).address,
              agent: context.get('user-agent') || null,
              place: null,
            },
          },
          detail: { everywhere, sessions: others + 1 },
        },
      ]);
    });
    const target = context.response.get('location');
    if (everywhere && new URL(target, services.config.issuer).pathname.endsWith('/session/end/success')) {
      context.redirect(`${target}?${everywhereMark}`);
      context.status = 303;
    }
  };
}
