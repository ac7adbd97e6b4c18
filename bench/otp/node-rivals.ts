import { createHmac, createSecretKey } from 'node:crypto';
import { NodeCryptoPlugin } from '@otplib/plugin-crypto-node';
import { commonRivals, otplibRival } from './rivals.ts';
import type { Accounts, Rival } from './rivals.ts';

/** What runs in Node: the common ones, otplib with its plug-in for Node, and Node's own HMAC with a KeyObject an account. */
export function nodeRivals(accounts: Accounts): readonly Rival[] {
  const keyObjects = accounts.keys.map((key) => createSecretKey(key));
  const message = Buffer.alloc(8);
  return [
    ...commonRivals(accounts),
    otplibRival('otplib 13, its plug-in for Node', accounts, new NodeCryptoPlugin()),
    {
      name: "Node's createHmac with a KeyObject",
      code: (account, counter) => {
        const key = keyObjects[account];
        if (key === undefined) {
          return '';
        }
        message.writeUInt32BE(Math.floor(counter / 0x1_0000_0000), 0);
        message.writeUInt32BE(counter % 0x1_0000_0000, 4);
        const digest = createHmac(accounts.algorithm, key).update(message).digest();
        const value = digest.readUInt32BE((digest[digest.length - 1] ?? 0) & 15) & 0x7fff_ffff;
        return String(value % 1_000_000).padStart(6, '0');
      },
    },
  ];
}
