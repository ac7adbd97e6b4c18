import type { ReactElement } from 'react';
import { useHost } from '../hooks/app-context.tsx';
import { useNavigation } from '../hooks/navigation.tsx';
import { useWords } from '../hooks/words.tsx';
import { keyCaps, shortcutIds, shortcuts, type ShortcutId } from '../keyboard/shortcuts.ts';
import { KeyCaps } from '../parts/key-cap.tsx';
import { SubPage } from '../parts/page.tsx';

const areas = ['find', 'use', 'change', 'window'] as const;

/** B5: the shortcut table as it is, so that no key is told that does not work. */
export function AllKeysScreen(): ReactElement {
  const words = useWords();
  const { back } = useNavigation();
  return (
    <SubPage title={words.allKeys.title} onBack={back}>
      {areas.map((area) => (
        <section key={area}>
          <h2 className="panel-heading">{words.shortcuts.areas[area]}</h2>
          <dl className="key-list">
            {shortcutIds
              .filter((id) => shortcuts[id].area === area)
              .map((id) => (
                <KeyRow key={id} id={id} />
              ))}
          </dl>
        </section>
      ))}
    </SubPage>
  );
}

function KeyRow({ id }: { readonly id: ShortcutId }): ReactElement {
  const words = useWords();
  const caps = keyCaps(id, useHost());
  return (
    <div className="key-row">
      <dt>{words.shortcuts[id]}</dt>
      <dd>
        {caps.length === 0 ? (
          <span className="quiet-text">{words.shortcuts.typeAnything}</span>
        ) : (
          <KeyCaps keys={caps} />
        )}
      </dd>
    </div>
  );
}
