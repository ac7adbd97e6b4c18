import { readFields } from '../account-fields.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { openGcm, pbkdf2, utf8 } from '../ciphers.ts';
import type { ImportEntry } from '../entry.ts';
import { InterchangeError } from '../errors.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, parseJson, textField } from '../json.ts';
import { iterations, parseSealedServices } from './format.ts';

const program = '2FAS';

/** A backup of 2FAS, schema 1 to 4, plain or encrypted. */
export function readTwoFas({ json }: FileContent): Backup | null {
  const services = field(json, 'services');
  if (!isArray(services) || typeof field(json, 'schemaVersion') !== 'number') {
    return null;
  }
  const encrypted = textField(json, 'servicesEncrypted');
  if (encrypted === '') {
    return ready(program, services.map(readService));
  }
  const sealedServices = parseSealedServices(encrypted);
  if (sealedServices === null) {
    throw new InterchangeError('damaged', 'The encrypted part of this backup of 2FAS is damaged. Export it again.');
  }
  return {
    outcome: 'needs-password',
    program,
    async unlock({ password }) {
      const { sealed, salt, iv } = sealedServices;
      const key = await pbkdf2({ hash: 'SHA-256', password: utf8(password), salt, iterations });
      const text = await openGcm({ key, iv, sealed });
      if (text === null) {
        return { outcome: 'wrong-password', mayBeDamaged: true };
      }
      const opened = parseJson(new TextDecoder().decode(text));
      return ready(program, (isArray(opened) ? opened : []).map(readService));
    },
  };
}

function readService(service: unknown, index: number): ImportEntry {
  const otp = field(service, 'otp');
  const issuer = textField(otp, 'issuer');
  const account = textField(otp, 'account');
  return readFields({
    where: `entry ${index + 1}`,
    kind: field(otp, 'tokenType'),
    issuer: issuer === '' ? textField(service, 'name') : issuer,
    accountName: account === '' ? textField(otp, 'label') : account,
    secret: field(service, 'secret'),
    algorithm: field(otp, 'algorithm'),
    digits: field(otp, 'digits'),
    periodSeconds: field(otp, 'period'),
    counter: field(otp, 'counter'),
  });
}
