import { openVault, replaceMasterKey, sealVault } from '@halfminute/vault';
import { describe, expect, it } from 'vitest';
import { createSaving } from '../src/saving.ts';
import type { Saving } from '../src/saving.ts';
import { createMemoryPlatform } from '../src/testing/index.ts';
import type { MemoryPlatform } from '../src/testing/index.ts';
import { settingsEdit, settingsOf } from '../src/settings.ts';
import { added, openDesk, PASSWORD } from './desk.ts';

const silent = {
  changed: () => undefined,
  saved: () => Promise.resolve(),
  failed: () => undefined,
  merged: () => undefined,
  lockedOut: () => undefined,
  released: () => undefined,
};

/** A vault held by nothing but the part that saves it, so that the test can keep hold of its key. */
async function heldVault(): Promise<{ saving: Saving; platform: MemoryPlatform }> {
  const desk = await openDesk();
  desk.app.dispose();
  const platform = createMemoryPlatform({ disk: desk.platform.disk, seed: 3 });
  const stored = await platform.vaultFile.read();
  if (stored === null) {
    throw new Error('There is no vault.');
  }
  const opened = await openVault(stored.bytes, { kind: 'password', password: PASSWORD }, platform);
  if (opened.outcome !== 'opened') {
    throw new Error(`Opening: ${opened.outcome}.`);
  }
  const saving = createSaving(platform, silent);
  saving.hold({ ...stored, vault: opened.vault });
  return { saving, platform };
}

describe('on lock', () => {
  it('the master key is wiped at once, where nothing is being saved', async () => {
    const { saving, platform } = await heldVault();
    const { vault } = saving.held ?? {};
    saving.release();
    expect(saving.held).toBeNull();
    if (vault !== undefined) {
      await expect(sealVault(vault, platform)).rejects.toThrow('wiped');
    }
    expect.assertions(2);
  });

  it('a save that is under way ends well, and the master key is wiped then', async () => {
    const { saving, platform } = await heldVault();
    const { vault } = saving.held ?? {};
    const save = saving.edit(settingsEdit({ theme: 'dark' }));
    saving.release();
    expect(await save).toEqual({ outcome: 'saved' });
    await saving.settled();
    if (vault !== undefined) {
      await expect(sealVault(vault, platform)).rejects.toThrow('wiped');
    }
    expect.assertions(2);
  });

  it('the secrets that the screens were handed are wiped', async () => {
    const { app } = await openDesk();
    const id = await added(app);
    const shown = app.accounts.formOf(id);
    const reading = shown === null ? null : app.accounts.readForm(shown, { editing: id });
    const secret = reading?.outcome === 'ready' ? reading.account.secret : undefined;
    expect(secret?.reveal()).toHaveLength(20);
    app.session.lock();
    expect(() => secret?.reveal()).toThrow('wiped');
  });

  it('a master key that was replaced is wiped as soon as the new one is saved', async () => {
    const { saving, platform } = await heldVault();
    const old = saving.held?.vault;
    await saving.commit((vault) => replaceMasterKey(vault, { password: PASSWORD, cost: 'standard', ...platform }));
    if (old !== undefined) {
      await expect(sealVault(old, platform)).rejects.toThrow('wiped');
    }
    expect(await saving.edit(settingsEdit({ theme: 'dark' }))).toEqual({ outcome: 'saved' });
    expect.assertions(2);
  });

  it('a master key that could not be saved is wiped, and the old one goes on', async () => {
    const { saving, platform } = await heldVault();
    let replaced: Awaited<ReturnType<typeof replaceMasterKey>> | undefined;
    platform.disk.failure = 'mid-write';
    await saving.commit(async (vault) => {
      replaced = await replaceMasterKey(vault, { password: PASSWORD, cost: 'standard', ...platform });
      return replaced;
    });
    platform.disk.failure = null;
    if (replaced !== undefined) {
      await expect(sealVault(replaced, platform)).rejects.toThrow('wiped');
    }
    expect(await saving.edit(settingsEdit({ theme: 'dark' }))).toEqual({ outcome: 'saved' });
    expect.assertions(2);
  });
});

describe('a change that counts only once it is saved', () => {
  it('is stamped under another name than the edits that are made beside it', async () => {
    const { saving } = await heldVault();
    const names: string[] = [];
    const commit = saving.commit((vault, { replica }) => {
      names.push(replica);
      return vault;
    });
    await saving.edit((document, { replica }) => {
      names.push(replica);
      return document;
    });
    await commit;
    expect(new Set(names).size).toBe(2);
  });

  it('keeps an edit that is made while it is being made', async () => {
    const { saving } = await heldVault();
    let edit: Promise<unknown> = Promise.resolve();
    await saving.commit((vault) => {
      edit = saving.edit(settingsEdit({ theme: 'dark' }));
      return vault;
    });
    expect(saving.held && settingsOf(saving.held.vault.document).theme).toBe('dark');
    expect(await edit).toEqual({ outcome: 'saved' });
  });
});
