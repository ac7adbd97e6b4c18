import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canRun } from '../../tools/requirements.ts';
import { oathtoolAuthenticator, otpauthAuthenticator } from './authenticators.ts';
import { inWords, tellStory } from './mail-to-case.ts';
import { startWorld } from './world.ts';
import type { World } from './world.ts';

/** As many as the whole way has scenes: fewer means that a part of it was not walked. */
const fewestPictures = 14;

let world: World;

beforeEach(async () => {
  world = await startWorld();
});

afterEach(() => world.stop());

describe.skipIf(!canRun('the story from mail to case', 'chromium', 'oathtool'))('the story from mail to case', () => {
  it.each([
    ['our authenticator', null],
    ['the arithmetic of oathtool', oathtoolAuthenticator],
    ['the arithmetic of otpauth', otpauthAuthenticator],
  ] as const)('goes from the mail to a released payment with %s', async (_, make) => {
    const told = await tellStory(world, make);
    console.log(
      `${told.authenticator}: from the mail to a case ${inWords(told.mailToCase)}; the next day ${inWords(told.nextDay)}; ${told.pictures.length} pictures`,
    );
    expect(told.pictures.length).toBeGreaterThanOrEqual(fewestPictures);
    const kinds = (await world.service.services.audit.entries({ userId: world.ada.account.userId, limit: 100 })).map(
      ({ kind }) => kind,
    );
    // She signed in by what she did, and by nothing else: no wrong code, no second try.
    expect(kinds).toContain('authenticator-added');
    expect(kinds.filter((kind) => kind === 'code-accepted')).toHaveLength(2);
    expect(kinds).not.toContain('code-wrong');
    expect(kinds).not.toContain('code-replayed');
    expect((await world.mails.next('An authenticator was added to your account')).text).not.toMatch(/\b\d{6}\b/);
  });
});
