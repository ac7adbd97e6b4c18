import type { Locator, Page } from 'playwright-core';

/** How fast Ada is: five keys a second, one second for each screen that is new to her, half a second to point at something. */
const keySeconds = 0.2;
const screenSeconds = 1;
const pointSeconds = 0.5;

/**
 * A user who has only a keyboard, or only a pointer beside the keys that type text. The walk itself goes as fast as the machine; the time that the
 * user would take is counted, so that it is the same on every machine.
 */
export interface Hands {
  readonly name: string;
  /** What the user has taken so far, without the machine. */
  userSeconds(): number;
  /** Takes in a screen that just came; `sign` is what shows that it has. */
  look(sign: Locator): Promise<void>;
  /** Writes into a field, whatever has to be done to get there. */
  write(field: Locator, text: string): Promise<void>;
  /** The same with what was copied elsewhere: Ctrl+V, however long it is. */
  paste(field: Locator, text: string): Promise<void>;
  press(control: Locator): Promise<void>;
  /** Ends a form: Enter on the keyboard, its button with the pointer. */
  submit(button: Locator): Promise<void>;
}

/** Gets everywhere by Tab and acts by Enter: whatever Tab does not reach, this user does not have. */
export function keyboardHands(page: Page): Hands {
  let seconds = 0;
  const key = async (name: string): Promise<void> => {
    seconds += keySeconds;
    await page.keyboard.press(name);
  };
  const reach = async (target: Locator): Promise<void> => {
    for (let stops = 0; !(await hasFocus(target)); stops += 1) {
      if (stops === 30) {
        throw new Error(`Tab does not reach ${target.toString()}`);
      }
      await key('Tab');
    }
  };
  return {
    name: 'keyboard',
    userSeconds: () => seconds,
    async look(sign) {
      await sign.waitFor();
      seconds += screenSeconds;
    },
    async write(field, text) {
      await reach(field);
      seconds += text.length * keySeconds;
      await page.keyboard.type(text);
    },
    async paste(field, text) {
      await reach(field);
      seconds += 2 * keySeconds;
      await page.keyboard.insertText(text);
    },
    async press(control) {
      await reach(control);
      await key('Enter');
    },
    submit: () => key('Enter'),
  };
}

/** Points at everything, and types only text. */
export function pointerHands(page: Page): Hands {
  let seconds = 0;
  const click = async (target: Locator): Promise<void> => {
    seconds += pointSeconds;
    let box = await target.boundingBox();
    const height = page.viewportSize()?.height ?? (await page.evaluate(() => window.innerHeight));
    if (box !== null && (box.y < 0 || box.y + box.height > height)) {
      // With the wheel, which takes as long as pointing.
      seconds += pointSeconds;
      await target.scrollIntoViewIfNeeded();
      box = await target.boundingBox();
    }
    if (box === null) {
      throw new Error(`${target.toString()} is nowhere on the screen`);
    }
    // As a hand does: there, down, up. Playwright's own click would scroll, wait and try again first.
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.up();
  };
  return {
    name: 'pointer',
    userSeconds: () => seconds,
    async look(sign) {
      await sign.waitFor();
      seconds += screenSeconds;
    },
    async write(field, text) {
      if (!(await hasFocus(field))) {
        await click(field);
      }
      seconds += text.length * keySeconds;
      await page.keyboard.type(text);
    },
    async paste(field, text) {
      if (!(await hasFocus(field))) {
        await click(field);
      }
      seconds += 2 * keySeconds;
      await page.keyboard.insertText(text);
    },
    press: click,
    submit: click,
  };
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === element.ownerDocument.activeElement);
}
