import type { ReactElement, RefObject } from 'react';
import { useApp, useOpenState } from '../hooks/app-context.tsx';
import { useNavigation } from '../hooks/navigation.tsx';
import { useMediaQuery } from '../hooks/use-media-query.ts';
import { useWords } from '../hooks/words.tsx';
import { IconButton } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { MoreMenu } from './more-menu.tsx';

interface ListBarProps {
  readonly query: string;
  readonly onSearch: (query: string) => void;
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

/** Search, lock, more, add. */
export function ListBar({ query, onSearch, searchRef }: ListBarProps): ReactElement {
  const app = useApp();
  const words = useWords().list;
  const { accounts } = useOpenState();
  const navigation = useNavigation();
  const isNarrow = useMediaQuery('(max-width: 359px)');
  const label = words.search(accounts.length);
  return (
    <header className="bar">
      <div className="search">
        <Icon name="search" size={18} />
        <input
          ref={searchRef}
          className="search-input"
          type="search"
          aria-label={label}
          placeholder={isNarrow ? words.searchNarrow(accounts.length) : label}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          maxLength={200}
          value={query}
          onChange={(event) => onSearch(event.target.value)}
        />
      </div>
      <IconButton icon="lock" label={words.lock} onPress={() => app.session.lock('by-user')} />
      <MoreMenu />
      <IconButton icon="plus" variant="primary" label={words.add} onPress={() => navigation.go({ name: 'add' })} />
    </header>
  );
}
