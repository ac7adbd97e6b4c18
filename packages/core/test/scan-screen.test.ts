import { describe, expect, it } from 'vitest';
import { PlatformError } from '../src/index.ts';
import { createMemoryPictures, createMemoryScreen, memoryFrame } from '../src/testing/index.ts';
import { openDesk } from './desk.ts';

const ALDER = 'otpauth://totp/Alder:ada?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Alder';
const BEECH = 'otpauth://totp/Beech:ada?secret=KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU&issuer=Beech';
const PAGE = 'https://somewhere.example';
/** Google's transfer, first of one, with one account. */
const TRANSFER = `otpauth-migration://offline?data=${encodeURIComponent(
  Buffer.from([10, 14, 10, 10, ...Buffer.from('0123456789'), 18, 0, 16, 1, 24, 1, 32, 0]).toString('base64'),
)}`;

async function deskThatSees(...frames: readonly (readonly string[])[]) {
  const seen = frames.map((codes) => memoryFrame(...codes));
  const screen = createMemoryScreen({ outcome: 'captured', frames: seen });
  const { app } = await openDesk({ pictures: createMemoryPictures(), screen });
  return { app, screen, seen };
}

describe('a look at the screen', () => {
  it('is offered only where the host can both look and read', async () => {
    const screen = createMemoryScreen({ outcome: 'captured', frames: [memoryFrame(ALDER)] });
    const pictures = createMemoryPictures();
    expect((await openDesk({ screen, pictures })).app.offers.screenScan).toBe(true);
    for (const half of [{ screen }, { pictures }, {}]) {
      // oxlint-disable-next-line no-await-in-loop -- one desk after the other
      const { app } = await openDesk(half);
      expect(app.offers.screenScan).toBe(false);
      // oxlint-disable-next-line no-await-in-loop
      expect(await app.imports.scanScreen()).toEqual({ outcome: 'unsupported' });
    }
  });

  it('brings one link to the Add form, whatever else is on the screen and however often it is shown', async () => {
    const { app } = await deskThatSees([], [PAGE, ALDER], [ALDER]);
    expect(await app.imports.scanScreen()).toEqual({ outcome: 'single', text: ALDER });
  });

  it('brings several links, or a transfer, to be compared before anything is written', async () => {
    const { app, screen } = await deskThatSees([ALDER], [BEECH]);
    const several = await app.imports.scanScreen();
    expect(several).toMatchObject({ outcome: 'found', found: { programs: ['QR codes'], fileNames: [''] } });
    expect(several.outcome === 'found' && several.found.entries.map(({ entry }) => entry.where)).toEqual([
      'QR code 1',
      'QR code 2',
    ]);
    expect(app.getState().open?.accounts).toEqual([]);
    screen.answer = { outcome: 'captured', frames: [memoryFrame(TRANSFER)] };
    expect(await app.imports.scanScreen()).toMatchObject({
      outcome: 'found',
      found: { programs: ['Google Authenticator'] },
    });
  });

  it('tells a screen without a code from one whose codes are for something else', async () => {
    const { app, screen } = await deskThatSees([], []);
    expect(await app.imports.scanScreen()).toEqual({ outcome: 'no-code' });
    screen.answer = { outcome: 'captured', frames: [memoryFrame(PAGE)] };
    expect(await app.imports.scanScreen()).toEqual({ outcome: 'no-account-code' });
  });

  it.each(['cancelled', 'not-permitted', 'unsupported'] as const)(
    'that the host answers with %s says so',
    async (outcome) => {
      const { app, screen } = await deskThatSees([ALDER]);
      screen.answer = { outcome };
      expect(await app.imports.scanScreen()).toEqual({ outcome });
    },
  );

  it('that breaks, while looking or while reading, is told as one that failed', async () => {
    const broken = (): Promise<never> => Promise.reject(new PlatformError('io', 'The display went away.'));
    const pictures = createMemoryPictures();
    const frame = memoryFrame(ALDER);
    const blind = await openDesk({ pictures, screen: { capture: broken } });
    expect(await blind.app.imports.scanScreen()).toEqual({ outcome: 'failed' });
    const illiterate = await openDesk({
      pictures: { ...pictures, readFrame: broken },
      screen: createMemoryScreen({ outcome: 'captured', frames: [frame] }),
    });
    expect(await illiterate.app.imports.scanScreen()).toEqual({ outcome: 'failed' });
    expect(frame.luma.every((byte) => byte === 0)).toBe(true);
  });

  it('keeps nothing of what it saw', async () => {
    const { app, seen } = await deskThatSees([ALDER], [PAGE]);
    await app.imports.scanScreen();
    expect(seen.flatMap(({ luma }) => Array.from(luma)).every((byte) => byte === 0)).toBe(true);
  });
});
