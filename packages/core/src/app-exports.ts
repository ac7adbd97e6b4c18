import type { Caution, ExportFormat, Extra, LeftOut, SealedFormat } from '@halfminute/interchange';
import type { AccountId } from '@halfminute/vault';
import type { OfferedFile } from './platform.ts';

/** Out to other programs, phones and paper: each behind the password once more. Nothing of it is kept. */
export interface ExportActs {
  /** Makes a file; `backups.offerFile` hands it to the user. Accounts in the trash stay behind. */
  makeFile(request: ExportRequest): Promise<ExportedFile | ExportRefusal>;
  /** The QR codes by which a phone takes the accounts over, in the manner of Google Authenticator, one after the other. */
  makeTransfer(request: { readonly password: string }): Promise<ExportedTransfer | ExportRefusal>;
}

export type ExportRequest = {
  /** That of the vault. */
  readonly password: string;
  /** Absent: all accounts. */
  readonly only?: AccountId;
} & (
  | { readonly format: Exclude<ExportFormat, SealedFormat> }
  /** The file opens with a password of its own. */
  | { readonly format: SealedFormat; readonly filePassword: string }
);

/** What came along, and what did not. */
export interface ExportSummary {
  readonly count: number;
  readonly leftOut: readonly LeftOut[];
  readonly unsaid: readonly Extra[];
  readonly cautions: readonly Caution[];
  /** Accounts that stayed behind since they are in the trash; 0 where one account alone was asked for. */
  readonly leftInTrash: number;
}

export type ExportedFile = ExportSummary & { readonly outcome: 'made'; readonly file: OfferedFile };

/** A QR code: `size` times `size` modules, row by row from the top; true is dark. Whoever draws it leaves four light ones around. */
export interface QrPicture {
  readonly size: number;
  readonly dark: readonly boolean[];
}

export type ExportedTransfer = ExportSummary & { readonly outcome: 'made'; readonly pictures: readonly QrPicture[] };

export type ExportRefusal =
  | { readonly outcome: 'wrong-password' }
  /** By the policy: whoever sees it can make the codes. */
  | { readonly outcome: 'not-allowed' }
  /** There is no account that it can hold. */
  | { readonly outcome: 'nothing'; readonly leftOut: readonly LeftOut[] };
