import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { openCbc, pbkdf2, utf8 } from '../ciphers.ts';
import { InterchangeError } from '../errors.ts';
import { decodeText } from '../text-encoding.ts';
import type { FileContent } from '../file-content.ts';
import { parseJson, textField } from '../json.ts';
import { asManifest, asSealedMaFile, iterations } from './format.ts';
import { readMaFile } from './read.ts';

const program = 'Steam Desktop Authenticator';

/** Salts that are tried. Each costs a key derivation. */
const mostTried = 100;

/**
 * An encrypted maFile of Steam Desktop Authenticator, which opens only beside its manifest; and the manifest, which holds no
 * account itself.
 */
export function readSealedSteam({ json, text, beside }: FileContent): Backup | null {
  const manifest = asManifest(json);
  if (manifest !== null) {
    return readManifest(manifest.length > 0, beside);
  }
  const sealed = asSealedMaFile(text);
  const sealings = beside.flatMap((other) => asManifest(other.json) ?? []);
  if (sealed === null || sealings.length === 0) {
    return null;
  }
  return {
    outcome: 'needs-password',
    program,
    async unlock({ password }) {
      for (const { salt, iv } of sealings.slice(0, mostTried)) {
        // oxlint-disable-next-line no-await-in-loop -- mostly the first or second opens it
        const key = await pbkdf2({ hash: 'SHA-1', password: utf8(password), salt, iterations });
        // oxlint-disable-next-line no-await-in-loop -- as above
        const opened = await openCbc({ key, iv, sealed });
        const account = parseJson((opened === null ? null : decodeText(opened)) ?? '');
        // A wrong key may leave something that is padded well, and is no JSON.
        if (textField(account, 'shared_secret') !== '') {
          return ready(program, [readMaFile(account, 0)]);
        }
      }
      return { outcome: 'wrong-password', mayBeDamaged: true };
    },
  };
}

function readManifest(isEncrypted: boolean, beside: FileContent['beside']): Backup {
  if (beside.some((other) => asSealedMaFile(other.text) !== null || textField(other.json, 'shared_secret') !== '')) {
    return ready(program, []);
  }
  throw new InterchangeError(
    'unsupported-file',
    isEncrypted
      ? 'This is the manifest of Steam Desktop Authenticator, and its maFiles are missing. Choose them and the manifest together.'
      : 'This is the manifest of Steam Desktop Authenticator, and holds no account. Choose the maFiles beside it.',
  );
}
