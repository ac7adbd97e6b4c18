/** @jsxImportSource hono/jsx */
import type { Child, PropsWithChildren } from 'hono/jsx';
import type { IconName } from '@halfminute/theme';
import { safeUrl } from '../safe-url.ts';
import { Icon } from './icon.tsx';

/** The sentence under the title. */
export function Lead({ children }: PropsWithChildren) {
  return <p class="lead">{children}</p>;
}

export function Text({ children }: PropsWithChildren) {
  return <p class="text">{children}</p>;
}

export function Small({ children }: PropsWithChildren) {
  return <p class="small">{children}</p>;
}

/** What is so, in a box: something was done (`soft`), or something needs care (`warn`). */
export function Notice({
  kind,
  icon,
  children,
}: PropsWithChildren<{ readonly kind: 'soft' | 'warn'; readonly icon: IconName }>) {
  return (
    <div class={`notice ${kind}`} role={kind === 'warn' ? 'alert' : 'status'}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  );
}

/** The one line at the end of a pop-up: two links at most, each `null` where it does not apply. */
export function QuietLine({ left, right }: { readonly left?: Child; readonly right?: Child }) {
  return (
    <div class="quiet-line">
      <span>{left}</span>
      <span>{right}</span>
    </div>
  );
}

export function QuietLink({ to, children }: PropsWithChildren<{ readonly to: string }>) {
  return (
    <a class="quiet-link" href={safeUrl(to)}>
      {children}
    </a>
  );
}

export function Steps({ steps }: { readonly steps: readonly Child[] }) {
  return (
    <ol class="steps">
      {steps.map((step) => (
        <li>{step}</li>
      ))}
    </ol>
  );
}
