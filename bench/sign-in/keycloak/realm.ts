import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { secretInBase32, userId } from '../seeds.ts';
import { hashCosts } from '../target.ts';
import type { HashCost } from '../target.ts';
import type { KeycloakAdmin } from './admin.ts';

/** What a realm hashes with. The costs of argon2 are the server's, not the realm's, so there are two of them and no more. */
export interface RealmHash {
  readonly name: string;
  /** The realm's password policy. */
  readonly policy: string;
  /** A password as it lies in Keycloak's table; one whose costs are not the policy's would be hashed anew at the first sign-in. */
  storedPassword(password: string): Promise<Credential>;
}

interface Credential {
  readonly type: 'password' | 'otp';
  readonly userLabel?: string;
  readonly secretData: string;
  readonly credentialData: string;
}

export function realmHashFor(hash: HashCost): RealmHash {
  if (hash.memoryKiB === hashCosts.peer.memoryKiB && hash.passes === hashCosts.peer.passes) {
    return argon2AsShipped;
  }
  if (hash.memoryKiB === hashCosts.nearlyFree.memoryKiB) {
    return nearlyFree;
  }
  throw new Error(`A realm of Keycloak cannot ask for ${hash.name}: costs of argon2 are options of the server.`);
}

const argon2AsShipped: RealmHash = {
  name: 'its own argon2id, 7 MiB, 5 passes',
  policy: 'hashAlgorithm(argon2)',
  async storedPassword(password) {
    const salt = randomBytes(16);
    const { memoryKiB, passes } = hashCosts.peer;
    // The package's own default is argon2id.
    const value = await hashRaw(password, {
      memoryCost: memoryKiB,
      timeCost: passes,
      parallelism: 1,
      outputLen: 32,
      salt,
    });
    return storedPassword({
      value,
      salt,
      algorithm: 'argon2',
      iterations: passes,
      additionalParameters: {
        hashLength: ['32'],
        memory: [String(memoryKiB)],
        type: ['id'],
        version: ['1.3'],
        parallelism: ['1'],
      },
    });
  },
};

const nearlyFree: RealmHash = {
  name: 'PBKDF2-SHA-512 with 1 iteration',
  policy: 'hashAlgorithm(pbkdf2-sha512) and hashIterations(1)',
  async storedPassword(password) {
    const salt = randomBytes(16);
    return storedPassword({
      value: pbkdf2Sync(password, salt, 1, 64, 'sha512'),
      salt,
      algorithm: 'pbkdf2-sha512',
      iterations: 1,
      additionalParameters: {},
    });
  },
};

function storedPassword({
  value,
  salt,
  algorithm,
  iterations,
  additionalParameters,
}: {
  readonly value: Buffer;
  readonly salt: Buffer;
  readonly algorithm: string;
  readonly iterations: number;
  readonly additionalParameters: Readonly<Record<string, readonly string[]>>;
}): Credential {
  return {
    type: 'password',
    secretData: JSON.stringify({
      value: value.toString('base64'),
      salt: salt.toString('base64'),
      additionalParameters: {},
    }),
    credentialData: JSON.stringify({ hashIterations: iterations, algorithm, additionalParameters }),
  };
}

export const client = { id: 'bench', redirectUri: 'http://localhost:6239/callback' } as const;
export const password = 'correct horse battery staple';
export const userName = (user: number): string => `${userId(user)}@hartwell-moss.example`;

/**
 * A realm as its documentation recommends: detection of brute force on, a public client with PKCE, each code accepted once. No events are kept, which is
 * its default and spares it the audit log that we write.
 */
export async function createRealm(
  admin: KeycloakAdmin,
  { name, hash }: { name: string; hash: RealmHash },
): Promise<void> {
  await admin.post('realms', {
    realm: name,
    enabled: true,
    sslRequired: 'none',
    bruteForceProtected: true,
    passwordPolicy: hash.policy,
    otpPolicyType: 'totp',
    otpPolicyAlgorithm: 'HmacSHA1',
    otpPolicyDigits: 6,
    otpPolicyPeriod: 30,
    otpPolicyLookAheadWindow: 1,
    otpPolicyCodeReusable: false,
    clients: [
      {
        clientId: client.id,
        enabled: true,
        publicClient: true,
        standardFlowEnabled: true,
        directAccessGrantsEnabled: false,
        redirectUris: [client.redirectUri],
        attributes: { 'pkce.code.challenge.method': 'S256' },
      },
    ],
  });
}

/** Each with the password and a confirmed authenticator, as an import from elsewhere brings them. */
export async function importUsers(
  admin: KeycloakAdmin,
  { realm, hash, count }: { realm: string; hash: RealmHash; count: number },
): Promise<void> {
  const stored = await hash.storedPassword(password);
  for (let first = 0; first < count; first += batch) {
    const users = Array.from({ length: Math.min(batch, count - first) }, (_, index) => ({
      username: userName(first + index),
      email: userName(first + index),
      emailVerified: true,
      enabled: true,
      firstName: 'Bench',
      lastName: String(first + index),
      requiredActions: [],
      credentials: [stored, authenticatorOf(first + index)],
    }));
    await admin.post(`realms/${realm}/partialImport`, { ifResourceExists: 'FAIL', users });
  }
}

const batch = 500;

function authenticatorOf(user: number): Credential {
  return {
    type: 'otp',
    userLabel: 'Bench',
    secretData: JSON.stringify({ value: secretInBase32(user) }),
    credentialData: JSON.stringify({
      subType: 'totp',
      digits: 6,
      counter: 0,
      period: 30,
      algorithm: 'HmacSHA1',
      secretEncoding: 'BASE32',
    }),
  };
}
