import { afterAll, beforeAll, expect, it } from 'vitest';
import { choosePassword, codeOnShow } from '../app-walk.ts';
import { canRun } from '../../tools/requirements.ts';
import type { Carried } from '../story/authenticators.ts';
import { tellFirstDay } from '../story/mail-to-case.ts';
import { startWorld, type World } from '../story/world.ts';
import { inTheWindow } from './desktop-test.ts';
import { windowProgram, type HalfminuteWindow } from './window.ts';

const hasBrowser = canRun('the story through the real window', 'chromium');

inTheWindow('the story through the real window', (desk, open) => {
  let world: World | null = null;
  let window: HalfminuteWindow;

  beforeAll(async () => {
    world = hasBrowser ? await startWorld() : null;
    window = await open();
    await choosePassword(window);
  });
  afterAll(() => world?.stop());

  it.skipIf(!hasBrowser)('goes from the mail to a case, with the account handed over by the link', async () => {
    if (world === null) {
      throw new Error('the world has begun with the suite');
    }
    let added: Carried | null = null;
    await tellFirstDay(world, {
      name: 'the native window',
      async add(carried) {
        added = carried;
        // As the browser does it, once its user has allowed that.
        await desk().run(windowProgram, carried.link);
        await window.find('text', 'Filled in from the link.');
        await window.press('Save and copy');
      },
      code: async () => codeOnShow(window, added ?? undefined),
      nextDay: async () => undefined,
    });
    const kinds = (await world.service.services.audit.entries({ userId: world.ada.account.userId, limit: 100 })).map(
      ({ kind }) => kind,
    );
    expect(kinds).toContain('authenticator-added');
    expect(kinds).not.toContain('code-wrong');
  });
});
