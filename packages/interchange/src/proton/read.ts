import { OtpError, readPasted } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { decodeBase64 } from '../bytes.ts';
import { openGcm, utf8 } from '../ciphers.ts';
import { readEntry } from '../entry.ts';
import type { EntryNames, ImportEntry } from '../entry.ts';
import { readDetails } from '../entry-details.ts';
import { InterchangeError } from '../errors.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, isObject, parseJson, textField } from '../json.ts';
import { namesBeside, namesWithin } from '../login-code.ts';
import { sealing } from './format.ts';

const program = 'Proton Authenticator';

/** An export of Proton Authenticator, plain or encrypted. */
export function readProton({ json }: FileContent): Backup | null {
  const entries = field(json, 'entries');
  if (isArray(entries) && entries.some((entry) => isObject(field(entry, 'content')))) {
    return ready(program, entries.map(readOne));
  }
  const salt = decodeBase64(textField(json, 'salt'));
  const content = decodeBase64(textField(json, 'content'));
  if (!salt || !content || salt.length === 0 || content.length <= sealing.nonceBytes) {
    return null;
  }
  return {
    outcome: 'needs-password',
    program,
    async unlock({ password, argon2 }) {
      const key = await argon2({ ...sealing.argon2, salt, password: utf8(password), length: 32 });
      const text = await openGcm({
        key: Uint8Array.from(key),
        iv: content.subarray(0, sealing.nonceBytes),
        sealed: content.subarray(sealing.nonceBytes),
        additionalData: utf8(sealing.additionalData),
      });
      if (text === null) {
        return { outcome: 'wrong-password', mayBeDamaged: true };
      }
      const opened = field(parseJson(new TextDecoder().decode(text)), 'entries');
      if (!isArray(opened)) {
        throw new InterchangeError(
          'damaged',
          'The password is right, but this export of Proton is damaged. Export it again.',
        );
      }
      return ready(program, opened.map(readOne));
    },
  };
}

function readOne(entry: unknown, index: number): ImportEntry {
  const content = field(entry, 'content');
  const link = textField(content, 'uri');
  const names = namesBeside('', textField(content, 'name'), link);
  return readEntry(`entry ${index + 1}`, names, () => {
    if (link === '') {
      throw new OtpError('secret-missing', 'This entry has no link to a code. Export the file again.');
    }
    const { account, warnings } = readPasted(link);
    return {
      account: { ...account, ...namesOf(account, names.accountName) },
      warnings,
      wasTrashed: false,
      ...readDetails({ note: field(entry, 'note') }),
    };
  });
}

/** What Proton shows as the issuer of whatever it keeps as a long code of Steam. */
const steamIssuer = 'Steam';

/** A link brings its own names. One that has none is of Steam, or of an account that has a title and nothing else. */
function namesOf({ kind, issuer, accountName }: OtpAccount, title: string): EntryNames {
  if (issuer !== '' || accountName !== '') {
    return namesWithin({ issuer, accountName }, { issuer: title, accountName: '' });
  }
  return kind === 'steam'
    ? { issuer: steamIssuer, accountName: title.toLowerCase() === steamIssuer.toLowerCase() ? '' : title }
    : { issuer: '', accountName: title };
}
