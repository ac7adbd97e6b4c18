import type { OtpWarning } from '../errors.ts';
import { quoteForMessage } from '../names.ts';
import { steamMark } from './query.ts';
import type { QueryParameter } from './query.ts';

/** Whether a link says that its codes are Steam's: "otpauth://steam/", KeePassXC's "encoder=steam", or Stratum's "&steam". */
export function saysSteam(kind: string, parameters: readonly QueryParameter[]): boolean {
  return (
    kind === 'steam' ||
    (kind === 'totp' && parameters.some(isSteamMark)) ||
    parameters.some(({ key, value }) => key === 'encoder' && value.trim().toLowerCase() === 'steam')
  );
}

export function isSteamMark({ name, value }: QueryParameter): boolean {
  return name === steamMark && value === '';
}

const ofSteam = /^(?:steam(?:[ _-]?(?:community|guard))?|(?:store\.)?steampowered(?:\.com)?|steamcommunity\.com)$/i;

/** "Steam (nora)": other services have five digits, too, but not under this name. */
const calledSteam = /^steam(?:[ _-]?(?:community|guard))?\s*[:(]/i;

/**
 * Whether a plain timed link must be Steam's all the same. Steam itself writes "otpauth://totp/Steam:nora?secret=...&issuer=Steam"
 * without a word about its letters, and programs that keep the five characters write "digits=5". Figures never work there.
 */
export function mustBeSteam(issuer: string, parameters: readonly QueryParameter[]): boolean {
  return (
    (ofSteam.test(issuer) || (saysFive(parameters) && (calledSteam.test(issuer) || hasPhone(parameters)))) &&
    parameters.every(({ key, value }) => key !== 'encoder' || value.trim() === '') &&
    contradictionsToSteam(parameters).length === 0
  );
}

function saysFive(parameters: readonly QueryParameter[]): boolean {
  return parameters.some(({ key, value }) => key === 'digits' && /^0*5$/.test(value.trim()));
}

/** WinAuth keeps the phone that it is for Steam, "deviceid=android:...". */
function hasPhone(parameters: readonly QueryParameter[]): boolean {
  return parameters.some(({ key, value }) => key === 'deviceid' && /^android:/i.test(value));
}

/** Steam's codes have one shape. What a link says against it is said aloud, since it may be no Steam account at all. */
export function contradictionsToSteam(parameters: readonly Pick<QueryParameter, 'key' | 'value'>[]): OtpWarning[] {
  const fixed = { algorithm: /^(?:hmac[-_ ]?)?sha[-_ ]?1$/i, digits: /^0*5$/, period: /^0*30$/ };
  return parameters
    .filter(({ key, value }) => {
      const rule = key === 'algorithm' || key === 'digits' || key === 'period' ? fixed[key] : undefined;
      return rule !== undefined && value.trim() !== '' && !rule.test(value.trim());
    })
    .map(({ key, value }) => ({
      code: 'parameter-ignored',
      message: `${key}=${quoteForMessage(value)} does not apply: Steam's codes have five characters, 30 seconds and SHA1.`,
      parameter: key,
    }));
}

export const steamAssumed: OtpWarning = {
  code: 'steam-assumed',
  message:
    "The link is Steam's, so it is read for Steam's codes of five letters and figures. If the service wants figures alone, choose another type under Advanced.",
};
