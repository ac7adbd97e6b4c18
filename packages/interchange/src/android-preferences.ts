import { cutShort } from './entry.ts';
import type { ImportEntry } from './entry.ts';
import { limits } from './limits.ts';
import { unescapeXml } from './xml-text.ts';

/** A text of the file as it stands there; of equal names each. */
interface Preference {
  /** null where not even that can be read. */
  readonly name: string | null;
  readonly text: string;
  /** Whether its element begins and ends as it must. */
  readonly isWhole: boolean;
}

export interface Preferences {
  readonly texts: readonly Preference[];
  /** Whether the end of the file is missing. */
  readonly isCut: boolean;
  /** The text of this name, of those that are whole. */
  get(name: string): string | undefined;
}

/** Elements of other types, which hold no text. */
const otherElements: ReadonlySet<string> = new Set(['int', 'long', 'float', 'boolean', 'null', '?xml', '!--']);

/**
 * The texts of a SharedPreferences file of Android: `<map><string name="…">…</string></map>`. null where the text is
 * none. No other XML is read, and no entity but the five of XML and numbers, so that nothing can be made to grow. What is damaged is told, and costs
 * nothing that is whole.
 */
export function readAndroidPreferences(text: string | null): Preferences | null {
  if (text === null || !/^\s*(?:<\?xml[^>]{0,200}\?>\s{0,20})?<map\b/.test(text.slice(0, 1000))) {
    return null;
  }
  const { texts, isCut } = readTexts(text);
  return {
    texts,
    isCut,
    get: (name) => texts.findLast((one) => one.isWhole && one.name === name)?.text,
  };
}

/** What is said of a file whose end is missing, after its entries. */
export function endOf({ isCut }: Pick<Preferences, 'isCut'>): readonly ImportEntry[] {
  return isCut ? [cutShort()] : [];
}

interface OpenText {
  readonly name: string | null;
  readonly from: number;
  readonly isWhole: boolean;
}

/** Tag by tag, so that one that is damaged ends with the next. */
function readTexts(text: string): Pick<Preferences, 'texts' | 'isCut'> {
  const texts: Preference[] = [];
  let open: OpenText | null = null;
  let isCut = true;
  let sets = 0;
  let from = 0;
  const keep = (one: Preference): void => {
    // One more than is read of a file, and the list of them: whatever is left over is refused and not forgotten.
    if (sets === 0 && texts.length <= limits.entries + 1) {
      texts.push(one);
    }
  };
  for (const { index, 0: whole, 1: slash = '', 2: element = '', 3: rest = '' } of text.matchAll(tags)) {
    const isStray = open === null && text.slice(from, index).trim() !== '';
    if (isStray) {
      keep({ name: null, text: '', isWhole: false });
    }
    from = index + whole.length;
    const isText = element === 'string';
    if (open !== null && (isText || element === 'map' || slash === '/')) {
      const { name, isWhole } = open;
      keep({ name, text: unescapeXml(text.slice(open.from, index)), isWhole: isWhole && isText && slash === '/' });
      open = null;
    } else if (slash === '/' && isText && !isStray) {
      keep({ name: null, text: '', isWhole: false });
    }
    if (element === 'set') {
      sets = slash === '/' ? 0 : 1;
    } else if (element === 'map') {
      isCut = slash !== '/';
    } else if (slash === '' && open === null && !otherElements.has(element)) {
      const name = nameIn(rest);
      if (rest.endsWith('/')) {
        keep({ name, text: '', isWhole: isText });
      } else {
        open = { name, from, isWhole: isText && name !== null };
      }
    }
  }
  if (open !== null) {
    keep({ name: open.name, text: '', isWhole: false });
  }
  return { texts, isCut };
}

const tags = /<(\/?)([^\s<>/]*)([^<>]*)>/gu;

function nameIn(attributes: string): string | null {
  const name = /\bname\s*=\s*(?:"([^"]*)"|'([^']*)')/u.exec(attributes);
  return name === null ? null : unescapeXml(name[1] ?? name[2] ?? '');
}
