import { formatOtpauthUri, parseOtpauthUri } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';
import { withoutDisplay } from './ente/display.ts';

/**
 * The link of an account for other programs. A parameter that came with it may speak of a note, tags, a favourite or a bin as they
 * were then; the vault alone knows what they are now, so that it is written without them.
 */
export function accountLink(otp: OtpAccount): string {
  return formatOtpauthUri(withoutDisplay(otp));
}

/** A link has no word for a timed code that looks like Steam's and is none: whoever reads it makes letters of it, as we do. */
export function linkCaution(otp: OtpAccount): string | null {
  return otp.kind === 'totp' && otp.digits === 5 && isReadAsSteam(otp)
    ? "Read back from its link, it makes Steam's letters instead of five figures. Write it as Aegis or 2FAS, or rename the service first."
    : null;
}

function isReadAsSteam(otp: OtpAccount): boolean {
  const unknownParameters = otp.unknownParameters.filter(([name]) => name.toLowerCase() === 'encoder');
  return parseOtpauthUri(formatOtpauthUri({ ...otp, unknownParameters })).kind === 'steam';
}
