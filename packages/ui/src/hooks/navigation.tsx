import type { AccountId, ImportReading, NamedBytes } from '@halfminute/core';
import { createContext, use } from 'react';
import type { GivenForm } from '../account-form/pasted-form.ts';

/** The screens of an open session. `list` is the ground; the others lie on it as a stack. */
export type Screen =
  | ListScreenAddress
  | { readonly name: 'add'; readonly given?: GivenForm }
  | { readonly name: 'edit'; readonly id: AccountId; readonly show?: 'long-code' }
  | { readonly name: 'open-backup'; readonly file?: NamedBytes }
  /** `reading`: what was dropped or pasted; absent: it is chosen on the screen itself. */
  | { readonly name: 'import'; readonly reading?: ImportReading }
  | { readonly name: 'trash' }
  | { readonly name: 'settings' }
  | { readonly name: 'change-password' }
  | { readonly name: 'replace-keys' }
  | { readonly name: 'recovery-sheet' }
  | { readonly name: 'generations' }
  | { readonly name: 'export' }
  | { readonly name: 'all-keys' }
  | { readonly name: 'what-where' }
  | { readonly name: 'step-by-step' }
  | { readonly name: 'about' };

export interface ListScreenAddress {
  readonly name: 'list';
  /** The account to select and to focus on arrival. */
  readonly selected?: AccountId;
}

export interface Navigation {
  readonly screen: Screen;
  /** Lays a screen on the stack. What the screen below had typed is kept. */
  readonly go: (screen: Screen) => void;
  /** Lays a screen on the stack even where one of its kind is on top: what comes from elsewhere takes nothing away. */
  readonly lay: (screen: Screen) => void;
  /** Takes the top screen away; the focus returns to where it was. */
  readonly back: () => void;
  /** Takes everything away and shows the list, with this account selected. */
  readonly home: (selected?: AccountId) => void;
}

export const NavigationContext = createContext<Navigation | null>(null);

export function useNavigation(): Navigation {
  const value = use(NavigationContext);
  if (value === null) {
    throw new Error('useNavigation was called outside AppView');
  }
  return value;
}
