import type { IconName } from '@halfminute/theme';
import type { ReactElement } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components';
import { useHost } from '../hooks/app-context.tsx';
import { useNavigation } from '../hooks/navigation.tsx';
import { useSaveBackup } from '../hooks/save-backup.tsx';
import { useWords } from '../hooks/words.tsx';
import { keyCaps, type ShortcutId } from '../keyboard/shortcuts.ts';
import { IconButton } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { MenuKeys } from '../parts/key-cap.tsx';

/** The ways to everything that is not an account. */
export function MoreMenu(): ReactElement {
  const saveBackup = useSaveBackup();
  const words = useWords().list;
  const { go } = useNavigation();
  return (
    <MenuTrigger>
      <IconButton icon="more" label={words.more} />
      <Popover className="menu-popover" data-overlay="" placement="bottom end" offset={4}>
        <Menu className="menu">
          <Entry
            icon="settings"
            words={words.moreMenu.settings}
            shortcut="settings"
            onAct={() => go({ name: 'settings' })}
          />
          <Entry icon="trash" words={words.moreMenu.trash} onAct={() => go({ name: 'trash' })} />
          <Entry icon="import" words={words.moreMenu.import} onAct={() => go({ name: 'import' })} />
          <Entry icon="backup" words={words.moreMenu.saveBackup} onAct={() => void saveBackup()} />
          <Entry icon="help" words={words.moreMenu.stepByStep} onAct={() => go({ name: 'step-by-step' })} />
          <Entry
            icon="keyboard"
            words={words.moreMenu.allKeys}
            shortcut="all-keys"
            onAct={() => go({ name: 'all-keys' })}
          />
          <Entry icon="info" words={words.moreMenu.about} onAct={() => go({ name: 'about' })} />
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

interface EntryProps {
  readonly icon: IconName;
  readonly words: string;
  readonly shortcut?: ShortcutId;
  readonly onAct: () => void;
}

function Entry({ icon, words, shortcut, onAct }: EntryProps): ReactElement {
  const host = useHost();
  return (
    <MenuItem className="menu-item" textValue={words} onAction={onAct}>
      <Icon name={icon} size={18} />
      <Text slot="label" className="menu-item-words">
        {words}
      </Text>
      {shortcut === undefined ? null : <MenuKeys keys={keyCaps(shortcut, host)} />}
    </MenuItem>
  );
}
