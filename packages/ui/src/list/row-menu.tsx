import type { Account } from '@halfminute/core';
import type { IconName } from '@halfminute/theme';
import type { ReactElement, RefObject } from 'react';
import { Menu, MenuItem, Popover, Separator, Text } from 'react-aria-components';
import { useHost } from '../hooks/app-context.tsx';
import { useWords } from '../hooks/words.tsx';
import { keyCaps, type ShortcutId } from '../keyboard/shortcuts.ts';
import { Icon } from '../parts/icon.tsx';
import { MenuKeys } from '../parts/key-cap.tsx';
import { accountNames } from './account-names.ts';

interface MenuEntry {
  readonly id: ShortcutId;
  readonly icon: IconName;
  readonly words: string;
  readonly isDestructive?: boolean;
}

interface RowMenuProps {
  readonly account: Account;
  /** Codes are hidden until asked: then asking is among the acts. */
  readonly hiding: 'hidden' | 'shown' | 'off';
  readonly triggerRef: RefObject<Element | null>;
  readonly onAct: (act: ShortcutId) => void;
  readonly onClose: () => void;
}

/** A8: what can be done with an account, each with its key. The acts are the shortcuts themselves. */
export function RowMenu({ account, hiding, triggerRef, onAct, onClose }: RowMenuProps): ReactElement {
  const words = useWords().list;
  const label = words.rowMenu(accountNames(account, words.unnamed).name);
  const entries = useEntries(account, hiding);
  return (
    <Popover
      className="menu-popover"
      data-overlay=""
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) {
          onClose();
        }
      }}
      triggerRef={triggerRef}
      aria-label={label}
      placement="bottom end"
      offset={4}
    >
      <Menu className="menu" aria-label={label} autoFocus="first" onClose={onClose}>
        {entries.map((entry) => (
          <RowMenuItem key={entry.id} entry={entry} onAct={onAct} />
        ))}
        <Separator className="menu-separator" />
        <RowMenuItem
          entry={{ id: 'delete', icon: 'trash', words: words.menu.delete, isDestructive: true }}
          onAct={onAct}
        />
      </Menu>
    </Popover>
  );
}

interface RowMenuItemProps {
  readonly entry: MenuEntry;
  readonly onAct: (act: ShortcutId) => void;
}

function RowMenuItem({ entry, onAct }: RowMenuItemProps): ReactElement {
  const host = useHost();
  return (
    <MenuItem
      id={entry.id}
      textValue={entry.words}
      className={entry.isDestructive === true ? 'menu-item menu-item-destructive' : 'menu-item'}
      onAction={() => onAct(entry.id)}
    >
      <Icon name={entry.icon} size={18} />
      <Text slot="label" className="menu-item-words">
        {entry.words}
      </Text>
      <MenuKeys keys={keyCaps(entry.id, host)} />
    </MenuItem>
  );
}

function useEntries(account: Account, hiding: RowMenuProps['hiding']): readonly MenuEntry[] {
  const { menu } = useWords().list;
  const copy: MenuEntry = { id: 'copy-code', icon: 'copy', words: menu.copy };
  const second: MenuEntry =
    account.kind === 'hotp'
      ? { id: 'next-counter-code', icon: 'next', words: menu.nextCounter }
      : { id: 'copy-next-code', icon: 'next', words: menu.copyNext };
  const show: readonly MenuEntry[] =
    hiding === 'off'
      ? []
      : [
          hiding === 'hidden'
            ? { id: 'show-hidden', icon: 'eye', words: menu.show }
            : { id: 'show-hidden', icon: 'eye-off', words: menu.hide },
        ];
  return [
    copy,
    second,
    ...show,
    account.favourite
      ? { id: 'favourite', icon: 'star', words: menu.removeFavourite }
      : { id: 'favourite', icon: 'star', words: menu.addFavourite },
    { id: 'edit', icon: 'edit', words: menu.edit },
    { id: 'show-long-code', icon: 'key', words: menu.showCode },
  ];
}
