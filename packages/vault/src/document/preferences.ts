import type { EditContext } from '../account.ts';
import { VaultError } from '../errors.ts';
import { isJsonObject, isShallow } from '../json.ts';
import type { JsonValue } from '../json.ts';
import { VaultDocument } from './document.ts';
import { assertCount, assertText, FIELD_LIMITS } from './limits.ts';
import { sameValue } from './register.ts';
import { counterOf, nextStamp } from './stamp.ts';

/** What was set last, on whichever side; undefined: nothing yet. */
export function preference(document: VaultDocument, name: string): JsonValue | undefined {
  const entry = VaultDocument.partsOf(document).meta.preferences.get(name)?.value;
  return isJsonObject(entry) ? entry['value'] : undefined;
}

/** What was set last under every name that begins with `prefix`, by the rest of the name. */
export function preferencesUnder(document: VaultDocument, prefix: string): ReadonlyMap<string, JsonValue> {
  const found = new Map<string, JsonValue>();
  for (const name of VaultDocument.partsOf(document).meta.preferences.keys()) {
    const value = name.startsWith(prefix) ? preference(document, name) : undefined;
    if (value !== undefined) {
      found.set(name.slice(prefix.length), value);
    }
  }
  return found;
}

/** Settings and the like: any JSON under a name. Throws {@link VaultError} 'too-long', or 'bad-field' for what nests too deep. */
export function setPreference(
  document: VaultDocument,
  name: string,
  value: JsonValue,
  edit: EditContext,
): VaultDocument {
  if (sameValue(preference(document, name), value)) {
    return document;
  }
  const text = JSON.stringify(value);
  assertText('preference', name, FIELD_LIMITS.preferenceName);
  assertCount('preference', text.length, FIELD_LIMITS.preference);
  if (!isShallow(value)) {
    throw new VaultError('bad-field', 'The value nests too deep.', { field: 'preference' });
  }
  const parts = VaultDocument.partsOf(document);
  const { meta } = parts;
  const now = meta.preferences.get(name);
  const stamp = nextStamp(Math.max(meta.clock, now === undefined ? 0 : counterOf(now.stamp)), edit);
  const preferences = new Map(meta.preferences).set(name, { stamp, value: { stamp, value } });
  return VaultDocument.of({ ...parts, meta: { ...meta, clock: counterOf(stamp), preferences } });
}
