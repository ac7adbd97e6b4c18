/**
 * `next`, but with every part that equals its counterpart in `previous` replaced by that very object, so that a screen can
 * tell by identity what changed. For plain data: primitives, arrays and objects without prototype tricks.
 */
export function keepIdentity<Value>(previous: unknown, next: Value): Value {
  if (Object.is(previous, next) || typeof next !== 'object' || next === null) {
    return next;
  }
  if (typeof previous !== 'object' || previous === null || Array.isArray(previous) !== Array.isArray(next)) {
    return next;
  }
  const before = new Map<string, unknown>(Object.entries(previous));
  const after = Object.entries(next);
  let same = before.size === after.length;
  const kept = after.map(([key, value]): [string, unknown] => {
    const part: unknown = keepIdentity(before.get(key), value);
    same &&= before.has(key) && Object.is(part, before.get(key));
    return [key, part];
  });
  if (same) {
    return previous as Value; // equal to `next` in every part, hence of its type
  }
  const rebuilt: unknown = Array.isArray(next) ? kept.map(([, part]) => part) : Object.fromEntries(kept);
  return rebuilt as Value; // the same keys as `next`, each with an equal part
}
