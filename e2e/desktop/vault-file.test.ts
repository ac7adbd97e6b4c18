import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { runHalfminute } from '../../apps/cli/test/run-halfminute.ts';
import { addAccount, choosePassword, codeOnShow, fillAddForm, password, tryPassword } from '../app-walk.ts';
import { until } from './desk.ts';
import { inTheWindow } from './desktop-test.ts';
import { windowNamed } from './keys.ts';
import type { HalfminuteWindow } from './window.ts';

const harbour = { service: 'Harbour', user: 'ada', code: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' };
/** Each with a long code of its own: one that is there already would not be saved. */
const saved = (n: number) => ({ service: `Service ${n}`, user: 'ada', code: codeOf('A', n) });
const halfDone = (n: number) => ({ service: `Half done ${n}`, user: 'ada', code: codeOf('B', n) });

/** What a save puts beside the vault, in this order; docs/vault-format.md, "Beside the file". */
const lock = /\.lock$/u;
const draft = /\.[0-9a-f]{16}\.tmp$/u;
const generation = /\.bak$/u;
/** When a kill comes: as soon as one of these is there. */
const moments = [lock, draft, generation] as const;
/** On a fast disk a save may be over before the kill that was meant for it. */
const mostKills = 15;

inTheWindow('the vault file under the window', (desk, open) => {
  let window: HalfminuteWindow;
  const beside = (): string[] =>
    readdirSync(dirname(desk().vaultPath)).filter((name) => name !== basename(desk().vaultPath));

  beforeAll(async () => {
    window = await open();
    await choosePassword(window);
    await addAccount(window);
  });

  it('is the command line’s at the same time: neither loses what the other saved', async () => {
    const added = await runHalfminute(
      ['add', '--service', harbour.service, '--user', harbour.user, '--password-stdin'],
      {
        input: `${password}\n${harbour.code}\n`,
        env: { ...desk().environment },
      },
    );
    expect(added).toMatchObject({ exitCode: 0 });
    expect(await codeOnShow(window, harbour)).toMatch(/^\d{6}$/u);
    await addAccount(window, saved(0));
    const listed = await runHalfminute(['list', '--password-stdin'], {
      input: `${password}\n`,
      env: { ...desk().environment },
    });
    for (const name of ['Exizent', harbour.service, 'Service 0']) {
      expect(listed.stdout).toContain(name);
    }
  });

  it('is whole after a kill in the middle of a save, with everything that was said to be saved', async () => {
    let kills = 0;
    let landed = 0;
    while (kills < moments.length || (landed === 0 && kills < mostKills)) {
      const moment = moments[kills % moments.length] ?? lock;
      kills += 1;
      // It breaks the lock and sweeps the draft that the kill before left, too.
      await addAccount(window, saved(kills));
      await until('nothing is left of a save', () => !beside().some((name) => lock.test(name) || draft.test(name)));
      await fillAddForm(window, halfDone(kills));
      await killAtFirst(moment);
      // A save lets go of its lock at its very end: whoever left one was in the middle of it.
      landed += beside().some((name) => lock.test(name)) ? 1 : 0;
      window = await open();
      await tryPassword(window);
      for (const account of [harbour, ...Array.from({ length: kills + 1 }, (_, n) => saved(n))]) {
        await codeOnShow(window, account);
      }
    }
    expect(landed, `kills of ${kills} that came inside a save`).toBeGreaterThan(0);
  }, 600_000);

  /** Presses "Save and copy", and kills the program as soon as a new file of this name lies beside the vault, or the save is nearly over. */
  async function killAtFirst(name: RegExp): Promise<void> {
    const { processId } = window.driver;
    const before = new Set(beside());
    const isThere = (): boolean =>
      beside().some((file) => !before.has(file) && (name.test(file) || generation.test(file)));
    const endMs = Date.now() + 20_000;
    // Whoever waits for the answer to the click misses the save; a program that is dead gives none.
    window.press('Save and copy').catch(() => null);
    while (!isThere()) {
      expect(Date.now(), 'the save has begun').toBeLessThan(endMs);
      await nextTurn();
    }
    process.kill(processId, 'SIGKILL');
    await until('the program is dead', () => !existsSync(`/proc/${processId}`));
  }
});

inTheWindow('a change that cannot be saved', (desk, open) => {
  it('is asked about at each close, and lost only by the button that says so', async () => {
    const window = await open();
    await choosePassword(window);
    await addAccount(window);
    writeFileSync(desk().vaultPath, 'somebody else');
    await addAccount(window, harbour);
    await window.find('button', 'Save a backup');
    const id = await windowNamed(desk(), 'Halfminute');
    const { processId } = window.driver;
    for (const time of ['first', 'second', 'third']) {
      // oxlint-disable no-await-in-loop -- one close after the other
      await desk().run('wmctrl', '-i', '-c', id);
      await window.find('heading', 'Your last change is not saved');
      // The answer of the page to this very close.
      await sleep(1000);
      expect(existsSync(`/proc/${processId}`), time).toBe(true);
      // oxlint-enable no-await-in-loop
    }
    await window.press('Stay');
    await until('nothing is asked', async () => !(await window.sees('heading', 'Your last change is not saved')));
    await desk().run('wmctrl', '-i', '-c', id);
    await window.press('End and lose the change');
    await until('the program has ended', () => !existsSync(`/proc/${processId}`));
    expect(readFileSync(desk().vaultPath, 'utf8')).toBe('somebody else');
  });
});

function codeOf(stem: 'A' | 'B', n: number): string {
  return `KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZ${stem}${'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[n]}`;
}
