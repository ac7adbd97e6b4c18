/** What Android's TextUtils.htmlEncode makes of these signs, as it stands in a link. */
const escaped: ReadonlyMap<string, string> = new Map([
  ['amp', '%26'],
  ['lt', '%3C'],
  ['gt', '%3E'],
  ['quot', '%22'],
  ['%2339', '%27'],
]);

/** The code of a login as Bitwarden itself reads it, in the form that any other program reads. */
export function plainCode(code: string): string {
  return withPlainLabel(withCompactKey(code));
}

/** A long code without what Bitwarden takes no notice of in one: blanks, hyphens and padding. Anything else is left as it is. */
export function withCompactKey(code: string): string {
  const [, steam = '', letters = ''] = /^(steam:\/\/)?([a-z2-7][\sa-z2-7-]*)=*$/i.exec(code) ?? [];
  const key = letters.replaceAll(/[\s-]/g, '');
  // Bitwarden makes codes of whatever is left; fewer letters without a figure are words that somebody left there.
  const isKey = steam !== '' || key.length >= usualLength || (key.length >= leastLength && /[2-7]/.test(key));
  return isKey && key !== '' ? steam + key : code;
}

/** Characters of base32: what services usually issue at least, and less than which is a slip. */
const usualLength = 16;
const leastLength = 8;

/** A link whose label Bitwarden Authenticator wrote for a page ("A%20%26amp%3B%20B"), with the signs themselves. */
function withPlainLabel(code: string): string {
  return code.replace(/^otpauth:\/\/\w+\/[^?]*/i, (label) =>
    label.replaceAll(
      /%26(amp|lt|gt|quot|%2339)%3B/gi,
      (whole, name: string) => escaped.get(name.toLowerCase()) ?? whole,
    ),
  );
}
