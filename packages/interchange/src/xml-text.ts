const named: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Whether a text begins as XML, and does not end with the end of what it begins with. */
export function isCutXml(text: string): boolean {
  const root = /^\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!DOCTYPE[^>]{0,500}>\s*)?<([a-z][\w:.-]{0,100})/i.exec(
    text.slice(0, 2000),
  )?.[1];
  const isXml = /^\s*<(?:\?xml|map)\b/.test(text.slice(0, 1000));
  return isXml && (root === undefined || !text.slice(-2000).trimEnd().endsWith(`</${root}>`));
}

/** The five entities of XML, and numbers; any other stays as it is, so that nothing can be made to grow. */
export function unescapeXml(text: string): string {
  return text.replaceAll(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, (whole, name, decimal, hex) => {
    const known = named.get(String(name).toLowerCase());
    if (known !== undefined) {
      return known;
    }
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
