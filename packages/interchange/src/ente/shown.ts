import { steamShape } from '@halfminute/otp';
import type { OtpAccount, OtpWarning, PinlessAccount } from '@halfminute/otp';

/** Ente Auth shows Steam's letters for whatever is of an issuer of that name, also where it writes "totp" and six digits. */
const ofSteam = /^steam$/i;

export function kindShown(kind: string, issuer: string): string {
  return ofSteam.test(issuer) ? 'steam' : kind;
}

interface Read {
  readonly account: OtpAccount | PinlessAccount;
  readonly warnings: readonly OtpWarning[];
}

/** A link that Ente Auth wrote, with the codes that it shows. */
export function asShown({ account, warnings }: Read): Read {
  if ((account.kind !== 'totp' && account.kind !== 'hotp') || !ofSteam.test(account.issuer)) {
    return { account, warnings };
  }
  const { issuer, accountName, unknownParameters, secret } = account;
  return {
    account: { issuer, accountName, unknownParameters, secret, kind: 'steam', ...steamShape },
    warnings: [...warnings, steamShown],
  };
}

const steamShown: OtpWarning = {
  code: 'steam-assumed',
  message:
    "The link says figures, but Ente Auth shows Steam's five letters and figures for every account of Steam, and so it is read. Compare the code with Ente Auth.",
};
