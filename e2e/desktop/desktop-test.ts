import { afterAll, beforeAll, describe } from 'vitest';
import { buildDesktop } from '../../tools/desktop-build.mjs';
import { canRun, type RequirementName } from '../../tools/requirements.ts';
import { type Desk, openDesk } from './desk.ts';
import { type HalfminuteWindow, startWindow } from './window.ts';

/**
 * Tests on a desk of their own, with the window built before. `open` starts the program, or one that starts it, after it has ended the one that was
 * started before; the last is ended with the desk. `needs` names what the tests need besides a desk.
 */
export function inTheWindow(
  suite: string,
  tests: (desk: () => Desk, open: (args?: readonly string[], program?: string) => Promise<HalfminuteWindow>) => void,
  ...needs: readonly RequirementName[]
): void {
  describe.runIf(canRun(suite, 'cargo', 'desk', ...needs))(suite, () => {
    let desk: Desk | null = null;
    let window: HalfminuteWindow | null = null;
    const theDesk = (): Desk => {
      if (desk === null) {
        throw new Error('the desk is there from the first test on');
      }
      return desk;
    };
    const end = async (): Promise<void> => {
      await window?.end();
      window = null;
    };

    beforeAll(async () => {
      if (process.env['HALFMINUTE_WINDOW'] === undefined) {
        await buildDesktop();
      }
      desk = await openDesk();
    }, 1_800_000);
    afterAll(async () => {
      await end();
      await desk?.close();
    });

    tests(theDesk, async (args, program) => {
      await end();
      window = await startWindow(theDesk(), args, program);
      return window;
    });
  });
}
