import { addDeviceSlot, checkPassword, hasSlot, removeSlot } from '@halfminute/vault';
import type { OpenVault, VaultHeader } from '@halfminute/vault';
import type { ThisComputer, ThisComputerOutcome } from './app-desk.ts';
import type { KeyActs } from './app.ts';
import { inBackground } from './in-background.ts';
import { createKeyring, KeyringFailure } from './keyring.ts';
import type { Platform } from './platform.ts';
import type { RulesInForce } from './policy/rules-in-force.ts';
import type { Saving } from './saving.ts';

/** "Unlock with this computer": a device slot in the vault, and its key in the keyring of this computer. */
export interface ThisComputerWay {
  /** What was found out last. */
  readonly standing: ThisComputer;
  readonly offered: boolean;
  /** Finds out in the background whether the keyring knows one of these slots, where that is not known yet. */
  look(header: VaultHeader): void;
  /** The keys that may open the vault. null: the keyring did not answer. Wipe them after use. */
  keysFor(header: VaultHeader): Promise<readonly Uint8Array[] | null>;
  /** Slots were dropped together with their master key: the keyring need not keep their keys. Best effort. */
  dropped(slotIds: readonly string[]): void;
  readonly acts: Pick<KeyActs, 'addThisComputer' | 'removeThisComputer'>;
}

export interface ThisComputerNeed {
  readonly platform: Platform;
  readonly saving: Saving;
  readonly rules: RulesInForce;
  /** The standing is another one. */
  changed(): void;
}

export function deviceSlotIds({ slots }: VaultHeader): readonly string[] {
  return slots.flatMap((slot) => (slot.kind === 'device-key' ? [slot.id] : []));
}

export function createThisComputer({ platform, saving, rules, changed }: ThisComputerNeed): ThisComputerWay {
  const keyring = createKeyring(platform);
  const allowed = rules.allowsSlot('device-key');
  let standing: ThisComputer = 'absent';
  /** The slots that were asked about last. */
  let asked = '';
  let askedSoFar = 0;

  function found(next: ThisComputer): void {
    if (next !== standing) {
      standing = next;
      changed();
    }
  }

  /** The slots whose keys are here. Throws {@link KeyringFailure}. */
  async function slotsHere(header: VaultHeader): Promise<readonly string[]> {
    const here: string[] = [];
    for (const slotId of deviceSlotIds(header)) {
      // oxlint-disable-next-line no-await-in-loop -- a keyring that asks its user should ask once
      const key = await keyring.read(slotId);
      if (key !== null) {
        key.fill(0);
        here.push(slotId);
      }
    }
    return here;
  }

  async function ask(header: VaultHeader): Promise<void> {
    askedSoFar += 1;
    const question = askedSoFar;
    const answer = await slotsHere(header).then(
      (here): ThisComputer => (here.length > 0 ? 'present' : 'absent'),
      (): ThisComputer => 'unavailable',
    );
    // A later question knows better.
    if (question === askedSoFar) {
      found(answer);
    }
  }

  function look(header: VaultHeader): void {
    const slotIds = allowed && keyring.isThere ? deviceSlotIds(header).join() : '';
    // Also where it did not answer: a keyring that asks its user for a password should not do so at each save.
    if (slotIds === asked) {
      return;
    }
    asked = slotIds;
    if (slotIds === '') {
      askedSoFar += 1;
      found('absent');
    } else {
      inBackground(ask(header));
    }
  }

  /** Asks again, whatever is known. */
  function lookAnew(): void {
    asked = '?';
    if (saving.held !== null) {
      look(saving.held.vault.header);
    }
  }

  async function add(): Promise<ThisComputerOutcome> {
    let written: string | null = null;
    const takeBack = async (): Promise<void> => {
      if (written !== null) {
        await keyring.removeIfPossible(written);
        written = null;
      }
    };
    const save = await saving
      .commit(async (vault) => {
        // Of an attempt that met somebody else's save.
        await takeBack();
        const made = await addDeviceSlot(vault, platform);
        try {
          written = made.slotId;
          await keyring.keep(made.slotId, made.deviceKey);
        } finally {
          made.deviceKey.fill(0);
        }
        return made.vault;
      })
      .catch(unanswered);
    if (save.outcome !== 'saved') {
      await takeBack();
      return save;
    }
    return { outcome: 'changed' };
  }

  async function remove(vault: OpenVault): Promise<ThisComputerOutcome> {
    const here = await slotsHere(vault.header).catch(unanswered);
    if ('outcome' in here) {
      return here;
    }
    if (here.length === 0) {
      return { outcome: 'changed' };
    }
    const save = await saving.commit((newest) => here.reduce((rest, slotId) => removeSlot(rest, slotId), newest));
    if (save.outcome !== 'saved') {
      return save;
    }
    await Promise.all(here.map(async (slotId) => keyring.removeIfPossible(slotId)));
    return { outcome: 'changed' };
  }

  return {
    get standing() {
      return standing;
    },
    offered: allowed && keyring.isThere,
    look,
    async keysFor(header) {
      const keys: Uint8Array[] = [];
      try {
        for (const slotId of allowed ? deviceSlotIds(header) : []) {
          // oxlint-disable-next-line no-await-in-loop -- as above
          const key = await keyring.read(slotId);
          keys.push(...(key === null ? [] : [key]));
        }
      } catch (error) {
        unanswered(error);
        if (keys.length === 0) {
          found('unavailable');
          return null;
        }
      }
      found(keys.length > 0 ? 'present' : 'absent');
      return keys;
    },
    dropped(slotIds) {
      for (const slotId of slotIds) {
        inBackground(keyring.removeIfPossible(slotId));
      }
    },
    acts: {
      async addThisComputer({ password }) {
        if (saving.held === null) {
          return { outcome: 'locked-out' };
        }
        const { header } = saving.held.vault;
        // Never the only way in: keyrings are lost with their computers.
        if (!allowed || !hasSlot(header, 'password')) {
          return { outcome: 'not-allowed' };
        }
        if (password !== undefined && !(await checkPassword(header, password, platform))) {
          return { outcome: 'wrong-password' };
        }
        const here = await slotsHere(header).catch(unanswered);
        if ('outcome' in here) {
          return here;
        }
        const outcome = here.length > 0 ? ({ outcome: 'changed' } as const) : await add();
        lookAnew();
        return outcome;
      },
      async removeThisComputer() {
        if (saving.held === null) {
          return { outcome: 'locked-out' };
        }
        const outcome = await remove(saving.held.vault);
        lookAnew();
        return outcome;
      },
    },
  };
}

function unanswered(error: unknown): { readonly outcome: 'keychain-unanswered' } {
  if (error instanceof KeyringFailure) {
    return { outcome: 'keychain-unanswered' };
  }
  throw error;
}
