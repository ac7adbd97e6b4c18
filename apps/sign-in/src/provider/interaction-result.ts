import type { Transaction } from 'kysely';
import type { InteractionResults, Provider } from 'oidc-provider';
import type { SignInSchema } from '../database/schema.ts';
import type { SqlStorage } from './sql-adapter.ts';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

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
    /** As the library gave it to this request. */
    readonly interaction: Interaction;
    readonly result: InteractionResults;
  },
): Promise<{ readonly returnTo: string; readonly write: (transaction: Transaction<SignInSchema>) => Promise<void> }> {
  const storage = storages.get(provider);
  if (storage === undefined) {
    throw new TypeError('This provider was not made by createProvider.');
  }
  const { interaction, result } = about;
  // What `provider.interactionResult` does, without reading the interaction once more.
  interaction.result = result;
  const { write } = await storage.collect(() => interaction.persist());
  return { returnTo: interaction.returnTo, write };
}
