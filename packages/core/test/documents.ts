import { createVault, newReplica, setPreference } from '@halfminute/vault';
import type { EditContext, VaultDocument } from '@halfminute/vault';
import { createMemoryPlatform } from '../src/testing/index.ts';

const platform = createMemoryPlatform({ seed: 4242 });
const { document: empty } = await createVault({ password: 'for its document', cost: 'standard', ...platform });

export const context: EditContext = { replica: newReplica(platform.randomBytes), unixSeconds: 1_811_836_800 };

type Preference = Parameters<typeof setPreference>[2];

/** A document without accounts, with these preferences, as another version or another hand may have stored them. */
export function emptyDocument(preferences: { readonly [key: string]: Preference }): VaultDocument {
  return Object.entries(preferences).reduce(
    (document, [key, value]) => setPreference(document, key, value, context),
    empty,
  );
}
