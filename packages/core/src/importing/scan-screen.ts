import { PlatformError } from '../platform.ts';
import type { Platform } from '../platform.ts';
import type { FoundCode, LumaFrame, PictureReader, Screen } from '../platform-pictures.ts';
import type { ScreenScan } from './import-acts.ts';
import { readCodes } from './read-offered.ts';
import type { ReadingNeeds } from './read-offered.ts';

interface ScanningHost {
  readonly screen: Screen;
  readonly pictures: PictureReader;
}

/** Both halves of a scan, or null: without either of them none is offered. */
export function scanningHost({ screen, pictures }: Pick<Platform, 'screen' | 'pictures'>): ScanningHost | null {
  return screen === undefined || pictures === undefined ? null : { screen, pictures };
}

/** One look at the screen. Begins with `capture`, since browsers ask for the screen only inside of the user's act. */
export async function scanScreen(
  need: ReadingNeeds & { readonly platform: Pick<Platform, 'screen' | 'pictures'> },
): Promise<ScreenScan> {
  const host = scanningHost(need.platform);
  if (host === null) {
    return { outcome: 'unsupported' };
  }
  try {
    const capture = await host.screen.capture();
    if (capture.outcome !== 'captured') {
      return capture;
    }
    const codes = await codesIn(capture.frames, host.pictures);
    return (await readCodes(codes, need)) ?? { outcome: codes.length === 0 ? 'no-code' : 'no-account-code' };
  } catch (error) {
    if (error instanceof PlatformError) {
      return { outcome: 'failed' };
    }
    throw error;
  }
}

/** Each text once, since monitors may show the same; whatever else was on the screen is wiped. */
async function codesIn(frames: readonly LumaFrame[], pictures: PictureReader): Promise<readonly FoundCode[]> {
  const texts = new Set<string>();
  try {
    for (const frame of frames) {
      // oxlint-disable-next-line no-await-in-loop -- one frame after the other, since each fills much memory
      for (const { text } of await pictures.readFrame(frame)) {
        texts.add(text);
      }
    }
  } finally {
    for (const { luma } of frames) {
      luma.fill(0);
    }
  }
  return Array.from(texts, (text) => ({ text }));
}
