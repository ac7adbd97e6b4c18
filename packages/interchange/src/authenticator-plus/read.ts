import { readAndOtpEncrypted } from '../andotp/read.ts';
import type { Backup } from '../backup.ts';
import type { FileContent } from '../file-content.ts';
import { readSqliteBytes } from '../sqlite/read.ts';
import { looksEncrypted } from '../strangers.ts';
import { mayBeSqlCipher, openSqlCipher } from './sqlcipher.ts';

/**
 * The encrypted database that some exports of Authenticator Plus hold. It has no mark. Where it does not open as one, and
 * andOTP may have written it, it is tried as andOTP's.
 */
export function readAuthenticatorPlus(file: FileContent): Backup | null {
  if (file.text !== null || !mayBeSqlCipher(file.bytes) || !looksEncrypted(file.bytes)) {
    return null;
  }
  const other = readAndOtpEncrypted(file);
  return {
    outcome: 'needs-password',
    program: 'Authenticator Plus',
    ...((other === null || other.isGuess === true) && { isGuess: true }),
    async unlock(how) {
      const database = await openSqlCipher(file.bytes, how.password);
      if (database !== null) {
        return readSqliteBytes(database);
      }
      return other === null ? { outcome: 'wrong-password', mayBeDamaged: true } : other.unlock(how);
    },
  };
}
