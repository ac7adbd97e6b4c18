import { isSealedFormat, type ExportFormat } from '@halfminute/core';
import type { Words } from '../../strings/en.ts';

/** What a user chooses between; some ways have several formats. */
export const ways = ['backup', 'links', 'program', 'transfer', 'paper'] as const;

export type Way = (typeof ways)[number];

/** The ways that an organisation leaves which wants nothing to be written in plain. */
export const sealedWays: readonly Way[] = ['backup', 'program'];

export const programFormats = [
  'aegis-encrypted',
  'aegis',
  '2fas-encrypted',
  '2fas',
  'bitwarden-encrypted',
  'bitwarden',
  'bitwarden-csv',
] as const satisfies readonly ExportFormat[];

export type ProgramFormat = (typeof programFormats)[number];

export function formatOf(way: Exclude<Way, 'backup'>, program: ProgramFormat): ExportFormat {
  switch (way) {
    case 'links':
    case 'paper':
      return way;
    case 'program':
      return program;
    case 'transfer':
      return 'google';
  }
}

/** What it means that it is not encrypted; null where it is. */
export function plainWords(
  format: ExportFormat,
  words: Words['export'],
  accounts: string,
): { readonly strong: string; readonly means: string } | null {
  if (isSealedFormat(format)) {
    return null;
  }
  switch (format) {
    case 'google':
      return { strong: words.transferStrong, means: words.transferMeans(accounts) };
    case 'paper':
      return { strong: words.paperStrong, means: words.paperMeans(accounts) };
    case 'links':
    case 'aegis':
    case '2fas':
    case 'bitwarden':
    case 'bitwarden-csv':
      return { strong: words.plainStrong, means: words.plain(accounts) };
  }
}
