import { OtpError } from '../errors.ts';
import type { OtpErrorCode } from '../errors.ts';
import { trimInvisible } from '../invisible.ts';
import { decodeParameter } from './percent.ts';

/** One parameter of a link, decoded. */
export interface QueryParameter {
  /** As written. */
  readonly name: string;
  /** For looking up: a QR code in capitals says "SECRET". */
  readonly key: string;
  readonly value: string;
}

/** Stratum ends the link of a Steam account with it, without a value: behind the issuer, where a name could go on. */
export const steamMark = 'steam';

/**
 * Cuts the part of a link after "?". Only the first "=" of a piece parts name and value, so that padding survives. A
 * piece without "=" right after the issuer goes on with it: an "&" in a name that nobody encoded ("issuer=Salt&Pepper").
 */
export function readQuery(query: string): readonly QueryParameter[] {
  const parameters: QueryParameter[] = [];
  for (const piece of withoutFragment(query).split(separator)) {
    const equals = piece.indexOf('=');
    const name = decodeParameter(equals < 0 ? piece : piece.slice(0, equals)).trim();
    const value = equals < 0 ? '' : decodeParameter(piece.slice(equals + 1));
    const last = parameters.at(-1);
    if (equals < 0 && last?.key === 'issuer' && name !== steamMark) {
      parameters[parameters.length - 1] = { ...last, value: `${last.value}&${decodeParameter(piece)}` };
    } else if (name !== '') {
      parameters.push({ name, key: name.toLowerCase(), value });
    }
  }
  return parameters;
}

/** "&", or a second "?" between two parameters of ours that was meant as one; in the address of a picture it is its own. */
const separator =
  /&|(?<=(?:^|[&?])(?:secret|issuer|algorithm|digits|period|counter)=[^&?]*)\?(?=(?:secret|issuer|algorithm|digits|period|counter|image)=)/i;

/** Parameters in which a "#" is meant as one, if anything: they hold text. */
const machineRead = /^(?:secret|algo(?:rithm)?|digits?|period|interval|counter|encoder)$/i;

/**
 * A fragment (RFC 3986 section 3.5) is no part of the query. But "issuer=C#&digits=8" is a name with a "#" that nobody
 * encoded, so that only one behind the last parameter counts, and only where no text may stand.
 */
function withoutFragment(query: string): string {
  const start = query.lastIndexOf('&') + 1;
  const hash = query.indexOf('#', start);
  const name = query.slice(start, query.indexOf('=', start));
  return hash >= 0 && machineRead.test(name) ? query.slice(0, hash) : query;
}

/**
 * The value of a parameter, or undefined where it is absent or empty: an empty value says as little as none.
 * Given twice with different values it is refused by `code`: whichever were taken, the codes might be wrong.
 */
export function oneValue(parameters: readonly QueryParameter[], key: string, code: OtpErrorCode): string | undefined {
  const values = parameters
    .filter((parameter) => parameter.key === key)
    .map((parameter) => trimInvisible(parameter.value));
  const different = new Set(values.filter((value) => value !== '').map((value) => value.toUpperCase()));
  if (different.size > 1) {
    throw new OtpError(
      code,
      `"${key}" stands in this link ${different.size} times with different values. Copy the link again, or the long code.`,
      { parameter: key },
    );
  }
  return values.find((value) => value !== '');
}

/** The first value that is not empty. For names, where the wrong one costs nothing. */
export function firstValue(parameters: readonly QueryParameter[], key: string): string | undefined {
  return parameters.find((parameter) => parameter.key === key && trimInvisible(parameter.value) !== '')?.value;
}
