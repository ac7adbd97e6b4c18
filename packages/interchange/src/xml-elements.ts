import { InterchangeError } from './errors.ts';
import { limits } from './limits.ts';
import { unescapeXml } from './xml-text.ts';

export interface XmlVisitor {
  open(name: string, attributes: string): void;
  /** `text` is what stands directly inside the element, with its entities resolved. */
  close(name: string, text: string): void;
}

/** Elements within each other; those of honest files stay far below. */
const mostDepth = 200;

/**
 * Walks the elements of an XML text in their order; false where it is not well formed. Nothing is looked up: a document
 * type with entities of its own is no error, and resolves none.
 */
export function walkXml(text: string, visitor: XmlVisitor): boolean {
  const open: { readonly name: string; text: string }[] = [];
  let elements = 0;
  let at = 0;
  for (;;) {
    const bracket = text.indexOf('<', at);
    const top = open.at(-1);
    if (top !== undefined && bracket > at) {
      top.text += unescapeXml(text.slice(at, bracket));
    }
    if (bracket < 0) {
      return open.length === 0 && elements > 0;
    }
    const special = specials.find(({ start }) => text.startsWith(start, bracket));
    const end = text.indexOf(special?.end ?? '>', bracket + (special?.start.length ?? 1));
    if (end < 0) {
      return false;
    }
    at = end + (special?.end.length ?? 1);
    if (special !== undefined) {
      if (special.isText && top !== undefined) {
        top.text += text.slice(bracket + special.start.length, end);
      }
      continue;
    }
    const tag = text.slice(bracket + 1, end);
    if (tag.startsWith('/')) {
      if (top === undefined || tag.slice(1).trim() !== top.name) {
        return false;
      }
      open.pop();
      visitor.close(top.name, top.text);
      continue;
    }
    const name = /^[^\s/]{1,200}/.exec(tag)?.[0];
    elements += 1;
    if (name === undefined || open.length >= mostDepth) {
      return false;
    }
    if (elements > limits.xmlElements) {
      throw new InterchangeError(
        'too-many-entries',
        `This file has more than ${limits.xmlElements} elements. Export a part of the accounts at a time.`,
      );
    }
    visitor.open(name, tag.slice(name.length));
    if (tag.endsWith('/')) {
      visitor.close(name, '');
    } else {
      open.push({ name, text: '' });
    }
  }
}

const specials = [
  { start: '<![CDATA[', end: ']]>', isText: true },
  { start: '<!--', end: '-->', isText: false },
  { start: '<!', end: '>', isText: false },
  { start: '<?', end: '?>', isText: false },
] as const;
