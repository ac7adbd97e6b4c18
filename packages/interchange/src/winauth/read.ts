import { readFields, readNames } from '../account-fields.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { decodeHex } from '../bytes.ts';
import { cutShort, EntryRefusal, readEntry } from '../entry.ts';
import type { EntryNames, ImportEntry } from '../entry.ts';
import { InterchangeError } from '../errors.ts';
import type { FileContent } from '../file-content.ts';
import { requireFewEntries } from '../link-list/read.ts';
import { walkXml } from '../xml-elements.ts';
import { asSecretData, digitsByClass, issuersByClass, kindsByClass } from './format.ts';

const program = 'WinAuth';

/** The winauth.xml that WinAuth keeps for itself, where nothing or only a part of it is encrypted. Its exports are lists of links. */
export function readWinAuth({ text }: FileContent): Backup | null {
  if (
    text === null ||
    !/^\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,1000}-->\s*)?<WinAuth\b/.test(text.slice(0, 2000))
  ) {
    return null;
  }
  const { authenticators, isSealed, isWhole } = readElements(text);
  if (isSealed || authenticators.length === 0) {
    throw new InterchangeError(
      'unsupported-file',
      `This is what WinAuth keeps for itself${isSealed ? ', encrypted' : ', and no authenticator can be read in it'}. In WinAuth, export the authenticators as text or zip, and import that.`,
    );
  }
  return ready(program, [...authenticators.map(readOne), ...(isWhole ? [] : [cutShort()])]);
}

interface Authenticator {
  /** "SteamAuthenticator" */
  readonly className: string;
  name: string;
  secretData: string;
  isSealed: boolean;
}

interface Elements {
  readonly authenticators: readonly Authenticator[];
  /** Whether the whole list is encrypted. */
  readonly isSealed: boolean;
  readonly isWhole: boolean;
}

function readElements(text: string): Elements {
  const authenticators: Authenticator[] = [];
  let isSealed = false;
  let now: Authenticator | null = null;
  const isWhole = walkXml(text, {
    open(element, attributes) {
      if (element === 'WinAuthAuthenticator') {
        const className = /\btype\s*=\s*"(?:[\w.]*\.)?(\w+)"/.exec(attributes)?.[1] ?? '';
        now = { className, name: '', secretData: '', isSealed: false };
        authenticators.push(now);
        requireFewEntries(authenticators.length);
      } else if (isEncrypted(attributes)) {
        isSealed ||= element === 'data' || element === 'WinAuth';
        if (now !== null && element === 'authenticatordata') {
          now.isSealed = true;
        }
      }
    },
    close(element, content) {
      if (element === 'WinAuthAuthenticator') {
        now = null;
      } else if (now !== null && element === 'name') {
        now.name = content;
      } else if (now !== null && element === 'secretdata') {
        now.secretData = content;
      }
    },
  });
  return { authenticators, isSealed, isWhole };
}

function isEncrypted(attributes: string): boolean {
  return /\bencrypted\s*=\s*"[^"]/.test(attributes);
}

function readOne({ className, name, secretData, isSealed }: Authenticator, index: number): ImportEntry {
  const where = `entry ${index + 1}`;
  const { issuer, accountName } = namesOf(className, name);
  const kind = kindsByClass.get(className);
  if (isSealed || kind === null) {
    return readEntry(where, readNames(issuer, accountName), () => {
      throw isSealed
        ? new EntryRefusal(
            'encrypted-entry',
            'This authenticator has a password of its own. In WinAuth, export it as text or zip, and import that.',
          )
        : new EntryRefusal(
            'unsupported-kind',
            'This authenticator makes its codes in a way of its own, and works in WinAuth only: keep it there.',
          );
    });
  }
  const { hex, digits, algorithm, periodSeconds, more } = asSecretData(secretData);
  return readFields({
    where,
    kind: kind ?? 'totp',
    issuer,
    accountName,
    secret: decodeHex(hex) ?? hex,
    algorithm,
    digits: digits ?? digitsByClass.get(className),
    periodSeconds,
    // It keeps the counter of the code that it showed last.
    counter: kind === 'hotp' && /^\d{1,15}$/.test(more ?? '') ? Number(more) + 1 : undefined,
  });
}

/** "Cases (ada)" is the account "ada" at "Cases", as WinAuth makes its links. */
function namesOf(className: string, name: string): EntryNames {
  const known = issuersByClass.get(className) ?? '';
  // One blank only: two greedy parts side by side would try a long name of blanks in every way.
  const [, start = '', within = '', after = ''] = /^([^(]{1,200}?)\s\(([^)]*)\)(.*)$/s.exec(name.slice(0, 1000)) ?? [];
  const before = start.trim();
  if (before !== '' && (known === '' || before.toLowerCase() === known.toLowerCase())) {
    return { issuer: known === '' ? before : known, accountName: within + after };
  }
  return { issuer: known, accountName: name.toLowerCase() === known.toLowerCase() ? '' : name };
}
