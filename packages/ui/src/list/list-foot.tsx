import type { ReactElement } from 'react';
import { useHost, useOpenState } from '../hooks/app-context.tsx';
import { useNavigation } from '../hooks/navigation.tsx';
import { useMediaQuery } from '../hooks/use-media-query.ts';
import { useWords } from '../hooks/words.tsx';
import { keyCaps } from '../keyboard/shortcuts.ts';
import { Button } from '../parts/button.tsx';
import { KeyCaps } from '../parts/key-cap.tsx';
import { shortDuration } from '../strings/durations.ts';
import { accountNames } from './account-names.ts';
import type { ListModel } from './list-model.ts';

/** What Enter does now, and when it locks. The count of a search is spoken when it changes; nothing else here is. */
export function ListFoot({ model }: { readonly model: ListModel }): ReactElement {
  const words = useWords().list;
  const host = useHost();
  const { accounts, settings } = useOpenState();
  const isNarrow = useMediaQuery('(max-width: 359px)');
  const isSearching = model.query !== '';
  const service = model.selected === null ? '' : accountNames(model.selected, words.unnamed).name;
  const lockWords = settings.lockAfterIdleSeconds === null ? null : shortDuration(settings.lockAfterIdleSeconds);
  return (
    <footer className="foot">
      <RecoverySheetMark />
      <div className="foot-line">
        <span className="foot-keys">
          <span className="foot-found" role="status">
            {isSearching ? words.footFound(model.found.length, accounts.length) : ''}
          </span>
          {isSearching && model.selected !== null ? <span aria-hidden="true">·</span> : null}
          {settings.hideCodes && !isSearching ? (
            <span className="foot-key">
              <KeyCaps keys={keyCaps('show-hidden', host)} /> {words.footShows} ·
            </span>
          ) : null}
          {model.selected === null ? null : (
            <span className="foot-key">
              <KeyCaps keys={keyCaps('copy-code', host)} />
              <span className="foot-service">{isSearching ? words.footCopiesService(service) : words.footCopies}</span>
            </span>
          )}
        </span>
        {isSearching ? (
          <span className="foot-key">
            <KeyCaps keys={keyCaps('clear-search', host)} /> {words.footClears}
          </span>
        ) : (
          <span className="foot-key">{lockWords === null ? '' : isNarrow ? lockWords : words.locksIn(lockWords)}</span>
        )}
      </div>
    </footer>
  );
}

/** Stays until the sheet is printed or saved and its last group was typed back; see the banner for the first asking. */
function RecoverySheetMark(): ReactElement | null {
  const words = useWords().notices;
  const { recoverySheet, notices } = useOpenState();
  const { go } = useNavigation();
  const isOpen = recoverySheet.status === 'due' || recoverySheet.status === 'unconfirmed';
  const isAskedAbove = notices.some((notice) => notice.kind === 'recovery-sheet-due');
  if (!isOpen || isAskedAbove) {
    return null;
  }
  return (
    <span className="foot-mark">
      <Button variant="destructive" size="row" icon="warning" onPress={() => go({ name: 'recovery-sheet' })}>
        {words.recoverySheetMark}
      </Button>
    </span>
  );
}
