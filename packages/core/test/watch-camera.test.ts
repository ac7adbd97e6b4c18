import { describe, expect, it, vi } from 'vitest';
import { PlatformError } from '../src/index.ts';
import type { CameraEnd, CameraNote } from '../src/index.ts';
import { createMemoryCamera, createMemoryPictures, memoryFrame } from '../src/testing/index.ts';
import type { MemoryCamera } from '../src/testing/index.ts';
import { arrived, openDesk } from './desk.ts';

const ALDER = 'otpauth://totp/Alder:ada?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Alder';
const BEECH = 'otpauth://totp/Beech:ada?secret=KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU&issuer=Beech';
const PAGE = 'https://somewhere.example';

/** One QR code of Google's transfer of two, with one account. */
function transferOfTwo(index: 0 | 1): string {
  const account = [10, 14, 10, 10, ...Buffer.from(`012345678${index}`), 18, 0];
  const bytes = Buffer.from([...account, 16, 1, 24, 2, 32, index, 40, 7]);
  return `otpauth-migration://offline?data=${encodeURIComponent(bytes.toString('base64'))}`;
}

const readable = createMemoryPictures();

async function watchedDesk(camera: MemoryCamera, pictures = readable) {
  const { app } = await openDesk({ pictures, camera });
  const notes: CameraNote[] = [];
  const ends: CameraEnd[] = [];
  const shown: number[] = [];
  const watch = app.imports.watchCamera({
    frame: ({ luma, facesUser }) => shown.push(facesUser ? luma.reduce((sum, byte) => sum + byte, 0) : 0),
    noted: (note) => notes.push(note),
    ended: (how) => ends.push(how),
  });
  return { app, watch, notes, ends, shown };
}

/** Holds one thing after the other before the camera, each until it was read. */
async function hold(camera: MemoryCamera, ...seen: readonly (readonly string[])[]): Promise<void> {
  for (const codes of seen) {
    const frame = memoryFrame(...codes);
    camera.see(frame);
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await arrived(() => expect(frame.luma.every((byte) => byte === 0)).toBe(true));
  }
}

describe('a watch by the camera', () => {
  it('is offered only where the host can both see and read', async () => {
    const [camera, pictures] = [createMemoryCamera(), readable];
    expect((await openDesk({ camera, pictures })).app.offers.camera).toBe(true);
    for (const half of [{ camera }, { pictures }, {}]) {
      // oxlint-disable-next-line no-await-in-loop -- one desk after the other
      const { app } = await openDesk(half);
      expect(app.offers.camera).toBe(false);
      const ended = vi.fn();
      app.imports.watchCamera({ frame: vi.fn(), noted: vi.fn(), ended });
      expect(ended.mock.calls).toEqual([[{ outcome: 'no-camera' }]]);
    }
    expect(camera.isOn).toBe(false);
  });

  it('shows what it sees until there is a link, which goes to the Add form, and turns the camera off', async () => {
    const camera = createMemoryCamera();
    const { ends, shown, notes } = await watchedDesk(camera);
    await hold(camera, [], []);
    expect(camera.isOn).toBe(true);
    expect(ends).toEqual([]);
    await hold(camera, [PAGE, ALDER]);
    expect(ends).toEqual([{ outcome: 'single', text: ALDER }]);
    expect(camera.isOn).toBe(false);
    expect(notes).toEqual([]);
    expect(shown).toHaveLength(3);
    expect(shown.every((sum) => sum > 0)).toBe(true);
  });

  it('brings several links of one look to be compared before anything is written', async () => {
    const camera = createMemoryCamera();
    const { app, ends } = await watchedDesk(camera);
    await hold(camera, [ALDER, BEECH]);
    expect(ends).toMatchObject([{ outcome: 'found', found: { programs: ['QR codes'] } }]);
    expect(app.getState().open?.accounts).toEqual([]);
  });

  it('goes on after a QR code that is for something else, and says so once', async () => {
    const camera = createMemoryCamera();
    const { ends, notes } = await watchedDesk(camera);
    await hold(camera, [PAGE], [PAGE]);
    expect(notes).toEqual([{ kind: 'something-else' }]);
    await hold(camera, [ALDER]);
    expect(ends).toEqual([{ outcome: 'single', text: ALDER }]);
  });

  it('waits for all QR codes of a transfer, in any order', async () => {
    const camera = createMemoryCamera();
    const { ends, notes } = await watchedDesk(camera);
    await hold(camera, [transferOfTwo(1)], [transferOfTwo(1)]);
    expect(notes).toEqual([{ kind: 'part', seen: 1, of: 2 }]);
    expect(camera.isOn).toBe(true);
    await hold(camera, [transferOfTwo(0)]);
    expect(ends).toMatchObject([{ outcome: 'found', found: { programs: ['Google Authenticator'], notes: [] } }]);
    expect(ends[0]?.outcome === 'found' && ends[0].found.entries).toHaveLength(2);
  });

  it('takes what was seen of a transfer where the user wants no more, and says what is missing', async () => {
    const camera = createMemoryCamera();
    const { ends, watch } = await watchedDesk(camera);
    watch.takeSeen();
    expect(ends).toEqual([]);
    await hold(camera, [transferOfTwo(0)]);
    watch.takeSeen();
    expect(ends[0]?.outcome === 'found' && ends[0].found.notes[0]).toContain('number 2 is missing');
    expect(camera.isOn).toBe(false);
  });

  it.each(['no-camera', 'not-permitted', 'ended'] as const)('that the host ends with %s says so', async (why) => {
    const later = createMemoryCamera();
    const { ends } = await watchedDesk(later);
    later.stopBy(why);
    expect(ends).toEqual([{ outcome: why }]);
    const atOnce = createMemoryCamera(why);
    expect((await watchedDesk(atOnce)).ends).toEqual([{ outcome: why }]);
    expect(atOnce.isOn).toBe(false);
  });

  it('that cannot read what it sees ends as one that failed', async () => {
    const camera = createMemoryCamera();
    const broken = (): Promise<never> => Promise.reject(new PlatformError('io', 'The worker went away.'));
    const { ends } = await watchedDesk(camera, { ...readable, readFrame: broken });
    await hold(camera, [ALDER]);
    expect(ends).toEqual([{ outcome: 'failed' }]);
    expect(camera.isOn).toBe(false);
  });

  it('is over without a word when it is stopped, though a frame is still being read', async () => {
    const camera = createMemoryCamera();
    const { ends, watch } = await watchedDesk(camera);
    const frame = memoryFrame(ALDER);
    camera.see(frame);
    watch.stop();
    expect(camera.isOn).toBe(false);
    await arrived(() => expect(frame.luma.every((byte) => byte === 0)).toBe(true));
    expect(ends).toEqual([]);
  });

  it('is over without a word when it locks', async () => {
    const camera = createMemoryCamera();
    const { app, ends } = await watchedDesk(camera);
    const frame = memoryFrame(ALDER, BEECH);
    camera.see(frame);
    app.session.lock();
    expect(camera.isOn).toBe(false);
    await arrived(() => expect(frame.luma.every((byte) => byte === 0)).toBe(true));
    expect(ends).toEqual([]);
  });

  it('ends the one before it', async () => {
    const camera = createMemoryCamera();
    const { app, ends } = await watchedDesk(camera);
    const second = vi.fn();
    app.imports.watchCamera({ frame: vi.fn(), noted: vi.fn(), ended: second });
    await hold(camera, [ALDER]);
    expect(ends).toEqual([]);
    expect(second.mock.calls).toEqual([[{ outcome: 'single', text: ALDER }]]);
  });

  it('reads no frame while it reads another, and keeps none', async () => {
    const camera = createMemoryCamera();
    const asked: number[] = [];
    let answer = (): void => {};
    const slow = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { shown } = await watchedDesk(camera, {
      ...readable,
      async readFrame({ width }) {
        asked.push(width);
        await slow;
        return [];
      },
    });
    const frames = [memoryFrame(), memoryFrame(), memoryFrame()];
    frames.forEach((frame) => camera.see(frame));
    expect(asked).toHaveLength(1);
    expect(shown).toHaveLength(3);
    answer();
    await arrived(() => expect(frames.flatMap(({ luma }) => [...luma]).every((byte) => byte === 0)).toBe(true));
  });
});
