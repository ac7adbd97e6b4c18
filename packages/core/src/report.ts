import type { AppState } from './app.ts';

/**
 * Plain text for a bug report: versions, counts and settings. Never a name, a code or a path, and so neither the name of
 * the file nor an account's service.
 */
export function reportOf(request: {
  readonly version: string;
  readonly hostName: string;
  readonly state: AppState;
}): string {
  const { version, hostName, state } = request;
  const lines = [`Halfminute ${version}`, `Host: ${hostName}`, `Session: ${sessionLine(state)}`];
  if (state.open !== null) {
    const { accounts, trash, settings, notices, recoverySheet, generationCount, storagePersistent } = state.open;
    const count = (kind: string): number => accounts.filter((account) => account.kind === kind).length;
    lines.push(
      `Accounts: ${accounts.length} (totp ${count('totp')}, hotp ${count('hotp')}, steam ${count('steam')})`,
      `In the trash: ${trash.length}`,
      `Kept generations: ${generationCount}`,
      `Storage: ${storagePersistent === null ? 'not erased by the host' : storagePersistent ? 'persistent' : 'may be erased'}`,
      `Recovery sheet: ${recoverySheet.status}`,
      `Settings: ${Object.entries(settings)
        .map(([name, value]) => `${name} ${String(value)}`)
        .join(', ')}`,
      `Notices: ${notices.length === 0 ? 'none' : notices.map(noticeLine).join(', ')}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function sessionLine({ session }: AppState): string {
  switch (session.phase) {
    case 'unreadable':
      return `unreadable (${session.problem})`;
    case 'locked':
      return `locked (${session.lockedBecause ?? 'at the start'}${session.failure === null ? '' : `, ${session.failure}`})`;
    case 'starting':
    case 'absent':
    case 'opening':
    case 'open':
      return session.phase;
  }
}

function noticeLine(notice: NonNullable<AppState['open']>['notices'][number]): string {
  switch (notice.kind) {
    case 'clock-jumped':
      return `clock-jumped ${notice.seconds} s`;
    case 'save-failed':
      return `save-failed ${notice.problem}`;
    case 'recovery-sheet-due':
    case 'storage-not-persistent':
    case 'no-backup-yet':
    case 'merged':
      return notice.kind;
  }
}
