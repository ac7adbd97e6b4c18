import type { Notice } from '@halfminute/core';
import { useState, type ReactElement } from 'react';
import { useApp, useHost, useOpenState } from '../hooks/app-context.tsx';
import { useNavigation } from '../hooks/navigation.tsx';
import { useSaveBackup } from '../hooks/save-backup.tsx';
import { useWords } from '../hooks/words.tsx';
import { Banner } from '../parts/banner.tsx';
import { formatTime } from '../strings/dates.ts';
import { shortDuration } from '../strings/durations.ts';

/** More at once would hide the codes they are about. */
const shownAtOnce = 2;

/** C4, C5: what the user should know, under the bar; the session has them in order, what can cost codes first. */
export function Notices(): ReactElement | null {
  const { notices, sameDeviceTold, unreadableCount } = useOpenState();
  const [isNewerPutAway, setNewerPutAway] = useState(false);
  const words = useWords().notices;
  const isNewerTold = unreadableCount === 0 || isNewerPutAway;
  // The browser's warning offers the same backup file.
  const isBackupOffered = notices.some(({ kind }) => kind === 'storage-not-persistent');
  const shown = notices.filter(({ kind }) => kind !== 'no-backup-yet' || !isBackupOffered).slice(0, shownAtOnce);
  if (shown.length === 0 && sameDeviceTold && isNewerTold) {
    return null;
  }
  return (
    <div className="notices">
      {sameDeviceTold ? null : <SameDeviceBanner />}
      {isNewerTold ? null : (
        <Banner tone="information" strong={words.fromNewer(unreadableCount)} onDismiss={() => setNewerPutAway(true)}>
          {words.fromNewerWhy}
        </Banner>
      )}
      {shown.map((notice) => (
        <NoticeBanner key={notice.kind} notice={notice} />
      ))}
    </div>
  );
}

/** Once, where the codes were not begun on this screen (they came with a backup, or from the command line). */
function SameDeviceBanner(): ReactElement {
  const app = useApp();
  const words = useWords().choosePassword;
  return (
    <Banner tone="information" onDismiss={() => void app.noteSameDeviceTold()}>
      {words.once}
    </Banner>
  );
}

function NoticeBanner({ notice }: { readonly notice: Notice }): ReactElement {
  const app = useApp();
  const host = useHost();
  const { go } = useNavigation();
  const all = useWords();
  const words = all.notices;
  const { recoverySheet } = useOpenState();
  const isSheetUsed = recoverySheet.status === 'due' && recoverySheet.replacesEarlier;
  const dismiss = (): void => app.dismissNotice(notice.kind);
  const offerBackup = useSaveBackup();
  const saveBackup = { words: words.saveBackup, onPress: () => void offerBackup() };
  switch (notice.kind) {
    case 'save-failed':
      return (
        <Banner tone="warning" strong={words.saveFailed} act={saveBackup}>
          {words.saveFailedWhy(all.fileProblems[notice.problem])}
        </Banner>
      );
    case 'clock-jumped':
      return (
        <Banner
          tone="warning"
          icon="clock"
          strong={words.clockJumped(notice.seconds, formatTime(notice.atUnixSeconds, host.clock))}
          act={{ words: words.clockHow, onPress: () => go({ name: 'step-by-step' }) }}
          onDismiss={dismiss}
        >
          {words.clockAdvice}
        </Banner>
      );
    case 'clock-measured': {
      const { offsetSeconds, corrected } = notice;
      const duration = shortDuration(Math.round(Math.abs(offsetSeconds)));
      return (
        <Banner
          tone="information"
          icon="clock"
          act={{ words: all.clock.set, onPress: () => go({ name: 'step-by-step' }) }}
          onDismiss={dismiss}
        >
          {all.clock.wrong(duration, offsetSeconds > 0)} {corrected ? all.clock.corrected : all.clock.notCorrected}
        </Banner>
      );
    }
    case 'storage-not-persistent':
      return (
        <Banner tone="warning" strong={words.storageNotPersistent} act={saveBackup} onDismiss={dismiss}>
          {words.storageWhy}
        </Banner>
      );
    case 'recovery-sheet-due':
      return (
        <Banner
          tone="information"
          icon="key"
          strong={isSheetUsed ? words.recoverySheetUsed : words.recoverySheetDue}
          act={{ words: words.recoverySheetAct, onPress: () => go({ name: 'recovery-sheet' }) }}
          onDismiss={dismiss}
        >
          {isSheetUsed ? words.recoverySheetUsedWhy : words.recoverySheetWhy}
        </Banner>
      );
    case 'no-backup-yet':
      return (
        <Banner tone="information" icon="backup" strong={words.noBackupYet} act={saveBackup} onDismiss={dismiss}>
          {words.noBackupWhy}
        </Banner>
      );
    case 'merged':
      return (
        <Banner tone="information" strong={words.merged} onDismiss={dismiss}>
          {words.mergedWhy}
        </Banner>
      );
  }
}
