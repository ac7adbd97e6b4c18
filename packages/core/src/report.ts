import type { AppState, RecoverySheet, Settings } from './app-state.ts';

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
      `Accounts: ${accounts.length} (totp ${count('totp')}, hotp ${count('hotp')}, steam ${count('steam')}, motp ${count('motp')}, yandex ${count('yandex')})`,
      `In the trash: ${trash.length}`,
      `Kept generations: ${generationCount}`,
      `Storage: ${storagePersistent === null ? 'not erased by the host' : storagePersistent ? 'persistent' : 'may be erased'}`,
      `Recovery sheet: ${sheetLine(recoverySheet)}`,
      `Settings: ${settingsLine(settings)}`,
      `Notices: ${notices.length === 0 ? 'none' : notices.map(noticeLine).join(', ')}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function sessionLine({ session }: AppState): string {
  switch (session.phase) {
    case 'unreadable':
      return `unreadable (${session.problem})`;
    case 'policy-broken':
      return `the policy cannot be read (${session.line === null ? 'the file' : `line ${session.line}`})`;
    case 'locked':
      return `locked (${session.lockedBecause ?? 'at the start'}${session.failure === null ? '' : `, ${session.failure}`})`;
    case 'starting':
    case 'absent':
    case 'opening':
    case 'open':
      return session.phase;
  }
}

function sheetLine(recoverySheet: RecoverySheet): string {
  switch (recoverySheet.status) {
    case 'not-due':
      return 'not asked for yet';
    case 'due':
      return recoverySheet.replacesEarlier ? 'due, the earlier one was used' : 'due';
    case 'unconfirmed':
      return 'made, not typed back';
    case 'confirmed':
      return 'made and typed back';
  }
}

function settingsLine(settings: Settings): string {
  const { clipboardSeconds, lockAfterIdleSeconds, lockWithScreen, theme, hideCodes, showNextCode } = settings;
  return [
    clipboardSeconds === null ? 'clipboard keeps a code' : `clipboard keeps a code ${clipboardSeconds} s`,
    lockAfterIdleSeconds === null ? 'never locks by itself' : `locks after ${lockAfterIdleSeconds} s`,
    lockWithScreen ? 'locks with the screen' : 'does not lock with the screen',
    `theme ${theme}`,
    `codes ${hideCodes ? 'hidden until asked' : 'on show'}`,
    `next code ${showNextCode ? 'shown early' : 'not shown early'}`,
  ].join(', ');
}

function noticeLine(notice: NonNullable<AppState['open']>['notices'][number]): string {
  switch (notice.kind) {
    case 'clock-jumped':
      return `clock jumped by ${notice.seconds} s`;
    case 'clock-measured':
      return `clock measured ${notice.offsetSeconds} s off (${notice.corrected ? 'corrected' : 'not corrected'})`;
    case 'save-failed':
      return `last change not saved (${notice.problem})`;
    case 'recovery-sheet-due':
      return 'recovery sheet is due';
    case 'storage-not-persistent':
      return 'storage may be erased';
    case 'no-backup-yet':
      return 'no backup yet';
    case 'merged':
      return 'changed by two at once';
  }
}
