import { describe, expect, it } from 'vitest';
import { added, openDesk, openState, RFC_SECRET, secondDesk, services } from './desk.ts';
import { fail, found, imported, link, OTHER, THIRD } from './imports.ts';

describe('taking an import back', () => {
  it('moves it all into the trash in one act, after a restart and from another computer, and leaves the rest', async () => {
    const first = await openDesk();
    await added(first.app, { service: 'Mine' });
    const id = await imported(first.app);
    const { app } = await secondDesk(first);
    expect(openState(app).imports).toMatchObject([{ id, liveCount: 2 }]);
    expect(await app.imports.undo(id)).toEqual({ outcome: 'saved' });
    expect(services(app)).toEqual(['Mine']);
    expect(openState(app).trash).toHaveLength(2);
    expect(openState(app).imports).toMatchObject([{ id, liveCount: 0, undoneCount: 2 }]);
  });

  it('takes edited accounts too, with their edits, and can be taken back itself', async () => {
    const { app, platform } = await openDesk();
    const id = await imported(app);
    const [alder, beech] = openState(app).accounts;
    await app.accounts.edit(alder?.id ?? fail(), { note: 'mine now' });
    await app.accounts.remove(beech?.id ?? fail());
    platform.clock.advance(5_000);
    await app.imports.undo(id);
    expect(services(app)).toEqual([]);
    expect(openState(app).imports).toMatchObject([{ undoneCount: 1 }]);
    await app.imports.putBack(id);
    expect(openState(app).accounts).toMatchObject([{ issuer: 'Alder', note: 'mine now' }]);
    // What was deleted by hand before stays deleted.
    expect(openState(app).trash.map(({ issuer }) => issuer)).toEqual(['Beech']);
    expect(openState(app).imports).toMatchObject([{ liveCount: 1, undoneCount: 0 }]);
  });

  it('once more, after some were put back by hand, is put back whole', async () => {
    const { app, platform } = await openDesk();
    const id = await imported(app);
    await app.imports.undo(id);
    platform.clock.advance(5_000);
    await app.accounts.putBack(openState(app).trash[0]?.id ?? fail());
    await app.imports.undo(id);
    expect(openState(app).imports).toMatchObject([{ liveCount: 0, undoneCount: 2 }]);
    await app.imports.putBack(id);
    expect(services(app)).toEqual(['Alder', 'Beech']);
  });

  it("in the second in which it was made leaves in the trash what lay in the other program's bin", async () => {
    const { app } = await openDesk();
    const item = (name: string, deletedDate: string | null) => ({
      type: 1,
      name,
      deletedDate,
      login: { username: 'ada', totp: name === 'Alder' ? OTHER : THIRD },
    });
    const items = [item('Alder', null), item('Beech', '2026-01-01')];
    const list = await found(app, JSON.stringify({ encrypted: false, items }));
    const accepted = await list.accept(new Set([0, 1]));
    const id = accepted.outcome === 'imported' ? accepted.importId : fail();
    await app.imports.undo(id);
    await app.imports.putBack(id);
    expect(services(app)).toEqual(['Alder']);
    expect(openState(app).trash.map(({ issuer }) => issuer)).toEqual(['Beech']);
  });

  it('does nothing for an import that is not known, and forgets one of which nothing is left', async () => {
    const { app } = await openDesk();
    expect(await app.imports.undo('f'.repeat(32))).toEqual({ outcome: 'saved' });
    const id = await imported(app);
    await app.imports.undo(id);
    await app.accounts.emptyTrash();
    expect(openState(app).imports).toEqual([]);
    expect(await app.imports.putBack(id)).toEqual({ outcome: 'saved' });
  });

  it('is what Undo takes back, until something else was done', async () => {
    const { app } = await openDesk();
    const id = await imported(app);
    expect(openState(app).undoable).toEqual({ act: 'import', importId: id, count: 2 });
    await app.accounts.undo();
    expect(services(app)).toEqual([]);
    expect(openState(app).undoable).toBeNull();
    await app.imports.putBack(id);
    expect(services(app)).toEqual(['Alder', 'Beech']);
    const again = await imported(app, `${link('Cedar', RFC_SECRET)}\n${link('Cedar', RFC_SECRET, '&digits=8')}`);
    await app.imports.undo(again);
    expect(openState(app).undoable).toBeNull();
  });

  it('tells of the newest first', async () => {
    const { app, platform } = await openDesk();
    await imported(app, `${link('Alder', OTHER)}\nhello\n${link('Beech', THIRD)}`);
    platform.clock.advance(60_000);
    await imported(app, `${link('Cedar', RFC_SECRET)}\n${link('Cedar', RFC_SECRET, '&digits=8')}`);
    expect(openState(app).imports.map(({ count }) => count)).toEqual([2, 2]);
    const [first, second] = openState(app).imports;
    expect((first?.unixSeconds ?? 0) - (second?.unixSeconds ?? 0)).toBe(60);
  });
});
