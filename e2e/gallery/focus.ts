import type { Page } from 'playwright-core';

/** More stops than any screen has: reaching it means that focus is caught in a circle that does not close. */
const mostStops = 80;

/**
 * Presses Tab through the whole screen, and the arrow through an open menu: each stop must look other than at rest, and
 * be in sight. One line a fault.
 */
export async function focusFindings(page: Page): Promise<readonly string[]> {
  const faults = new Set<string>();
  await page.evaluate(startFocusWalk);
  for (let stop = 0; stop < mostStops; stop += 1) {
    await page.keyboard.press((await page.evaluate(isInMenu)) ? 'ArrowDown' : 'Tab');
    const { found, isOver } = await page.evaluate(lookAtFocus);
    for (const fault of found) {
      faults.add(fault);
    }
    if (isOver) {
      return [...faults];
    }
  }
  faults.add(`Tab does not come round in ${mostStops} stops`);
  return [...faults];
}

/** Runs inside the page. Menus and lists of choices are one stop of Tab; inside them the arrows go on. */
function isInMenu(): boolean {
  return document.activeElement?.closest('[role="menu"], [role="listbox"]') !== null;
}

interface Stop {
  readonly element: Element;
  readonly words: string;
  /** The focused element and what may draw its focus, with the look of each while it was focused. */
  readonly looks: ReadonlyMap<Element, string>;
}

interface FocusWalk {
  readonly visited: Set<Element>;
  /** Judged at the next stop, when it is at rest again: only then is it known how it looks without focus. */
  previous: Stop | null;
}

/** Runs inside the page. */
function startFocusWalk(): void {
  const walk: FocusWalk = { visited: new Set(), previous: null };
  Object.assign(window, { focusWalk: walk });
}

/** Runs inside the page after each Tab; it must stand alone. */
async function lookAtFocus(): Promise<{ readonly found: readonly string[]; readonly isOver: boolean }> {
  const { focusWalk: walk } = window as unknown as { focusWalk: FocusWalk }; // `as`: startFocusWalk put it there
  const focused = document.activeElement;
  const found = judgePrevious();
  // The browser's own bar comes between the last stop and the first; on a page without any stop it comes at once.
  if (focused === null || focused === document.body || walk.visited.has(focused)) {
    return { found, isOver: true };
  }
  walk.visited.add(focused);
  const words = describe(focused);
  walk.previous = {
    element: focused,
    words,
    looks: new Map(drawersOf(focused).map((element) => [element, lookOf(element)])),
  };
  let outOfSight = findOutOfSight(focused, words);
  if (outOfSight.length > 0) {
    // What scrolls may be doing so in the next frame.
    await new Promise((resolve) => {
      requestAnimationFrame(() => requestAnimationFrame(resolve));
    });
    outOfSight = findOutOfSight(focused, words);
  }
  return { found: [...found, ...outOfSight], isOver: false };

  function judgePrevious(): string[] {
    const { previous } = walk;
    walk.previous = null;
    if (previous === null || !previous.element.isConnected) {
      return [];
    }
    // The only stop of its screen is never seen at rest; that it draws an outline must do.
    const isSeen =
      previous.element === document.activeElement
        ? getComputedStyle(previous.element).outlineStyle !== 'none'
        : [...previous.looks].some(([element, look]) => look !== '' && look !== lookOf(element));
    return isSeen ? [] : [`focus is not to be seen on ${previous.words}`];
  }

  function describe(element: Element): string {
    const name = (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 50);
    return `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> "${name}"`;
  }

  /** A group draws the ring of the field in it, a label that of the hidden box in it. */
  function drawersOf(element: Element): Element[] {
    const label = element.closest('label');
    const around = [element, element.parentElement, element.parentElement?.parentElement, label];
    return [...around, ...(label?.querySelectorAll('*') ?? [])].filter((one) => one instanceof Element);
  }

  /** What a focus may be drawn with; empty where nothing is drawn at all. */
  function lookOf(element: Element): string {
    const style = getComputedStyle(element);
    const hasOutline = style.outlineStyle !== 'none' && style.outlineWidth !== '0px';
    const hasBorder = style.borderStyle !== 'none' && style.borderWidth !== '0px';
    return [
      hasOutline ? `outline ${style.outlineWidth} ${style.outlineColor}` : '',
      style.boxShadow === 'none' ? '' : `shadow ${style.boxShadow}`,
      hasBorder ? `border ${style.borderWidth} ${style.borderColor}` : '',
    ].join('');
  }

  function findOutOfSight(element: Element, name: string): readonly string[] {
    const target = element.closest('label') ?? element;
    const box = target.getBoundingClientRect();
    const x = box.left + box.width / 2;
    // Near the top of what is tall: the rest of it can be scrolled to.
    const y = box.top + Math.min(box.height / 2, 12);
    if (x < 0 || x > innerWidth || y < 0 || y > innerHeight) {
      return [`focus is outside the window on ${name}`];
    }
    const onTop = document.elementFromPoint(x, y);
    const isCovered = onTop !== null && !target.contains(onTop) && !onTop.contains(target) && !isBeside(onTop, target);
    return isCovered ? [`focus is covered on ${name} by ${describe(onTop)}`] : [];
  }

  /** The tile and the names of a row lie over the button that is the row, and let the pointer through. */
  function isBeside(onTop: Element, target: Element): boolean {
    return target.parentElement?.contains(onTop) ?? false;
  }
}
