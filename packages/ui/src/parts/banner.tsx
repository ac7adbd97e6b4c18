import type { IconName } from '@halfminute/theme';
import type { ReactElement, ReactNode } from 'react';
import { useWords } from '../hooks/words.tsx';
import { Button, IconButton } from './button.tsx';
import { Icon } from './icon.tsx';

interface BannerProps {
  readonly tone: 'warning' | 'information';
  readonly icon?: IconName;
  /** What is so, in bold. */
  readonly strong?: string;
  /** What it means. */
  readonly children?: ReactNode;
  readonly act?: { readonly words: string; readonly onPress: () => void };
  /** Absent: it cannot be put away. */
  readonly onDismiss?: () => void;
}

/** One thing that is so, under the bar or in a form. A warning is spoken at once, information when there is a pause. */
export function Banner({ tone, icon, strong, children, act, onDismiss }: BannerProps): ReactElement {
  const words = useWords();
  return (
    <div className={`banner banner-${tone}`} role={tone === 'warning' ? 'alert' : 'status'}>
      <Icon name={icon ?? (tone === 'warning' ? 'warning' : 'info')} />
      <p className="banner-words">
        {strong === undefined ? null : <strong>{strong}</strong>} {children}{' '}
        {act === undefined ? null : (
          <Button variant="link" onPress={act.onPress}>
            {act.words}
          </Button>
        )}
      </p>
      {onDismiss === undefined ? null : (
        <IconButton icon="close" label={words.common.putAway} size="row" onPress={onDismiss} />
      )}
    </div>
  );
}
