import { sealAegis, writeAegis } from './aegis/write.ts';
import { sealBitwarden, writeBitwarden, writeBitwardenCsv } from './bitwarden/write.ts';
import { utf8 } from './ciphers.ts';
import type { ExportAccount, RandomBytes, Written } from './export.ts';
import { writeMigrationLinks } from './google/write.ts';
import { writeLinkList } from './link-list/write.ts';
import { writePaperSheet } from './paper/write.ts';
import { sealTwoFas, writeTwoFas } from './two-fas/write.ts';

/** Files that anybody can read. */
export type PlainFormat = 'links' | 'aegis' | '2fas' | 'bitwarden' | 'bitwarden-csv' | 'google' | 'paper';
/** Files that open with a password of their own. */
const sealedFormats = ['aegis-encrypted', '2fas-encrypted', 'bitwarden-encrypted'] as const;
export type SealedFormat = (typeof sealedFormats)[number];
export type ExportFormat = PlainFormat | SealedFormat;

interface FormatFacts {
  readonly fileName: string;
  readonly mimeType: string;
}

/** Every format there is, with what its file is called. */
export const exportFormats: Readonly<Record<ExportFormat, FormatFacts>> = {
  links: { fileName: 'halfminute-links.txt', mimeType: 'text/plain' },
  aegis: { fileName: 'halfminute-aegis.json', mimeType: 'application/json' },
  'aegis-encrypted': { fileName: 'halfminute-aegis.json', mimeType: 'application/json' },
  '2fas': { fileName: 'halfminute.2fas', mimeType: 'application/json' },
  '2fas-encrypted': { fileName: 'halfminute.2fas', mimeType: 'application/json' },
  bitwarden: { fileName: 'halfminute-bitwarden.json', mimeType: 'application/json' },
  'bitwarden-encrypted': { fileName: 'halfminute-bitwarden.json', mimeType: 'application/json' },
  'bitwarden-csv': { fileName: 'halfminute-bitwarden.csv', mimeType: 'text/csv' },
  google: { fileName: 'halfminute-transfer.txt', mimeType: 'text/plain' },
  paper: { fileName: 'halfminute-paper.html', mimeType: 'text/html' },
};

export function isExportFormat(text: string): text is ExportFormat {
  return Object.hasOwn(exportFormats, text);
}

export function isSealedFormat(format: ExportFormat): format is SealedFormat {
  return sealedFormats.some((sealed) => sealed === format);
}

/** A format, and what only some of them need. */
export type ExportWish =
  | { readonly format: PlainFormat }
  /** The password of the file; not that of the vault. */
  | { readonly format: SealedFormat; readonly password: string };

export interface ExportMeans {
  readonly randomBytes: RandomBytes;
  /** Now, in milliseconds since the Unix epoch. */
  readonly unixMs: number;
  /** Today, as it is printed on paper. */
  readonly date: string;
}

/** The whole file in UTF-8, and what of the accounts is not in it. */
export async function writeExport(
  wish: ExportWish,
  accounts: readonly ExportAccount[],
  means: ExportMeans,
): Promise<Written<Uint8Array<ArrayBuffer>>> {
  const { content, ...rest } = await writeText(wish, accounts, means);
  return { content: utf8(content), ...rest };
}

async function writeText(
  wish: ExportWish,
  accounts: readonly ExportAccount[],
  means: ExportMeans,
): Promise<Written<string>> {
  switch (wish.format) {
    case 'links':
      return writeLinkList(accounts);
    case 'aegis':
      return writeAegis(accounts, means.randomBytes);
    case 'aegis-encrypted':
      return sealAegis(accounts, { ...means, password: wish.password });
    case '2fas':
      return writeTwoFas(accounts, means);
    case '2fas-encrypted':
      return sealTwoFas(accounts, { ...means, password: wish.password });
    case 'bitwarden':
      return writeBitwarden(accounts, means.randomBytes);
    case 'bitwarden-encrypted':
      return sealBitwarden(accounts, { ...means, password: wish.password });
    case 'bitwarden-csv':
      return writeBitwardenCsv(accounts);
    case 'google': {
      const { content, ...rest } = writeMigrationLinks(accounts, means.randomBytes);
      return { content: content.map((link) => `${link}\n`).join(''), ...rest };
    }
    case 'paper':
      return writePaperSheet(accounts, means);
  }
}
