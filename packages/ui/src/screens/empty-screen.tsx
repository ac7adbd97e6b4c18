import type { IconName } from '@halfminute/theme';
import { useEffect, useRef, type ReactElement, type Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useApp, useOpenState } from '../hooks/app-context.tsx';
import { useIsOnTop } from '../hooks/layer.tsx';
import { useNavigation } from '../hooks/navigation.tsx';
import { useScreenScan } from '../hooks/use-screen-scan.ts';
import { useWords } from '../hooks/words.tsx';
import { useShortcuts } from '../keyboard/use-shortcuts.ts';
import { MoreMenu } from '../list/more-menu.tsx';
import { Notices } from '../list/notices.tsx';
import { useAccountActs } from '../list/use-account-acts.ts';
import { IconButton } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { ScanNotice } from '../parts/picture-sources.tsx';

/** Nothing added yet: three ways to add, and nothing else. Where there is a trash, the way to it too. */
export function EmptyScreen(): ReactElement {
  const words = useWords();
  const { go } = useNavigation();
  const { trash } = useOpenState();
  const acts = useAccountActs();
  const scanning = useScreenScan();
  const typeRef = useFocusOnArrival();
  useShortcuts({ undo: acts.undo, 'all-keys': () => go({ name: 'all-keys' }) });
  return (
    <main className="page empty">
      {trash.length === 0 ? null : <EmptyBar />}
      <Notices />
      <div className="empty-middle">
        <h1 className="page-title">{words.empty.title}</h1>
        <p className="page-text">{scanning.isOffered ? words.empty.textWithScan : words.empty.text}</p>
        <div className="empty-ways">
          {scanning.isOffered ? (
            <>
              <Way
                icon="scan"
                title={words.scan.title}
                hint={scanning.isSlow ? words.scan.looking : words.scan.hint}
                onPress={scanning.scan}
              />
              <ScanNotice scanning={scanning} />
            </>
          ) : null}
          <Way
            icon="paste"
            title={words.empty.paste}
            hint={words.empty.pasteHint}
            onPress={() => go({ name: 'import' })}
          />
          <Way
            icon="keyboard"
            title={words.empty.type}
            hint={words.empty.typeHint}
            onPress={() => go({ name: 'add' })}
            buttonRef={typeRef}
          />
        </div>
      </div>
    </main>
  );
}

/** Typing it in is what works for everybody, so that is where Enter leads. */
function useFocusOnArrival(): Ref<HTMLButtonElement> {
  const ref = useRef<HTMLButtonElement>(null);
  const isOnTop = useIsOnTop();
  useEffect(() => {
    if (isOnTop) {
      ref.current?.focus();
    }
  }, [isOnTop]);
  return ref;
}

interface WayProps {
  readonly icon: IconName;
  readonly title: string;
  readonly hint: string;
  readonly onPress: () => void;
  readonly buttonRef?: Ref<HTMLButtonElement>;
}

function Way({ icon, title, hint, onPress, buttonRef }: WayProps): ReactElement {
  return (
    <AriaButton className="way" onPress={onPress} {...(buttonRef === undefined ? {} : { ref: buttonRef })}>
      <span className="way-icon">
        <Icon name={icon} />
      </span>
      <span className="way-words">
        <span className="way-title">{title}</span>
        <span className="way-hint">{hint}</span>
      </span>
    </AriaButton>
  );
}

function EmptyBar(): ReactElement {
  const app = useApp();
  const words = useWords().list;
  return (
    <header className="empty-bar">
      <IconButton icon="lock" label={words.lock} onPress={() => app.session.lock('by-user')} />
      <MoreMenu />
    </header>
  );
}
