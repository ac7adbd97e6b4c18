import { Provider } from 'oidc-provider';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { mySecurityClient } from '../my-security/client.ts';
import { supportedAcrValues } from './acr.ts';
import { clientMetadata } from './clients.ts';
import { CookieSignatures } from './cookie-signatures.ts';
import { claimsByScope, createFindAccount } from './find-account.ts';
import { existingGrant } from './grants.ts';
import { lifetimes } from './lifetimes.ts';
import { fetchBackchannel } from './backchannel-fetch.ts';
import { noteStorage } from './interaction-result.ts';
import { noteUnheard } from './logout-notices.ts';
import { createInteractionPolicy } from './policy.ts';
import { providerCookieNames } from './provider-cookies.ts';
import { postToGet } from './post-to-get.ts';
import { createProviderPages } from './provider-pages.ts';
import type { DrawPage } from './provider-pages.ts';
import { guardResume } from './resume-guard.ts';
import type { FinishedBy } from './resume-guard.ts';
import { createSqlStorage } from './sql-adapter.ts';
import type { SqlStorage } from './sql-adapter.ts';
import { noteSignOut } from './sign-out.ts';
import type { Services } from '../services.ts';

export interface ProviderHooks {
  readonly drawPage: DrawPage;
  readonly finishedBy: FinishedBy;
}

/**
 * The OpenID Connect provider: oidc-provider by its public interface, with our storage, classes and pages. Authorization codes with PKCE and
 * nothing else (RFC 9700).
 */
export function createProvider(services: Services, { drawPage, finishedBy }: ProviderHooks): Provider {
  const { config } = services;
  const storage = createSqlStorage(services);
  const pages = createProviderPages(services, drawPage);
  const provider = new Provider(config.issuer, configuration(services, { pages, finishedBy, storage }));
  noteStorage(provider, storage);
  // The front door lets the headers of a proxy through only where the proxy is ours.
  provider.proxy = true;
  // Of a browser that left while it was answered the library would print the text; whatever else goes wrong, `guard` writes down.
  provider.silent = true;
  provider.use(pages.guard);
  provider.use(postToGet(provider.pathFor('authorization')));
  provider.use(noteSignOut(services));
  // Next to the library's routes: what stands around it sees what was written.
  provider.use(storage.middleware);
  const note = (context: KoaContextWithOIDC, error: Error) => noteRefusal(services, { context, error });
  provider.on('grant.error', note);
  provider.on('authorization.error', note);
  provider.on('revocation.error', note);
  provider.on('backchannel.error', noteUnheard(services));
  return provider;
}

function configuration(
  services: Services,
  parts: Pick<ProviderHooks, 'finishedBy'> & {
    readonly storage: SqlStorage;
    readonly pages: ReturnType<typeof createProviderPages>;
  },
): Configuration {
  const { config, keys, clock } = services;
  const { finishedBy, storage, pages } = parts;
  const legacy = new Set(config.clients.filter((client) => client.legacy === 'no-pkce').map(({ id }) => id));
  const secure = config.issuer.startsWith('https:');
  const cookie = { httpOnly: true, sameSite: 'lax', secure, signed: true } as const;

  return {
    adapter: (model) => {
      const adapter = storage.adapter(model);
      return model === 'Interaction' ? guardResume(adapter, finishedBy) : adapter;
    },
    // "My security" signs its users in by the same way as every client.
    clients: [...config.clients, mySecurityClient(config)].map(clientMetadata),
    // The library copies what it is given; ours is read-only.
    jwks: structuredClone(keys.signing) as NonNullable<Configuration['jwks']>,
    cookies: {
      keys: new CookieSignatures(keys.cookieSecrets),
      names: providerCookieNames(config),
      long: { ...cookie, path: '/' },
      short: cookie,
    },
    ttl: lifetimes(config, clock),

    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    pkce: { required: (_context, client) => !legacy.has(client.clientId) },
    allowOmittingSingleRegisteredRedirectUri: false,
    rotateRefreshToken: true,
    issueRefreshToken: (_context, client, code) =>
      client.grantTypeAllowed('refresh_token') && code.scopes.has('offline_access'),
    scopes: ['openid', 'offline_access', 'profile', 'email'],
    claims: claimsByScope,
    acrValues: [...supportedAcrValues],
    enabledJWA: { idTokenSigningAlgValues: ['RS256'], userinfoSigningAlgValues: ['RS256'] },

    findAccount: createFindAccount(services),
    loadExistingGrant: existingGrant,
    interactions: {
      policy: createInteractionPolicy(services),
      url: (_context, interaction) => `/interaction/${interaction.uid}`,
    },
    renderError: pages.error,

    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      deviceFlow: { enabled: false },
      resourceIndicators: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      introspection: { enabled: false },
      claimsParameter: { enabled: true },
      revocation: { enabled: true },
      userinfo: { enabled: true },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: pages.signOut,
        postLogoutSuccessSource: pages.signedOut,
      },
    },
    discovery: { ui_locales_supported: ['en', 'de', 'fr', 'nl', 'es'], service_documentation: config.platform.url },
    clientBasedCORS: (_context, origin, client) =>
      client.clientAuthMethod === 'none' &&
      (client.redirectUris ?? []).some((address) => new URL(address).origin === origin),
    fetch: fetchBackchannel,
  };
}

/** What a client did wrong, for whoever looks after it; never what it sent. */
function noteRefusal(
  { log }: Services,
  { context, error }: { readonly context: KoaContextWithOIDC; readonly error: Error },
): void {
  log.info('client-refused', {
    client: context.oidc.client?.clientId ?? null,
    route: context.oidc.route,
    error: error.message,
  });
}
