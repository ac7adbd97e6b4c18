import type { Page } from 'playwright-core';

/** More stops than any screen has: reaching it means that focus is caught in a circle that does not close. */
const mostStops = 80;

/** Presses Tab through the whole screen: each stop must look other than at rest, and be in sight. One line a fault. */
export async function focusFindings(page: Page): Promise<readonly string[]> {
  const faults = new Set<string>();
  await page.evaluate(startFocusWalk);
  for (let stop = 0; stop < mostStops; stop += 1) {
    await page.keyboard.press('Tab');
    const { fault, isOver } = await page.evaluate(lookAtFocus);
    if (fault !== null) {
      faults.add(fault);
    }
    if (isOver) {
      return [...faults];
    }
  }
  faults.add(`Tab does not come round in ${mostStops} stops`);
  return [...faults];
}

interface FocusWalk {
  /** How everything looked with focus on nothing. */
  readonly atRest: Map<Element, string>;
  readonly visited: Set<Element>;
  lookOf(element: Element): string;
}

/** Runs inside the page: notes how each element looks while nothing has focus. */
function startFocusWalk(): void {
  const walk: FocusWalk = {
    atRest: new Map(),
    visited: new Set(),
    lookOf(element) {
      const style = getComputedStyle(element);
      const outline = style.outlineStyle === 'none' ? 'none' : `${style.outlineWidth} ${style.outlineColor}`;
      return [outline, style.boxShadow, style.borderColor, style.borderWidth].join(' | ');
    },
  };
  if (document.activeElement instanceof HTMLElement) {
    document.activeElement.blur();
  }
  for (const element of document.querySelectorAll('body, body *')) {
    walk.atRest.set(element, walk.lookOf(element));
  }
  Object.assign(window, { focusWalk: walk });
}

/** Runs inside the page after each Tab. */
function lookAtFocus(): { readonly fault: string | null; readonly isOver: boolean } {
  const { focusWalk: walk } = window as unknown as { focusWalk: FocusWalk }; // `as`: startFocusWalk put it there
  const focused = document.activeElement;
  if (focused === null || focused === document.body || walk.visited.has(focused)) {
    // The browser's own bar comes between the last stop and the first; a page without any stop ends here as well.
    return { fault: null, isOver: focused === null || focused !== document.body || walk.visited.size > 0 };
  }
  walk.visited.add(focused);
  const name = (focused.getAttribute('aria-label') ?? focused.textContent).trim().slice(0, 50);
  const words = `<${focused.tagName.toLowerCase()} class="${focused.getAttribute('class') ?? ''}"> "${name}"`;

  // A group draws the ring of the field in it, a label that of its hidden box.
  const drawers = [focused, focused.parentElement, focused.parentElement?.parentElement, focused.closest('label')];
  const candidates = drawers.flatMap((drawer) =>
    drawer === null || drawer === undefined
      ? []
      : [drawer, ...(drawer.matches('label') ? drawer.querySelectorAll('*') : [])],
  );
  const changed = candidates.filter((element) => {
    const before = walk.atRest.get(element);
    const style = getComputedStyle(element);
    const draws = style.outlineStyle !== 'none' || style.boxShadow !== 'none' || style.borderStyle !== 'none';
    return draws && before !== walk.lookOf(element);
  });
  if (changed.length === 0) {
    return { fault: `focus is not to be seen on ${words}`, isOver: false };
  }
  const target = focused.closest('label') ?? focused;
  const box = target.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, box.left), box.right - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 12), box.top), box.bottom - 1);
  if (x < 0 || x > innerWidth || y < 0 || y > innerHeight) {
    return { fault: `focus is outside the window on ${words}`, isOver: false };
  }
  const onTop = document.elementFromPoint(x, y);
  const isCovered = onTop !== null && !target.contains(onTop) && !onTop.contains(target);
  return {
    fault: isCovered ? `focus is covered on ${words} by <${onTop.tagName} class="${onTop.className}">` : null,
    isOver: false,
  };
}
