/** What Android's TextUtils.htmlEncode makes of these signs, as it stands in a link. */
const escaped: ReadonlyMap<string, string> = new Map([
  ['amp', '%26'],
  ['lt', '%3C'],
  ['gt', '%3E'],
  ['quot', '%22'],
  ['%2339', '%27'],
]);

/** A link whose label Bitwarden Authenticator wrote for a page ("A%20%26amp%3B%20B"), with the signs themselves. */
export function withPlainLabel(code: string): string {
  return code.replace(/^otpauth:\/\/\w+\/[^?]*/i, (label) =>
    label.replaceAll(
      /%26(amp|lt|gt|quot|%2339)%3B/gi,
      (whole, name: string) => escaped.get(name.toLowerCase()) ?? whole,
    ),
  );
}
