import type { IconName } from '@halfminute/theme';
import type { ReactElement, ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { Icon } from './icon.tsx';

/** Primary: one a screen. Final: filled warning, only as the last step of what cannot be undone. Link: inside a sentence. */
type ButtonVariant = 'primary' | 'plain' | 'ghost' | 'destructive' | 'final' | 'link';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly variant?: ButtonVariant;
  /** 40, 32 or, inside rows, 28 high. */
  readonly size?: 'regular' | 'small' | 'row';
  readonly icon?: IconName;
  readonly fullWidth?: boolean;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button is never greyed out because a form is not ready: when pressed it puts the focus on what is missing. */
export function Button({
  variant = 'plain',
  size = 'regular',
  icon,
  fullWidth = false,
  children,
  ...rest
}: ButtonProps): ReactElement {
  const classes = ['button', `button-${variant}`, `button-${size}`, fullWidth ? 'button-full' : ''];
  return (
    <AriaButton {...rest} className={classes.filter(Boolean).join(' ')}>
      {icon === undefined ? null : <Icon name={icon} size={size === 'regular' ? 18 : 16} />}
      {children}
    </AriaButton>
  );
}

interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'aria-label'> {
  readonly icon: IconName;
  /** What it does, for the screen reader and as the tooltip. */
  readonly label: string;
  readonly variant?: 'primary' | 'quiet';
  /** 36 or, inside rows, 28. */
  readonly size?: 'regular' | 'row';
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton({
  icon,
  label,
  variant = 'quiet',
  size = 'regular',
  ...rest
}: IconButtonProps): ReactElement {
  return (
    <AriaButton {...rest} aria-label={label} className={`icon-button icon-button-${variant} icon-button-${size}`}>
      <Icon name={icon} size={size === 'regular' ? 20 : 18} />
    </AriaButton>
  );
}
