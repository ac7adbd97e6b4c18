import { accountStates } from './account-states.ts';
import { mailStates } from './mail-states.ts';
import { securityStates } from './security-states.ts';
import { settingUpStates } from './setting-up-states.ts';
import { signingInStates } from './signing-in-states.ts';
import type { PageState } from './state.ts';

/** Every page in every state, and every mail. */
export const pageStates: readonly PageState[] = [
  ...signingInStates,
  ...settingUpStates,
  ...accountStates,
  ...securityStates,
  ...mailStates,
];
