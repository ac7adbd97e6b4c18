import { cutShort } from './entry.ts';
import type { ImportEntry } from './entry.ts';
import { InterchangeError } from './errors.ts';
import { limits } from './limits.ts';
import { unescapeXml } from './xml-text.ts';

/** Cells of a row that are looked at: no program writes half as many. */
const mostCells = 30;

export interface HtmlRow {
  readonly cells: readonly string[];
  /** It names the columns. */
  readonly isHeader: boolean;
  /** Each of its elements ends, and nothing else does. */
  readonly isWhole: boolean;
}

/**
 * The rows of the tables in an HTML text, cell by cell, as text: tags inside a cell are left out, and with them its pictures.
 * Nothing is run, loaded or drawn. Throws 'too-many-entries' where there are more rows than entries are read.
 */
export function readHtmlRows(html: string): readonly HtmlRow[] {
  const [, ...rows] = html.split(/<tr\b/i, limits.entries + 3);
  // One that names the columns, and what follows the last that is read.
  if (rows.length > limits.entries + 1) {
    throw new InterchangeError(
      'too-many-entries',
      `This page has more than ${limits.entries} rows. Export a part of the entries at a time.`,
    );
  }
  return rows.map((row) => {
    const [inside = '', ...others] = row.split(/<\/tr\s*>/i, 3);
    const cells = inside.split(/<t[dh]\b/i, mostCells).slice(1);
    return {
      cells: cells.map((cell) => textOf(cell.split(/<\/t[dh]\s*>/i, 1)[0] ?? '')),
      isHeader: /<th\b/i.test(inside),
      isWhole: others.length === 1 && cells.every((cell) => /<\/t[dh]\s*>/i.test(cell)),
    };
  });
}

/** What is said of a page whose end is missing, after its entries. */
export function endOfPage(html: string): readonly ImportEntry[] {
  return /<\/html\s*>\s*$/i.test(html.slice(-1000)) ? [] : [cutShort()];
}

/** What follows the cell's own tag, without others. */
function textOf(cell: string): string {
  const inside = cell.slice(cell.indexOf('>') + 1);
  return unescapeXml(inside.replaceAll(/<[^<>]*>/g, '')).trim();
}

export function isHtml(text: string): boolean {
  return /^\s*(?:<!doctype html|<html|<head|<meta)\b/i.test(text.slice(0, 1000));
}
