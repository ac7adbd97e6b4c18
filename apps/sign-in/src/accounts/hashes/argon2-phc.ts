import { readBase64, writeBase64 } from './base64-text.ts';
import type { Argon2Hash } from './password-hash.ts';

/** `$argon2id$v=19$m=19456,t=2,p=1,keyid=…$salt$hash`; Django writes `argon2` before it. */
export function readArgon2(text: string): Argon2Hash | null {
  const match =
    /^(?:argon2)?\$argon2(d|i|id)\$(?:v=(16|19)\$)?m=(\d{1,10}),t=(\d{1,10}),p=(\d{1,3})(?:,keyid=([A-Za-z0-9+/]{1,11}))?\$([^$]+)\$([^$]+)$/.exec(
      text,
    );
  if (match === null) {
    return null;
  }
  const [, variant, version, memory, passes, lanes, keyId, saltText, outputText] = match;
  const salt = readBase64(saltText ?? '');
  const output = readBase64(outputText ?? '');
  const hash = { memoryKiB: Number(memory), passes: Number(passes), lanes: Number(lanes) };
  // The least of RFC 9106 section 3.1; an output of fewer than 16 bytes would fit other passwords, too.
  const fits =
    salt !== null &&
    output !== null &&
    salt.length >= 8 &&
    salt.length <= 64 &&
    output.length >= 16 &&
    output.length <= 128 &&
    hash.lanes >= 1 &&
    hash.lanes <= 64 &&
    hash.passes >= 1 &&
    hash.memoryKiB >= 8 * hash.lanes;
  if (!fits) {
    return null;
  }
  return {
    kind: 'argon2',
    variant: variant === 'd' || variant === 'i' ? variant : 'id',
    // The field came with version 0x13; before it there was none.
    version: version === '19' ? 0x13 : 0x10,
    ...hash,
    pepperId: keyId === undefined ? null : Buffer.from(keyId, 'base64').toString('utf8'),
    salt,
    output,
  };
}

export function writeArgon2(hash: Argon2Hash): string {
  const keyId = hash.pepperId === null ? '' : `,keyid=${writeBase64(Buffer.from(hash.pepperId, 'utf8'))}`;
  return [
    '',
    `argon2${hash.variant}`,
    `v=${hash.version}`,
    `m=${hash.memoryKiB},t=${hash.passes},p=${hash.lanes}${keyId}`,
    writeBase64(hash.salt),
    writeBase64(hash.output),
  ].join('$');
}
