import { readFields } from '../account-fields.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { readDetails } from '../entry-details.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, scalarText } from '../json.ts';

/** The list of Raivo, in which all numbers are texts. */
export function readRaivo({ json }: FileContent): Backup | null {
  const isRaivo =
    isArray(json) &&
    json.some((entry) => ['kind', 'timer', 'secret'].every((name) => field(entry, name) !== undefined));
  if (!isRaivo) {
    return null;
  }
  const entries = json.map((entry, index) =>
    readFields({
      where: `entry ${index + 1}`,
      kind: field(entry, 'kind'),
      issuer: field(entry, 'issuer'),
      accountName: field(entry, 'account'),
      secret: field(entry, 'secret'),
      algorithm: field(entry, 'algorithm'),
      digits: field(entry, 'digits'),
      periodSeconds: field(entry, 'timer'),
      counter: field(entry, 'counter'),
      details: readDetails({ favourite: scalarText(entry, 'pinned') === 'true' }),
    }),
  );
  return ready('Raivo', entries);
}
