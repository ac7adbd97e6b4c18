/** A tag of a page: what a browser would make an element of. */
export interface Tag {
  readonly name: string;
  readonly isEnd: boolean;
  readonly attributes: ReadonlyMap<string, string>;
}

export interface Markup {
  readonly tags: readonly Tag[];
  /** The texts between the tags, with their entities read. */
  readonly texts: readonly string[];
}

const tagPattern = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z][a-zA-Z:-]*(?:="[^"<>]*")?)*)\s*\/?>/y;
const attributePattern = /([a-zA-Z][a-zA-Z:-]*)(?:="([^"]*)")?/g;

/**
 * Takes a whole document apart, more strictly than browsers do: each `<` begins a tag whose attributes all stand in double quotes, and
 * no other `<` or `>` is left over. Throws where that is not so.
 */
export function readMarkup(html: string): Markup {
  const tags: Tag[] = [];
  const texts: string[] = [];
  let at = html.startsWith('<!doctype html>') ? '<!doctype html>'.length : 0;
  while (at < html.length) {
    if (html[at] !== '<') {
      const end = html.indexOf('<', at);
      const text = html.slice(at, end === -1 ? html.length : end);
      if (text.includes('>')) {
        throw new Error(`A ">" stands alone in: ${text.slice(0, 200)}`);
      }
      texts.push(readEntities(text));
      at += text.length;
      continue;
    }
    tagPattern.lastIndex = at;
    const match = tagPattern.exec(html);
    if (match === null) {
      throw new Error(`No proper tag: ${html.slice(at, at + 200)}`);
    }
    const [whole, slash, name = '', attributes = ''] = match;
    const pairs = Array.from(attributes.matchAll(attributePattern), ([, key = '', value = '']): [string, string] => [
      key,
      readEntities(value),
    ]);
    tags.push({ name, isEnd: slash === '/', attributes: new Map(pairs) });
    at += whole.length;
  }
  return { tags, texts };
}

/** Names of tags and attributes in their order: what no text of a user may change. Places to break a line follow the text. */
export function skeletonOf({ tags }: Markup): string {
  return (
    tags
      .filter(({ name }) => name !== 'wbr')
      .map(({ name, isEnd, attributes }) => `${isEnd ? '/' : ''}${name}[${[...attributes.keys()].join(' ')}]`)
      .join('\n')
      // Long codes stand in groups of four, as many as they have.
      .replaceAll(/(?:\nspan\[\]\n\/span\[\])+/g, '\ngroups')
  );
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };

function readEntities(text: string): string {
  return text.replaceAll(/&([a-z]+|#\d+);/g, (whole, name: string) => entities[name] ?? whole);
}
