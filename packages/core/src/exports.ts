import { exportFormats, isSealedFormat, transferQr, writeExport, writeMigrationLinks } from '@halfminute/interchange';
import type { ExportWish } from '@halfminute/interchange';
import type { VaultAccount } from '@halfminute/vault';
import type { ExportActs, ExportRefusal, ExportRequest } from './app-exports.ts';
import { calendarDay } from './calendar-day.ts';
import type { Platform } from './platform.ts';
import type { RulesInForce } from './policy/rules-in-force.ts';

export interface ExportsNeed {
  readonly platform: Platform;
  readonly rules: RulesInForce;
  /** The accounts outside the trash; null: nothing is open, or the password is another one. */
  afterPassword(password: string): Promise<readonly VaultAccount[] | null>;
  /** How many accounts are in the trash now. */
  countTrash(): number;
}

export function createExportActs({ platform, rules, afterPassword, countTrash }: ExportsNeed): ExportActs {
  const { clock, randomBytes } = platform;

  /** A plain file is refused before the password is tried. */
  async function accountsFor({
    isPlain,
    password,
    only,
  }: Pick<ExportRequest, 'password' | 'only'> & { readonly isPlain: boolean }): Promise<
    readonly VaultAccount[] | ExportRefusal
  > {
    if (isPlain && !rules.plainExport) {
      return { outcome: 'not-allowed' };
    }
    const accounts = await afterPassword(password);
    return accounts === null
      ? { outcome: 'wrong-password' }
      : accounts.filter(({ id }) => only === undefined || id === only);
  }

  return {
    async makeFile(request) {
      const accounts = await accountsFor({ ...request, isPlain: !isSealedFormat(request.format) });
      if ('outcome' in accounts) {
        return accounts;
      }
      const leftInTrash = request.only === undefined ? countTrash() : 0;
      const unixMs = clock.unixMs();
      const date = calendarDay(unixMs / 1000, clock.utcOffsetMinutes(unixMs));
      const written = await writeExport(wishOf(request), accounts, { randomBytes, unixMs, date });
      const { content, ...summary } = written;
      if (summary.count === 0) {
        return { outcome: 'nothing', leftOut: summary.leftOut };
      }
      const { fileName, mimeType } = exportFormats[request.format];
      return { outcome: 'made', file: { name: fileName, mimeType, bytes: content }, ...summary, leftInTrash };
    },
    async makeTransfer({ password }) {
      const accounts = await accountsFor({ password, isPlain: true });
      if ('outcome' in accounts) {
        return accounts;
      }
      const { content, ...summary } = writeMigrationLinks(accounts, randomBytes);
      const pictures = content.map(transferQr).filter((picture) => picture !== null);
      return summary.count === 0
        ? { outcome: 'nothing', leftOut: summary.leftOut }
        : { outcome: 'made', pictures, ...summary, leftInTrash: countTrash() };
    },
  };
}

function wishOf(request: ExportRequest): ExportWish {
  return 'filePassword' in request
    ? { format: request.format, password: request.filePassword }
    : { format: request.format };
}
