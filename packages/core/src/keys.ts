import {
  addRecoverySlot,
  changePassword,
  checkPassword,
  formatRecoveryKey,
  hasSlot,
  replaceMasterKey,
} from '@halfminute/vault';
import type { Argon2Cost, PasswordSlotRequest } from '@halfminute/vault';
import type { KeyActs, KeyOutcome, SaveOutcome } from './app.ts';
import type { VaultChange } from './held-vault.ts';
import type { Platform } from './platform.ts';
import type { RulesInForce } from './policy/rules-in-force.ts';
import { sheetConfirmed, sheetDueAnew, sheetMade, sheetPutOff, wasSheetConfirmed } from './recovery-sheet.ts';
import type { Saving } from './saving.ts';
import { deviceSlotIds } from './this-computer.ts';
import type { ThisComputerWay } from './this-computer.ts';

export interface KeysNeed {
  readonly platform: Platform;
  readonly saving: Saving;
  readonly rules: RulesInForce;
  readonly thisComputer: ThisComputerWay;
  readonly cost: Argon2Cost;
}

export interface Keys {
  readonly acts: KeyActs;
  /** Whether a new password has to be chosen before anything else. */
  readonly newPasswordDue: boolean;
  /** The codes were opened with the recovery key. */
  openedWithRecoveryKey(): void;
  /** On lock. */
  forget(): void;
}

export function createKeys({ platform, saving, rules, thisComputer, cost }: KeysNeed): Keys {
  let newPasswordDue = false;
  /** The last group of the sheet on show; null: none was made since the codes were opened. */
  let lastGroupShown: string | null = null;
  /** Slots that go with the master key which is being replaced. */
  let slotsDropped: readonly string[] = [];

  function keyringCleared(): void {
    thisComputer.dropped(slotsDropped);
    slotsDropped = [];
  }

  function slotRequest(password: string): PasswordSlotRequest {
    return { password, cost, deriveKey: platform.deriveKey, randomBytes: platform.randomBytes };
  }

  async function isPassword(password: string): Promise<boolean> {
    return saving.held !== null && checkPassword(saving.held.vault.header, password, platform);
  }

  /** Refuses, or makes the change if `current` is the password. */
  async function withPassword(
    request: { readonly current: string; readonly next: string },
    change: VaultChange,
    adopted?: () => void,
  ): Promise<KeyOutcome> {
    if (saving.held === null) {
      return { outcome: 'locked-out' };
    }
    if (rules.isPasswordTooShort(request.next)) {
      return { outcome: 'too-short', leastLength: rules.passwordMinLength };
    }
    if (!(await isPassword(request.current))) {
      return { outcome: 'wrong-password' };
    }
    return changedIfSaved(await saving.commit(change, adopted));
  }

  const freshMasterKey =
    (password: string): VaultChange =>
    async (vault, context) => {
      const replaced = await replaceMasterKey(vault, slotRequest(password));
      slotsDropped = deviceSlotIds(vault.header);
      return { ...replaced, document: sheetDueAnew({ freshMasterKey: true })(replaced.document, context) };
    };

  const acts: KeyActs = {
    cost,
    changePassword: (request) => withPassword(request, (vault) => changePassword(vault, slotRequest(request.next))),
    replaceKeys: (request) =>
      withPassword(request, freshMasterKey(request.next), () => {
        lastGroupShown = null;
        keyringCleared();
      }),
    async setPasswordAfterRecovery({ next }) {
      if (saving.held === null) {
        return { outcome: 'locked-out' };
      }
      if (!newPasswordDue) {
        return { outcome: 'wrong-password' };
      }
      if (rules.isPasswordTooShort(next)) {
        return { outcome: 'too-short', leastLength: rules.passwordMinLength };
      }
      const save = await saving.commit(
        async (vault, context) => {
          const changed = await changePassword(vault, slotRequest(next));
          return { ...changed, document: sheetDueAnew({ freshMasterKey: false })(changed.document, context) };
        },
        () => {
          newPasswordDue = false;
        },
      );
      return changedIfSaved(save);
    },
    async makeRecoverySheet({ password }) {
      if (saving.held === null) {
        return { outcome: 'locked-out' };
      }
      if (!rules.allowsSlot('recovery-key')) {
        return { outcome: 'not-allowed' };
      }
      const needsFreshKey = wasSheetConfirmed(saving.held.vault.document);
      if (needsFreshKey && password === undefined) {
        return { outcome: 'password-needed' };
      }
      if (needsFreshKey && password !== undefined && !(await isPassword(password))) {
        return { outcome: 'wrong-password' };
      }
      let made: SheetMade = { groups: [], madeUnixSeconds: 0, earlierPaperVoid: false };
      const save = await saving.commit(
        async (vault, context) => {
          const base = needsFreshKey && password !== undefined ? await freshMasterKey(password)(vault, context) : vault;
          const { vault: withSlot, recoveryKey } = await addRecoverySlot(base, platform);
          made = {
            groups: formatRecoveryKey(recoveryKey),
            madeUnixSeconds: context.unixSeconds,
            earlierPaperVoid: hasSlot(vault.header, 'recovery-key'),
          };
          return { ...withSlot, document: sheetMade(withSlot.document, context) };
        },
        () => {
          lastGroupShown = made.groups.at(-1) ?? null;
          if (needsFreshKey) {
            keyringCleared();
          }
        },
      );
      if (save.outcome !== 'saved') {
        return save;
      }
      return { outcome: 'made', ...made };
    },
    async confirmRecoverySheet({ lastGroup }) {
      if (saving.held === null) {
        return { outcome: 'locked-out' };
      }
      if (lastGroupShown === null || plain(lastGroup) !== lastGroupShown) {
        return { outcome: 'differs' };
      }
      const save = await saving.edit(sheetConfirmed);
      return save.outcome === 'saved' ? { outcome: 'confirmed' } : save;
    },
    remindTomorrow: () => saving.edit(sheetPutOff),
    ...thisComputer.acts,
  };

  return {
    acts,
    get newPasswordDue() {
      return newPasswordDue;
    },
    openedWithRecoveryKey() {
      newPasswordDue = true;
    },
    forget() {
      newPasswordDue = false;
      lastGroupShown = null;
    },
  };
}

interface SheetMade {
  readonly groups: readonly string[];
  readonly madeUnixSeconds: number;
  readonly earlierPaperVoid: boolean;
}

function changedIfSaved(save: SaveOutcome): KeyOutcome {
  return save.outcome === 'saved' ? { outcome: 'changed' } : save;
}

/** As it is printed: capitals, nothing between them. */
function plain(typed: string): string {
  return typed.replace(/[\s-]/gu, '').toUpperCase();
}
