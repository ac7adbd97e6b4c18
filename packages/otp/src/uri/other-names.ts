import type { OtpWarning } from '../errors.ts';
import type { QueryParameter } from './query.ts';

interface OtherName {
  readonly key: string;
  /** The kinds of links whose codes depend on it. */
  readonly kinds: readonly string[];
  /** A value that can mean nothing else; another one leaves the parameter what it is. */
  readonly value: RegExp;
  readonly usual: RegExp;
}

/** What libraries and services write in the place of a parameter's name, and check their codes by. */
const otherNames: ReadonlyMap<string, OtherName> = new Map([
  [
    'algo',
    {
      key: 'algorithm',
      kinds: ['totp', 'hotp'],
      value: /^\s*(?:hmac[-_ ]?)?(?:sha|md)/i,
      usual: /^\s*(?:hmac[-_ ]?)?sha[-_ ]?1\s*$/i,
    },
  ],
  ['digit', { key: 'digits', kinds: ['totp', 'hotp'], value: /^\s*\d{1,2}\s*$/, usual: /^\s*6\s*$/ }],
  ['interval', { key: 'period', kinds: ['totp'], value: /^\s*\d{1,5}\s*$/, usual: /^\s*30\s*$/ }],
]);

/**
 * The parameters under their usual names. One that is there under both keeps the usual one: that is what every program reads.
 * `warnings` gets what is unusual, since most programs pass such a name over.
 */
export function underUsualNames(
  parameters: readonly QueryParameter[],
  { kind, warnings }: { readonly kind: string; readonly warnings: OtpWarning[] },
): QueryParameter[] {
  const said = new Set(parameters.filter(({ value }) => value.trim() !== '').map(({ key }) => key));
  return parameters.map((parameter) => {
    const other = otherNames.get(parameter.key);
    if (
      other === undefined ||
      !other.kinds.includes(kind) ||
      said.has(other.key) ||
      !other.value.test(parameter.value)
    ) {
      return parameter;
    }
    if (!other.usual.test(parameter.value)) {
      warnings.push({
        code: 'parameter-misnamed',
        message: `The link says "${parameter.name}" where others say "${other.key}", and is read so. Compare the code with the page.`,
        parameter: other.key,
      });
    }
    return { ...parameter, key: other.key };
  });
}
