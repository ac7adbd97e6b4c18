/** @jsxImportSource hono/jsx */
import type { Child, PropsWithChildren } from 'hono/jsx';
import type { IconName } from '@halfminute/theme';
import type { Form } from '../page.ts';
import { safeUrl } from '../safe-url.ts';
import type { View } from '../view.ts';
import { Icon } from './icon.tsx';

/** Every form posts and carries its token; nothing changes by a link. */
export function PostForm({
  form,
  children,
  kind,
}: PropsWithChildren<{ readonly form: Form; readonly kind?: 'inline' }>) {
  return (
    <form method="post" action={safeUrl(form.action)} class={kind === 'inline' ? 'inline' : 'stack'}>
      <input type="hidden" name="csrf" value={form.csrf} />
      {Object.entries(form.fields ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

/** `primary` once a screen; `danger` for the last step of what cannot be undone; `quiet` looks like a link and acts. */
export function Button({
  kind,
  children,
  icon,
  name,
  value,
  label,
}: PropsWithChildren<{
  readonly kind: 'primary' | 'plain' | 'danger' | 'quiet' | 'small';
  readonly icon?: IconName;
  readonly name?: string;
  readonly value?: string;
  /** Where the words on it are not enough for whoever does not see what stands beside it. */
  readonly label?: string;
}>) {
  return (
    <button type="submit" class={`button ${kind}`} name={name} value={value} aria-label={label}>
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
    </button>
  );
}

export function ButtonLink({
  to,
  kind,
  children,
}: PropsWithChildren<{ readonly to: string; readonly kind: 'primary' | 'plain' | 'quiet' }>) {
  return (
    <a class={`button ${kind}`} href={safeUrl(to)}>
      {children}
    </a>
  );
}

/** What is wrong, in one sentence, spoken when the page comes and tied to its field. */
function Wrong({ id, children }: PropsWithChildren<{ readonly id?: string }>) {
  return (
    <p class="wrong" id={id} role="alert">
      <Icon name="warning" />
      <span>{children}</span>
    </p>
  );
}

interface FieldProps {
  readonly name: string;
  readonly label: Child;
  readonly error?: Child | null;
  readonly hint?: Child;
  /** Exactly one field of a page takes the focus when it opens. */
  readonly focus?: boolean;
}

/** The attributes that tie a field to its hint and its error. */
function tiesOf({ name, error, hint }: Pick<FieldProps, 'name' | 'error' | 'hint'>) {
  const isWrong = error !== undefined && error !== null;
  const described = [isWrong ? `${name}-wrong` : '', hint === undefined ? '' : `${name}-hint`].filter(
    (id) => id !== '',
  );
  return {
    id: name,
    name,
    'aria-invalid': isWrong ? ('true' as const) : undefined,
    'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
  };
}

function FieldFrame({ name, label, error, hint, children }: PropsWithChildren<FieldProps>) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {children}
      {error === undefined || error === null ? null : <Wrong id={`${name}-wrong`}>{error}</Wrong>}
      {hint === undefined ? null : (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

export function TextField({
  value,
  autocomplete,
  isCode = false,
  isRequired = true,
  ...field
}: FieldProps & {
  readonly value?: string;
  readonly autocomplete: 'username' | 'off';
  /** Of letters and figures that no dictionary knows. */
  readonly isCode?: boolean;
  readonly isRequired?: boolean;
}) {
  return (
    <FieldFrame {...field}>
      <input
        {...tiesOf(field)}
        type="text"
        class={isCode ? 'long-code' : undefined}
        value={value}
        autocomplete={autocomplete}
        autocapitalize={isCode ? 'characters' : 'none'}
        spellcheck={false}
        required={isRequired}
        autofocus={field.focus}
      />
    </FieldFrame>
  );
}

/** One field, never six boxes: what is pasted or filled in stands in it whole (WCAG 2.2, 3.3.8). The server reads blanks away. */
export function CodeField({
  placeholder,
  ...field
}: Omit<FieldProps, 'name'> & { readonly placeholder?: string | undefined }) {
  const named = { ...field, name: 'code' };
  return (
    <FieldFrame {...named}>
      <input
        {...tiesOf(named)}
        type="text"
        class="one-time-code"
        inputmode="numeric"
        autocomplete="one-time-code"
        autocapitalize="none"
        spellcheck={false}
        placeholder={placeholder}
        required
        autofocus={field.focus}
      />
    </FieldFrame>
  );
}

export function PasswordField({
  autocomplete,
  view,
  ...field
}: FieldProps & { readonly autocomplete: 'current-password' | 'new-password'; readonly view: View }) {
  const { words } = view;
  return (
    <FieldFrame {...field}>
      <div class="with-eye">
        <input
          {...tiesOf(field)}
          type="password"
          autocomplete={autocomplete}
          autocapitalize="none"
          spellcheck={false}
          required
          autofocus={field.focus}
        />
        {/* Works by script alone, which takes the `hidden` away. */}
        <button
          type="button"
          class="eye"
          hidden
          data-eye={field.name}
          aria-label={words.say('password-show')}
          data-hide={words.say('password-hide')}
        >
          <Icon name="eye" />
          <Icon name="eye-off" />
        </button>
      </div>
    </FieldFrame>
  );
}

/** For password managers, which keep a new password under the name that stands in the same form. Not sent. */
export function UserNameForManagers({ user }: { readonly user: string }) {
  return (
    <input type="text" class="unseen" autocomplete="username" value={user} readonly tabindex={-1} aria-hidden="true" />
  );
}

export function CheckBox({
  name,
  isTicked,
  children,
}: PropsWithChildren<{ readonly name: string; readonly isTicked: boolean }>) {
  return (
    <label class="check">
      <input type="checkbox" name={name} value="yes" checked={isTicked} />
      <span>{children}</span>
    </label>
  );
}
