import { namesOfLink, readPastedOrPinless } from '@halfminute/otp';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { EntryRefusal, readEntry } from '../entry.ts';
import type { ImportEntry } from '../entry.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, textField } from '../json.ts';
import { detailsOf, readDisplay, withoutDisplay } from './display.ts';
import { enteProgram } from './format.ts';
import { asShown } from './shown.ts';

/** The json that Ente Auth still reads: a link for each item, and beside it what its later links say in "codeDisplay". */
export function readEnteItems({ json }: FileContent): Backup | null {
  const items = field(json, 'items');
  return isArray(items) && items.some((item) => /^otpauth:/i.test(textField(item, 'rawData')))
    ? ready(enteProgram, items.map(readItem))
    : null;
}

function readItem(item: unknown, index: number): ImportEntry {
  const link = textField(item, 'rawData');
  return readEntry(`entry ${index + 1}`, namesOfLink(link), () => {
    if (link === '') {
      throw new EntryRefusal('secret-missing', 'This entry has no link to a code. Export the file again.');
    }
    const { account, warnings } = asShown(readPastedOrPinless(link));
    const display = field(item, 'display');
    const beside = display === undefined || display === null ? readDisplay(account) : detailsOf(display);
    return { account: withoutDisplay(account), warnings, ...beside };
  });
}
