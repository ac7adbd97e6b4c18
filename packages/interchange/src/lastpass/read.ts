import { readFields } from '../account-fields.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray } from '../json.ts';

/** The export of LastPass Authenticator, of whichever version and phone. The names are those that the user edited. */
export function readLastPass({ json }: FileContent): Backup | null {
  const accounts = field(json, 'accounts');
  const isLastPass = isArray(accounts) && field(json, 'deviceId') !== undefined && field(json, 'version') !== undefined;
  if (!isLastPass) {
    return null;
  }
  const entries = accounts.map((account, index) =>
    readFields({
      where: `entry ${index + 1}`,
      kind: 'totp',
      issuer: field(account, 'issuerName') ?? field(account, 'originalIssuerName'),
      accountName: field(account, 'userName') ?? field(account, 'originalUserName'),
      secret: field(account, 'secret'),
      algorithm: field(account, 'algorithm'),
      digits: field(account, 'digits'),
      periodSeconds: field(account, 'timeStep'),
    }),
  );
  return ready('LastPass Authenticator', entries);
}
