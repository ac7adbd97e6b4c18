import { decodeBase64 } from '../bytes.ts';
import type { Bytes } from '../ciphers.ts';
import { InterchangeError } from '../errors.ts';
import { limits } from '../limits.ts';
import { walkXml } from '../xml-elements.ts';
import type { InnerKey } from './format.ts';
import { damaged } from './header.ts';
import { revealValues } from './inner-stream.ts';
import { resolveNames } from './references.ts';
import type { NamedEntry } from './references.ts';

/** An entry as it is now; what it was before is not read. */
export interface KeePassEntry {
  readonly strings: ReadonlyMap<string, string>;
  /** Names of the groups it is in, parted by " / ", without the outermost, which is the database itself; '' where it lay in the bin, whose names these are. */
  readonly path: string;
  readonly tags: string;
  readonly wasTrashed: boolean;
}

interface Group {
  readonly parent: Group | null;
  uuid: string;
  name: string;
}

interface OpenEntry extends NamedEntry {
  readonly group: Group | null;
  tags: string;
  uuid: string;
}

/** A protected value, and where it goes; those of the history go nowhere, but take their part of the key stream. */
interface Hidden {
  readonly bytes: Bytes;
  readonly put: ((text: string) => void) | null;
}

/** The entries of the XML in their order. Throws InterchangeError where it is none. */
export async function readDatabase(xml: string, innerKey: InnerKey): Promise<readonly KeePassEntry[]> {
  const hidden: Hidden[] = [];
  const { entries, bin } = readElements(xml, hidden);
  const revealed = await revealValues(
    innerKey,
    hidden.map(({ bytes }) => bytes),
  );
  hidden.forEach(({ put }, index) => put?.(new TextDecoder().decode(revealed[index])));
  resolveNames(entries);
  const placeOf = placesOfGroups(bin);
  return entries.map(({ strings, group, tags }) => ({ strings, tags, ...placeOf(group) }));
}

type GroupPlace = Pick<KeePassEntry, 'path' | 'wasTrashed'>;

/** Worked out once a group: there may be many entries in many groups. */
function placesOfGroups(bin: string): (group: Group | null) => GroupPlace {
  const places = new Map<Group, GroupPlace>();
  const placeOf = (group: Group | null): GroupPlace => {
    if (group === null) {
      return { path: '', wasTrashed: false };
    }
    const known = places.get(group);
    if (known !== undefined) {
      return known;
    }
    const above = placeOf(group.parent);
    const wasTrashed = above.wasTrashed || (bin !== '' && group.uuid === bin);
    const names = group.parent === null ? '' : above.path === '' ? group.name : `${above.path} / ${group.name}`;
    const place = { path: wasTrashed ? '' : names, wasTrashed };
    places.set(group, place);
    return place;
  };
  return placeOf;
}

function readElements(xml: string, hidden: Hidden[]): { readonly entries: readonly OpenEntry[]; readonly bin: string } {
  const path: string[] = [];
  let group: Group | null = null;
  const entries: OpenEntry[] = [];
  let entry: OpenEntry | null = null;
  let histories = 0;
  let key = '';
  let isProtected = false;
  let bin = '';
  const isWhole = walkXml(xml, {
    open(name, attributes) {
      path.push(name);
      isProtected = /\bProtected\s*=\s*["']True["']/i.test(attributes);
      if (name === 'Group') {
        group = { parent: group, uuid: '', name: '' };
      } else if (name === 'History') {
        histories += 1;
      } else if (name === 'Entry' && histories === 0) {
        entry = { strings: new Map(), group, tags: '', uuid: '' };
        entries.push(entry);
        requireFew(entries.length);
      }
    },
    close(name, text) {
      path.pop();
      const parent = path.at(-1);
      const now = histories === 0 ? entry : null;
      if (isProtected) {
        const place = key;
        hidden.push({
          bytes: decodeBase64(text.trim()) ?? fail(),
          put: now !== null && parent === 'String' ? (value) => now.strings.set(place, value) : null,
        });
      } else if (name === 'Key' && parent === 'String') {
        key = text;
      } else if (name === 'Value' && parent === 'String') {
        now?.strings.set(key, text);
      } else if (name === 'Tags' && parent === 'Entry' && now !== null) {
        now.tags = text;
      } else if (name === 'UUID' && parent === 'Entry' && now !== null) {
        now.uuid = text;
      } else if (name === 'UUID' && parent === 'Group' && group !== null) {
        group.uuid = text;
      } else if (name === 'Name' && parent === 'Group' && group !== null) {
        group.name = text;
      } else if (name === 'RecycleBinUUID' && parent === 'Meta') {
        bin = text;
      } else if (name === 'History') {
        histories -= 1;
      } else if (name === 'Group') {
        group = group?.parent ?? null;
      } else if (name === 'Entry' && histories === 0) {
        entry = null;
      }
      isProtected = false;
    },
  });
  if (!isWhole) {
    throw damaged();
  }
  return { entries, bin };
}

function requireFew(entries: number): void {
  if (entries > limits.keePassEntries) {
    throw new InterchangeError(
      'too-many-entries',
      `This database holds more than ${limits.keePassEntries} entries. Save a part of them as a database of its own, and import that.`,
    );
  }
}

function fail(): never {
  throw damaged();
}
