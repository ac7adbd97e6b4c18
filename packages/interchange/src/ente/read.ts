import { askConsent, requireArgon2Cost, requireArgon2Salt } from '../argon2-cost.ts';
import type { Backup } from '../backup.ts';
import { utf8 } from '../ciphers.ts';
import { InterchangeError } from '../errors.ts';
import { decodeText } from '../text-encoding.ts';
import type { FileContent } from '../file-content.ts';
import { readLinkLines } from '../link-list/read.ts';
import { asEnteFile, enteProgram } from './format.ts';
import { openFirstMessage, streamHeaderBytes } from './secret-stream.ts';

/** An encrypted export of Ente Auth. The plain one is a list of links. */
export function readEnte({ json }: FileContent): Backup | null {
  const file = asEnteFile(json);
  if (file === null) {
    return null;
  }
  const { header, sealed } = file;
  if (header?.length !== streamHeaderBytes || sealed === null) {
    throw new InterchangeError('damaged', 'This export of Ente Auth is cut short or changed. Export it again.');
  }
  return {
    outcome: 'needs-password',
    program: enteProgram,
    async unlock(how) {
      const cost = requireArgon2Cost({
        // libsodium counts bytes, and rounds down to whole KiB.
        memoryKiB: typeof file.memLimit === 'number' ? Math.floor(file.memLimit / 1024) : file.memLimit,
        passes: file.opsLimit,
        lanes: 1,
      });
      const salt = requireArgon2Salt(file.salt);
      const consent = askConsent(cost, how);
      if (consent !== null) {
        return consent;
      }
      const password = utf8(how.password);
      const key = await how.argon2({ variant: 'id', version: 0x13, ...cost, salt, password, length: 32 });
      const opened = openFirstMessage(Uint8Array.from(key), header, sealed);
      if (opened === null) {
        return { outcome: 'wrong-password', mayBeDamaged: true };
      }
      const text = decodeText(opened);
      if (text === null) {
        throw new InterchangeError('damaged', 'The password is right, but this export holds no text. Export it again.');
      }
      return readLinkLines(text, enteProgram);
    },
  };
}
