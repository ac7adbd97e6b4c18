import type { App, ImportReading } from '@halfminute/core';
import { formOfPaste } from '../account-form/pasted-form.ts';
import type { Screen } from './navigation.tsx';

/** Where what was pasted, dropped or scanned leads: the Add form filled in, the screen that opens a vault file, or the import. */
export function screenOfReading(reading: ImportReading, app: Pick<App, 'accounts'>): Screen {
  switch (reading.outcome) {
    case 'vault-file':
      return { name: 'open-backup', file: reading.file };
    case 'single':
      return { name: 'add', given: formOfPaste(reading.text, app) };
    case 'needs-password':
    case 'found':
    case 'refused':
      return { name: 'import', reading };
  }
}

/** Whether a screen shows what was read, and waits for its user. */
export function isOfReading(screen: Screen): boolean {
  return (screen.name === 'add' && screen.given !== undefined) || (screen.name === 'import' && 'reading' in screen);
}
