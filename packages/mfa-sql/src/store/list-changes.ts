export interface ListChanges<Item> {
  readonly added: readonly Item[];
  /** The old and the new one of each that differs. */
  readonly changed: readonly (readonly [Item, Item])[];
  readonly removed: readonly Item[];
}

/** What became of each item, told apart by its id. Items that are the same object, or equal in every member, are no change. */
export function listChanges<Item extends { readonly id: string }>(
  before: readonly Item[],
  after: readonly Item[],
): ListChanges<Item> {
  if (before === after) {
    return { added: [], changed: [], removed: [] };
  }
  const old = new Map(before.map((item) => [item.id, item]));
  const added: Item[] = [];
  const changed: [Item, Item][] = [];
  for (const item of after) {
    const previous = old.get(item.id);
    old.delete(item.id);
    if (previous === undefined) {
      added.push(item);
    } else if (!equal(previous, item)) {
      changed.push([previous, item]);
    }
  }
  return { added, changed, removed: [...old.values()] };
}

function equal(one: unknown, other: unknown): boolean {
  if (one === other) {
    return true;
  }
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return false;
  }
  const members = Object.entries(one);
  const others = new Map(Object.entries(other));
  return members.length === others.size && members.every(([name, value]) => equal(value, others.get(name)));
}
