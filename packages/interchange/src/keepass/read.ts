import { ready } from '../backup.ts';
import type { Backup, ReadyBackup } from '../backup.ts';
import type { ImportEntry } from '../entry.ts';
import { readDetails } from '../entry-details.ts';
import type { FileContent } from '../file-content.ts';
import { readCodes } from './codes.ts';
import { readDatabase } from './database.ts';
import type { KeePassEntry } from './database.ts';
import { innerStreams } from './format.ts';
import type { InnerKey } from './format.ts';
import { isKeePass, readHeader } from './header.ts';
import { unlockKeePass } from './unlock.ts';

const program = 'KeePass';

/** More than the vault holds of one account. */
const mostTags = 1000;

/** A database of KeePass or KeePassXC, version 3 or 4, that a password alone opens. Entries without a code are counted only. */
export function readKeePass({ bytes }: FileContent): Backup | null {
  if (!isKeePass(bytes)) {
    return null;
  }
  const header = readHeader(bytes);
  return {
    outcome: 'needs-password',
    program,
    async unlock(how) {
      const opened = await unlockKeePass(header, how);
      if (opened.outcome === 'wrong-password') {
        return { ...opened, mayWant: 'key-file' };
      }
      if (opened.outcome === 'needs-consent') {
        return opened;
      }
      return readEntries(opened.xml, opened.innerKey);
    },
  };
}

const nothingHidden: InnerKey = { stream: innerStreams.none, key: new Uint8Array() };

/** The XML that KeePass and KeePassXC export: the inside of a database, with nothing hidden in it. Throws 'damaged' where it is cut. */
export async function readKeePassXml({ text }: FileContent): Promise<Backup | null> {
  return text !== null && /^\s*(?:<\?xml[^>]{0,200}\?>\s*)?<KeePassFile\b/.test(text.slice(0, 1000))
    ? readEntries(text, nothingHidden)
    : null;
}

async function readEntries(xml: string, innerKey: InnerKey): Promise<ReadyBackup> {
  const all = (await readDatabase(xml, innerKey)).map(entriesOf);
  return { ...ready(program, all.flat()), withoutCode: all.filter((entries) => entries.length === 0).length };
}

function entriesOf({ strings, path, tags, wasTrashed }: KeePassEntry, index: number): readonly ImportEntry[] {
  return readCodes(strings, {
    where: `entry ${index + 1}`,
    wasTrashed,
    // The note of a login may hold anything, a password too: it stays where it is.
    details: readDetails({ tags: [path, ...tags.split(/[;,]/, mostTags)] }),
  });
}
