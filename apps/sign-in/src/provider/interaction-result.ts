import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Transaction } from 'kysely';
import type { InteractionResults, Provider } from 'oidc-provider';
import type { SignInSchema } from '../database/schema.ts';
import type { SqlStorage } from './sql-adapter.ts';

const storages = new WeakMap<Provider, SqlStorage>();

/** Called once, by whoever makes the provider. */
export function noteStorage(provider: Provider, storage: SqlStorage): void {
  storages.set(provider, storage);
}

/**
 * The end of an interaction, to be written in the caller's transaction: `returnTo` is where the browser goes then. Nothing of an earlier step is
 * merged into the result.
 */
export async function prepareInteractionResult(
  provider: Provider,
  about: {
    readonly incoming: IncomingMessage;
    readonly outgoing: ServerResponse;
    readonly result: InteractionResults;
  },
): Promise<{ readonly returnTo: string; readonly write: (transaction: Transaction<SignInSchema>) => Promise<void> }> {
  const storage = storages.get(provider);
  if (storage === undefined) {
    throw new TypeError('This provider was not made by createProvider.');
  }
  const { incoming, outgoing, result } = about;
  const { value, write } = await storage.collect(() =>
    provider.interactionResult(incoming, outgoing, result, { mergeWithLastSubmission: false }),
  );
  return { returnTo: value, write };
}
