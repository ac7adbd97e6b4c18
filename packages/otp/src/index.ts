export { decodeBase32, encodeBase32 } from './base32.ts';
export { groupCode } from './code-groups.ts';
export { OtpError } from './errors.ts';
export type { OtpErrorCode, OtpErrorDetails, OtpWarning, OtpWarningCode, RefusedAs } from './errors.ts';
export { createCodeGenerator } from './generator.ts';
export type { CodeGenerator } from './generator.ts';
export { pinOf, sameOtp, steamShape } from './kinds.ts';
export type {
  HashAlgorithm,
  HotpAccount,
  HotpParameters,
  MotpAccount,
  MotpParameters,
  OtpAccount,
  OtpAccountNames,
  OtpParameters,
  PinlessAccount,
  SteamAccount,
  SteamParameters,
  TotpAccount,
  TotpParameters,
  YandexAccount,
  YandexParameters,
} from './kinds.ts';
export { decodeHexSecret } from './hex.ts';
export { longCodeText } from './long-code-text.ts';
export { motpShape } from './motp.ts';
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
export { findLinks } from './pasted/links-in-text.ts';
export type { FoundLink } from './pasted/links-in-text.ts';
export { isPageParameter } from './pasted/page-parameters.ts';
export { readPasted, readPastedOrPinless } from './pasted/read-pasted.ts';
export type { PastedAccount, PastedPinless } from './pasted/read-pasted.ts';
export { isPinless, parsePin, pinText, withPin } from './pin.ts';
export { Secret } from './secret.ts';
export { messageToShow, nameToShow, nameWithoutSecret } from './secret-in-text.ts';
export { secretCheck } from './secret-check.ts';
export { secondsLeft, timeStep } from './totp.ts';
export { formatOtpauthUri } from './uri/format.ts';
export { namesOfLink, parseOtpauthUri } from './uri/parse.ts';
export { contradictionsToPinKind } from './uri/pin-link.ts';
export { contradictionsToSteam } from './uri/steam-link.ts';
export { verifyHotp, verifyTotp } from './verify.ts';
export type { HotpAttempt, TotpAttempt } from './verify.ts';
export { decodeYandexSecret, yandexSecretBytes, yandexSecretOf, yandexShape } from './yandex.ts';
