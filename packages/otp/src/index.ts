export { decodeBase32, encodeBase32 } from './base32.ts';
export { groupCode } from './code-groups.ts';
export { OtpError } from './errors.ts';
export type { OtpErrorCode, OtpErrorDetails, OtpWarning, OtpWarningCode, RefusedAs } from './errors.ts';
export { createCodeGenerator } from './generator.ts';
export type { CodeGenerator } from './generator.ts';
export { sameOtp, steamShape } from './kinds.ts';
export type {
  HashAlgorithm,
  HotpAccount,
  HotpParameters,
  OtpAccount,
  OtpAccountNames,
  OtpParameters,
  SteamAccount,
  SteamParameters,
  TotpAccount,
  TotpParameters,
} from './kinds.ts';
export { cleanName, shortenName } from './names.ts';
export {
  counterRange,
  digitsRange,
  parseAlgorithm,
  parseCounter,
  parseDigits,
  parsePeriodSeconds,
  periodSecondsRange,
} from './parameters.ts';
export { readPasted } from './pasted/read-pasted.ts';
export type { PastedAccount } from './pasted/read-pasted.ts';
export { Secret } from './secret.ts';
export { secondsLeft, timeStep } from './totp.ts';
export { formatOtpauthUri } from './uri/format.ts';
export { parseOtpauthUri } from './uri/parse.ts';
export { verifyHotp, verifyTotp } from './verify.ts';
export type { HotpAttempt, TotpAttempt } from './verify.ts';
