import { randomBytes as nodeRandomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hashRaw } from '@node-rs/argon2';
import { Secret } from '@halfminute/otp';
import { addAccount, createVault, newAccountId, sealVault } from '@halfminute/vault';
import type { RandomBytes } from '@halfminute/vault';

export const password = 'wet paint dries slowly at noon';

const randomBytes: RandomBytes = (length) => Uint8Array.from(nodeRandomBytes(length));

/** A vault file of so many accounts, locked at the cost that the window itself gives a password. */
export async function vaultOf(accounts: number): Promise<Uint8Array> {
  const empty = await createVault({
    password,
    cost: 'strong',
    deriveKey: async (request) =>
      Uint8Array.from(
        await hashRaw(request.password, {
          memoryCost: request.memoryKiB,
          timeCost: request.passes,
          parallelism: request.lanes,
          salt: request.salt,
          outputLen: request.length,
        }),
      ),
    randomBytes,
  });
  let { document } = empty;
  for (let index = 0; index < accounts; index++) {
    document = addAccount(
      document,
      {
        id: newAccountId(randomBytes),
        otp: {
          kind: 'totp',
          secret: Secret.fromBytes(randomBytes(20)),
          issuer: `Service ${index}`,
          accountName: `ada.${index}@firm.example`,
          algorithm: 'SHA1',
          digits: 6,
          periodSeconds: 30,
          unknownParameters: [],
        },
      },
      { replica: '0123456789abcdef', unixSeconds: 1_764_000_000 },
    );
  }
  return sealVault({ ...empty, document }, { randomBytes });
}

/** Where the window looks for it; see `place.rs`. */
export function putVault(home: string, vault: Uint8Array): void {
  const file = join(home, '.local', 'share', 'halfminute', 'vault.halfminute');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, vault, { mode: 0o600 });
}
