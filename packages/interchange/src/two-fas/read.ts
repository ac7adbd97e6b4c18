import { readFields, readNames } from '../account-fields.ts';
import { statesParameters } from '../any-json/parameters.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { openGcm, pbkdf2, utf8 } from '../ciphers.ts';
import type { ImportEntry, ImportWarning } from '../entry.ts';
import { readDetails } from '../entry-details.ts';
import { InterchangeError } from '../errors.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, isObject, parseJson, scalarText, textField } from '../json.ts';
import { iterations, parseSealedServices } from './format.ts';

const program = '2FAS';

/** A backup of 2FAS, schema 1 to 4, plain or encrypted. */
export function readTwoFas({ json }: FileContent): Backup | null {
  const services = servicesIn(json);
  if (services === null) {
    return null;
  }
  const encrypted = textField(json, 'servicesEncrypted');
  if (encrypted === '') {
    return ready(program, readServices(services, json));
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
      if (!isArray(opened)) {
        throw new InterchangeError(
          'damaged',
          'The password is right, but this backup of 2FAS holds no list of services. Export it again.',
        );
      }
      return ready(program, readServices([...services, ...opened], json));
    },
  };
}

/** Known by the version of its schema, or by what its services hold. The services may stand alone. */
function servicesIn(json: unknown): readonly unknown[] | null {
  const services = isArray(json) ? json : field(json, 'services');
  const isTwoFas =
    /^\d+$/.test(scalarText(json, 'schemaVersion')) ||
    (isArray(services) && services.some((service) => isService(service, { isAlone: isArray(json) }))) ||
    parseSealedServices(textField(json, 'servicesEncrypted')) !== null;
  return isArray(services) && isTwoFas ? services : null;
}

/** Of a list alone its own word for the kind must be there: other programs keep an "otp" beside a secret, too. */
function isService(service: unknown, { isAlone }: { readonly isAlone: boolean }): boolean {
  const otp = field(service, 'otp');
  const names = isAlone ? ['tokenType'] : ['tokenType', 'digits', 'period', 'algorithm'];
  return (
    isObject(otp) &&
    isObject(service) &&
    !statesParameters(service) &&
    field(service, 'secret') !== undefined &&
    names.some((name) => field(otp, name) !== undefined)
  );
}

/** The groups are never encrypted. */
function readServices(services: readonly unknown[], json: unknown): readonly ImportEntry[] {
  const list = field(json, 'groups');
  const groups = new Map((isArray(list) ? list : []).map((group) => [field(group, 'id'), field(group, 'name')]));
  return services.map((service, index) => readService(service, index, groups));
}

function readService(service: unknown, index: number, groups: ReadonlyMap<unknown, unknown>): ImportEntry {
  const otp = field(service, 'otp');
  const account = textField(otp, 'account');
  const isCounterLeftOut = scalarText(otp, 'tokenType').toUpperCase() === 'HOTP' && scalarText(otp, 'counter') === '';
  return readFields({
    where: `entry ${index + 1}`,
    kind: field(otp, 'tokenType'),
    issuer: issuerOf(service),
    // The label repeats the issuer that was scanned, whatever the entry is called now.
    accountName: readNames(textField(otp, 'issuer'), account === '' ? textField(otp, 'label') : account).accountName,
    secret: field(service, 'secret'),
    algorithm: field(otp, 'algorithm'),
    digits: field(otp, 'digits'),
    periodSeconds: field(otp, 'period'),
    counter: isCounterLeftOut ? 0 : field(otp, 'counter'),
    details: readDetails({ tags: [groups.get(field(service, 'groupId'))] }),
    warnings: isCounterLeftOut ? [counterAssumed] : [],
  });
}

/** An iPhone makes the first code of such an entry of 0, Android of 1. */
const counterAssumed: ImportWarning = {
  code: 'counter-assumed',
  message:
    'This entry does not say where its counter is, so it starts at 0. 2FAS on Android starts it at 1: if the code is another there, take the next one here.',
  parameter: 'counter',
};

/** Where 2FAS cuts the names that it takes out of a link. */
const longestName = 30;

/**
 * What 2FAS shows is the name, which its owner may have changed since the issuer was scanned. One that only repeats the account is no issuer, and
 * one that 2FAS cut says less than the issuer.
 */
function issuerOf(service: unknown): string {
  const otp = field(service, 'otp');
  const issuer = textField(otp, 'issuer');
  const name = textField(service, 'name');
  const isCut = name.length === longestName && issuer.startsWith(name);
  return name.trim() === '' || name === textField(otp, 'account') || isCut ? issuer : name;
}
