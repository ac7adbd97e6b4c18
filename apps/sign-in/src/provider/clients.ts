import { errors } from 'oidc-provider';
import type { ClientMetadata, Provider } from 'oidc-provider';
import type { ClientConfig } from '../config/config.ts';

/**
 * A client as the library wants it. Codes only, exact redirect addresses, and refresh tokens for whoever asks for `offline_access`. Our pages
 * read `initiateLoginUri` from the configuration: the library takes it with https only, also in development.
 */
export function clientMetadata(client: ClientConfig): ClientMetadata {
  return {
    client_id: client.id,
    client_name: client.name,
    ...(client.secret === null
      ? { token_endpoint_auth_method: 'none' }
      : // The library takes the secret from the body as well.
        { token_endpoint_auth_method: 'client_secret_basic', client_secret: client.secret }),
    application_type: client.redirectUris.every(isWeb) ? 'web' : 'native',
    redirect_uris: [...client.redirectUris],
    post_logout_redirect_uris: [...client.postLogoutRedirectUris],
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token'],
    // Every library of the other side checks this one unasked (OpenID Connect Core section 15.1 makes it mandatory).
    id_token_signed_response_alg: 'RS256',
    ...(client.defaultAcrValues.length === 0 ? {} : { default_acr_values: [...client.defaultAcrValues] }),
    ...(client.backchannelLogoutUri === null
      ? {}
      : { backchannel_logout_uri: client.backchannelLogoutUri, backchannel_logout_session_required: true }),
  };
}

/**
 * What the library holds against a client, a sentence each. It looks at a client when it is first asked for, and a wrong one must be told of when
 * the service starts.
 */
export async function clientProblems(provider: Provider, clients: readonly ClientConfig[]): Promise<readonly string[]> {
  const problems = await Promise.all(
    clients.map(async ({ id }) => {
      try {
        await provider.Client.find(id);
        return [];
      } catch (error) {
        if (error instanceof errors.OIDCProviderError) {
          return [`The client ${JSON.stringify(id)} cannot be: ${error.error_description ?? error.message}.`];
        }
        throw error;
      }
    }),
  );
  return problems.flat();
}

function isWeb(address: string): boolean {
  return /^https?:$/.test(new URL(address).protocol);
}
