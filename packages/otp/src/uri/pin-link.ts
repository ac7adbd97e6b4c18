import { decodeBase32 } from '../base32.ts';
import type { OtpWarning } from '../errors.ts';
import { OtpError } from '../errors.ts';
import { decodeHexSecret } from '../hex.ts';
import type { MotpAccount, OtpAccountNames, PinlessAccount, YandexAccount } from '../kinds.ts';
import { motpShape } from '../motp.ts';
import { quoteForMessage } from '../names.ts';
import { parsePin } from '../pin.ts';
import { Secret } from '../secret.ts';
import { decodeYandexSecret, yandexShape } from '../yandex.ts';
import { oneValue } from './query.ts';
import type { QueryParameter } from './query.ts';

/** The kinds whose codes need a PIN, by what stands in their links: "motp://" and "otpauth://yaotp/", for which cotp writes "yandex". */
export const pinKinds: ReadonlyMap<string, 'motp' | 'yandex'> = new Map([
  ['motp', 'motp'],
  ['yaotp', 'yandex'],
  ['yandex', 'yandex'],
]);

/** Parameters of such links, besides those of every link, that are no one else's business. */
export const pinParameters: ReadonlySet<string> = new Set(['pin', 'pin_length']);

/** The account of a link of Mobile-OTP, which never has a PIN, or of Yandex, which has one only where Aegis wrote it. */
export function readPinLink(
  kind: 'motp' | 'yandex',
  names: OtpAccountNames,
  parameters: readonly QueryParameter[],
): MotpAccount | YandexAccount | PinlessAccount {
  const text = oneValue(parameters, 'secret', 'several-codes') ?? '';
  const origin = { parameter: 'secret' };
  const bytes = kind === 'motp' ? decodeHexSecret(text, origin) : decodeYandexSecret(text, origin);
  const secret = Secret.fromBytes(bytes);
  bytes.fill(0);
  if (kind === 'motp') {
    return { ...names, kind, secret, ...motpShape, pin: null };
  }
  const issuer = names.issuer === '' ? 'Yandex' : names.issuer;
  const pin = statedPin(parameters);
  return pin === null
    ? { ...names, issuer, kind, secret, ...yandexShape, pin }
    : { ...names, issuer, kind, secret, ...yandexShape, pin };
}

/** Aegis writes a PIN of Yandex in base32. */
function statedPin(parameters: readonly QueryParameter[]): Secret | null {
  const text = oneValue(parameters, 'pin', 'bad-pin');
  if (text === undefined) {
    return null;
  }
  const bytes = pinBytes(text);
  const pin = parsePin(new TextDecoder().decode(bytes), 'yandex');
  bytes.fill(0);
  return pin;
}

function pinBytes(text: string): Uint8Array {
  try {
    return decodeBase32(text);
  } catch (error) {
    if (error instanceof OtpError) {
      throw new OtpError('bad-pin', 'The PIN of this link cannot be read. Give the PIN by hand.', { parameter: 'pin' });
    }
    throw error;
  }
}

const shapes = {
  motp: {
    algorithm: /^md[-_ ]?5$/i,
    digits: /^0*6$/,
    period: /^0*10$/,
    sentence: "Mobile-OTP's codes have six characters, 10 seconds and MD5.",
  },
  yandex: {
    algorithm: /^(?:hmac[-_ ]?)?sha[-_ ]?256$/i,
    digits: /^0*8$/,
    period: /^0*30$/,
    sentence: "Yandex's codes have eight letters, 30 seconds and SHA256.",
  },
} as const;

/** Their codes have one shape each. What a link says against it is said aloud. */
export function contradictionsToPinKind(
  kind: 'motp' | 'yandex',
  parameters: readonly Pick<QueryParameter, 'key' | 'value'>[],
): readonly OtpWarning[] {
  const shape = shapes[kind];
  return parameters
    .filter(({ key, value }) => {
      const rule = key === 'algorithm' || key === 'digits' || key === 'period' ? shape[key] : undefined;
      return rule !== undefined && value.trim() !== '' && !rule.test(value.trim());
    })
    .map(({ key, value }) => ({
      code: 'parameter-ignored',
      message: `${key}=${quoteForMessage(value)} does not apply: ${shape.sentence}`,
      parameter: key,
    }));
}
