import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { InterchangeError } from '../errors.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, textField } from '../json.ts';
import { loginType } from './format.ts';
import { readItem } from './item.ts';

/** A plain export of Bitwarden or of Bitwarden Authenticator. Logins without a code are no entries. */
export function readBitwarden({ json }: FileContent): Backup | null {
  const encrypted = field(json, 'encrypted');
  const items = field(json, 'items');
  if (encrypted === true) {
    throw new InterchangeError(
      'unsupported-file',
      field(json, 'passwordProtected') === true
        ? 'Encrypted exports of Bitwarden cannot be read here yet. In Bitwarden, export as ".json" without encryption, import that, and delete it.'
        : 'This export opens only in the Bitwarden account that wrote it. In Bitwarden, export as ".json" instead.',
    );
  }
  if (encrypted !== false || !isArray(items)) {
    return null;
  }
  const entries = items.flatMap((item, index) => {
    const login = field(item, 'login');
    const code = textField(login, 'totp').trim();
    return field(item, 'type') !== loginType || code === ''
      ? []
      : [
          readItem({
            where: `entry ${index + 1}`,
            name: textField(item, 'name'),
            userName: textField(login, 'username'),
            code,
          }),
        ];
  });
  return ready('Bitwarden', entries);
}
