import { cleanName } from '../names.ts';
import { decodePercent } from './percent.ts';

interface Names {
  readonly issuer: string;
  readonly accountName: string;
}

/**
 * Issuer and account name from the label, "Issuer:account", and the `issuer` parameter. Where they contradict, the
 * parameter is the issuer and the whole label the account name, so that nothing a service wrote is lost.
 */
export function readNames(rawLabel: string, issuerParameter: string | undefined): Names {
  const label = cleanName(decodePercent(rawLabel));
  const issuer = cleanName((issuerParameter ?? '').replace(lostAmpersand, ''));
  if (issuer === '') {
    return splitLabel(rawLabel);
  }
  return { issuer, accountName: afterPrefix(label, issuer) ?? label };
}

/** Ente Auth once wrote "issuer=Googleperiod=30", and shows the issuer without it. */
const lostAmpersand = /(?<=.)period=\d{1,5}$/;

/** What follows "issuer:" or a bare ":" in the label, or undefined where the label begins otherwise. */
function afterPrefix(label: string, issuer: string): string | undefined {
  // The prefix ends at the colon behind those that the issuer itself has.
  const pieces = label.split(':');
  const prefixPieces = issuer.split(':').length;
  if (pieces.length > prefixPieces && sameName(pieces.slice(0, prefixPieces).join(':'), issuer)) {
    return pieces.slice(prefixPieces).join(':').trim();
  }
  return label.startsWith(':') ? label.slice(1).trim() : undefined;
}

/** The prefix may differ from the issuer in case, in "+" for a blank, in blanks at its ends and in how accents are composed. */
function sameName(one: string, other: string): boolean {
  return comparable(one) === comparable(other);
}

function comparable(name: string): string {
  return name.replaceAll('+', ' ').trim().toLowerCase().normalize();
}

/**
 * Without a parameter the label is all there is. A raw colon parts it before an encoded one does; the colons of
 * an address part nothing.
 */
function splitLabel(rawLabel: string): Names {
  const raw = separator(rawLabel);
  if (raw >= 0) {
    return named(decodePercent(rawLabel.slice(0, raw)), decodePercent(rawLabel.slice(raw + 1)));
  }
  const label = decodePercent(rawLabel);
  const decoded = separator(label);
  return decoded >= 0 ? named(label.slice(0, decoded), label.slice(decoded + 1)) : named('', label);
}

/** An address at the beginning, with its port and path: "https://id.example.com:8443/sso". */
const address = /^[a-z][a-z0-9+.-]*:\/\/[^/:]*(?::\d{1,5}(?=[:/]))?(?:\/[^:]*)?/i;

function separator(label: string): number {
  return label.indexOf(':', address.exec(label)?.[0].length ?? 0);
}

function named(issuer: string, accountName: string): Names {
  return { issuer: cleanName(issuer), accountName: cleanName(accountName) };
}
