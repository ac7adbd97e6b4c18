import { preference, setPreference } from '@halfminute/vault';
import type { EditContext, JsonValue, VaultDocument } from '@halfminute/vault';
import type { RecoverySheet } from './app-state.ts';
import type { DocumentEdit } from './held-vault.ts';

const DAY_SECONDS = 86_400;

/** What the document remembers of the recovery sheet. */
interface SheetRecord {
  readonly status: RecoverySheet['status'];
  readonly madeUnixSeconds: number;
  /** No reminder before; 0: at once. */
  readonly remindUnixSeconds: number;
  /** Whether some sheet of this master key was ever confirmed: the next one then makes a fresh master key. */
  readonly everConfirmed: boolean;
}

const KEY = 'recoverySheet';
const NO_SHEET: SheetRecord = { status: 'not-due', madeUnixSeconds: 0, remindUnixSeconds: 0, everConfirmed: false };
const STATUSES = ['not-due', 'due', 'unconfirmed', 'confirmed'] as const;

export function recoverySheetOf(document: VaultDocument): RecoverySheet {
  const { status, madeUnixSeconds, remindUnixSeconds, everConfirmed } = recordOf(document);
  switch (status) {
    case 'not-due':
      return { status };
    case 'due':
      return { status, replacesEarlier: everConfirmed };
    case 'unconfirmed':
      return { status, madeUnixSeconds, remindUnixSeconds };
    case 'confirmed':
      return { status, madeUnixSeconds };
  }
}

/** Whether the user is to be reminded now. */
export function isSheetReminderDue(document: VaultDocument, unixSeconds: number): boolean {
  const { status, remindUnixSeconds } = recordOf(document);
  return (status === 'due' || status === 'unconfirmed') && unixSeconds >= remindUnixSeconds;
}

/** Whether a sheet that somebody holds, or held, was confirmed under this master key. */
export function wasSheetConfirmed(document: VaultDocument): boolean {
  return recordOf(document).everConfirmed;
}

/** A code was copied: from the first copy on, the sheet is asked for. */
export const sheetDueAfterCopy: DocumentEdit = (document, context) =>
  recordOf(document).status === 'not-due' ? withRecord(document, { ...NO_SHEET, status: 'due' }, context) : document;

/** The keys are others now and no paper opens them, or the paper has been used: a new sheet is due at once. */
export function sheetDueAnew(request: { readonly freshMasterKey: boolean }): DocumentEdit {
  return (document, context) => {
    const everConfirmed = !request.freshMasterKey && wasSheetConfirmed(document);
    return withRecord(document, { ...NO_SHEET, status: 'due', everConfirmed }, context);
  };
}

/** A sheet was made, and nobody has shown yet that they have it. */
export const sheetMade: DocumentEdit = (document, context) =>
  withRecord(
    document,
    {
      status: 'unconfirmed',
      madeUnixSeconds: context.unixSeconds,
      remindUnixSeconds: context.unixSeconds + DAY_SECONDS,
      everConfirmed: false,
    },
    context,
  );

export const sheetConfirmed: DocumentEdit = (document, context) => {
  const record = recordOf(document);
  return record.status === 'unconfirmed'
    ? withRecord(document, { ...record, status: 'confirmed', everConfirmed: true }, context)
    : document;
};

export const sheetPutOff: DocumentEdit = (document, context) => {
  const record = recordOf(document);
  return record.status === 'due' || record.status === 'unconfirmed'
    ? withRecord(document, { ...record, remindUnixSeconds: context.unixSeconds + DAY_SECONDS }, context)
    : document;
};

/** What cannot be read as a record is answered by none: the sheet is then asked for again, which harms nobody. */
function recordOf(document: VaultDocument): SheetRecord {
  const stored = preference(document, KEY);
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) {
    return NO_SHEET;
  }
  const fields = new Map<string, JsonValue>(Object.entries(stored));
  const status = STATUSES.find((candidate) => candidate === fields.get('status'));
  return status === undefined
    ? NO_SHEET
    : {
        status,
        madeUnixSeconds: secondsOrZero(fields.get('madeUnixSeconds')),
        remindUnixSeconds: secondsOrZero(fields.get('remindUnixSeconds')),
        everConfirmed: fields.get('everConfirmed') === true,
      };
}

function secondsOrZero(stored: JsonValue | undefined): number {
  return typeof stored === 'number' && Number.isSafeInteger(stored) && stored >= 0 ? stored : 0;
}

function withRecord(document: VaultDocument, record: SheetRecord, context: EditContext): VaultDocument {
  return setPreference(document, KEY, { ...record }, context);
}
