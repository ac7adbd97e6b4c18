import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

/** All that stands in the key file, as JSON; bytes are base64url. In each list the present one comes first. */
export interface KeyMaterial {
  readonly version: 1;
  readonly development: boolean;
  /** 256 bits each, for AES-256-GCM. */
  readonly seal: readonly { readonly id: string; readonly key: string }[];
  readonly signing: readonly Readonly<Record<string, unknown>>[];
  readonly cookies: readonly string[];
  readonly pepper: readonly { readonly id: string; readonly key: string }[];
  /** For keyed digests; stays when other keys are replaced, or every open form would be refused at that moment. */
  readonly mac: string;
}

const generate = promisify(generateKeyPair);

export async function newKeyMaterial({ development }: { readonly development: boolean }): Promise<KeyMaterial> {
  return {
    version: 1,
    development,
    seal: [newSealKey()],
    signing: await newSigningKeys(),
    cookies: [newSecret()],
    pepper: [{ id: newId('p').slice(0, 8), key: newSecret() }],
    mac: newSecret(),
  };
}

export function newSealKey(): KeyMaterial['seal'][number] {
  return { id: newId('seal'), key: newSecret() };
}

/** ES256, which takes a twentieth of the time of RS256 to sign; and RS256, the one that every client can verify (OpenID Connect Core section 15.1). */
export async function newSigningKeys(): Promise<KeyMaterial['signing']> {
  const [elliptic, rsa] = await Promise.all([
    generate('ec', { namedCurve: 'P-256' }),
    generate('rsa', { modulusLength: 2048 }),
  ]);
  return [
    { ...elliptic.privateKey.export({ format: 'jwk' }), kid: newId('es'), use: 'sig', alg: 'ES256' },
    { ...rsa.privateKey.export({ format: 'jwk' }), kid: newId('rs'), use: 'sig', alg: 'RS256' },
  ];
}

export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

function newId(prefix: string): string {
  return `${prefix}-${randomBytes(6).toString('hex')}`;
}

/** Null where a field is missing, of another kind or too short; the file is then damaged, and nothing of it is used. */
export function readKeyMaterial(value: unknown): KeyMaterial | null {
  if (!isObject(value) || value['version'] !== 1 || typeof value['development'] !== 'boolean') {
    return null;
  }
  const seal = readNamedKeys(value['seal']);
  const pepper = readNamedKeys(value['pepper'] ?? []);
  const { signing, cookies, mac } = value;
  if (seal === null || seal.length === 0 || pepper === null || pepper.some(({ id }) => id.length > 8)) {
    return null;
  }
  if (!Array.isArray(signing) || signing.length === 0 || !signing.every(isPrivateJwk)) {
    return null;
  }
  if (!Array.isArray(cookies) || cookies.length === 0 || !cookies.every(isSecret) || !isSecret(mac)) {
    return null;
  }
  return { version: 1, development: value['development'], seal, signing, cookies, pepper, mac };
}

export function bytesOfKey(key: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(key, 'base64url'));
}

function readNamedKeys(value: unknown): KeyMaterial['seal'] | null {
  if (!Array.isArray(value)) {
    return null;
  }
  const keys: { id: string; key: string }[] = [];
  for (const entry of value as unknown[]) {
    if (
      !isObject(entry) ||
      typeof entry['id'] !== 'string' ||
      !/^[\w.-]{1,64}$/.test(entry['id']) ||
      !isSecret(entry['key'])
    ) {
      return null;
    }
    if (keys.some(({ id }) => id === entry['id'])) {
      return null;
    }
    keys.push({ id: entry['id'], key: entry['key'] });
  }
  return keys;
}

/** 32 bytes, neither more nor fewer, in base64url. */
function isSecret(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{43}$/.test(value) && bytesOfKey(value).length === 32;
}

function isPrivateJwk(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    isObject(value) &&
    typeof value['kty'] === 'string' &&
    typeof value['kid'] === 'string' &&
    typeof value['d'] === 'string'
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
