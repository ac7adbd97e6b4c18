import type { Page } from 'playwright-core';

/** Sideways scroll, clipped or unreachable text and targets that are too small, one line each. */
export async function layoutFindings(page: Page): Promise<readonly string[]> {
  return page.evaluate(findLayoutFaults);
}

/** Runs inside the page; it must stand alone. */
function findLayoutFaults(): string[] {
  /** Layout is in fractions of a pixel, scroll sizes are rounded. */
  const tolerance = 1;
  /** WCAG 2.5.8, in CSS pixels. */
  const leastTarget = 24;
  const faults: string[] = [];

  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) {
    faults.push(`the page scrolls sideways: ${page.scrollWidth} in ${page.clientWidth}`);
  }
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    if (isShown(element)) {
      checkBox(element);
      if (element.matches('input, textarea')) {
        checkTextBox(element as HTMLInputElement | HTMLTextAreaElement); // `as`: the selector says so
      }
      if (
        element.matches('a[href], button, input, select, textarea, [tabindex="0"], [role="option"], [role^="menuitem"]')
      ) {
        checkTarget(element);
      }
    }
  }
  for (const text of textNodes()) {
    checkText(text);
    checkWords(text);
  }
  return faults;

  function describe(element: Element): string {
    const words = (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 50);
    return `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> "${words}"`;
  }

  /** In the layout and meant to be seen: neither hidden nor made for screen readers alone. */
  function isShown(element: Element): boolean {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: false })) {
      return false;
    }
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      const style = getComputedStyle(at);
      const spokenOnly = style.clipPath === 'inset(50%)' || style.clip.startsWith('rect(0px');
      if (spokenOnly || (at instanceof HTMLElement && at.inert) || at.getAttribute('aria-hidden') === 'true') {
        return at instanceof SVGElement && !spokenOnly;
      }
    }
    return true;
  }

  /** What a box hides of its own content. */
  function checkBox(element: HTMLElement): void {
    const style = getComputedStyle(element);
    if (style.display === 'inline' || element.matches('input, textarea, svg, svg *')) {
      return;
    }
    const overX = element.scrollWidth - element.clientWidth;
    const overY = element.scrollHeight - element.clientHeight;
    if (overX > tolerance && /auto|scroll/.test(style.overflowX)) {
      faults.push(`scrolls sideways by ${overX}: ${describe(element)}`);
    }
    if (overX > tolerance && /hidden|clip/.test(style.overflowX) && !mayShorten(element)) {
      faults.push(`clipped at the side by ${overX}: ${describe(element)}`);
    }
    if (overY > tolerance && /hidden|clip/.test(style.overflowY)) {
      faults.push(`clipped below by ${overY}: ${describe(element)}`);
    }
  }

  /** Only what a user wrote may end in an ellipsis, and only where its whole can be had: by its title. */
  function mayShorten(element: HTMLElement): boolean {
    return getComputedStyle(element).textOverflow === 'ellipsis' && element.closest('[title]') !== null;
  }

  function checkTextBox(box: HTMLInputElement | HTMLTextAreaElement): void {
    const style = getComputedStyle(box);
    const lineHeight = Number.parseFloat(style.lineHeight) || Number.parseFloat(style.fontSize);
    if (box instanceof HTMLTextAreaElement) {
      const overX = box.scrollWidth - box.clientWidth;
      if (overX > tolerance) {
        faults.push(`text box scrolls sideways by ${overX}: ${describe(box)}`);
      }
    } else if (/text|search|password|email|number/.test(box.type)) {
      const inner = box.clientHeight - Number.parseFloat(style.paddingTop) - Number.parseFloat(style.paddingBottom);
      if (inner + tolerance < Math.min(lineHeight, Number.parseFloat(style.fontSize))) {
        faults.push(`text box is lower than its line (${inner}): ${describe(box)}`);
      }
    }
    if (box.value === '' && box.placeholder !== '') {
      const pen = document.createElement('canvas').getContext('2d');
      if (pen !== null) {
        pen.font = getComputedStyle(box, '::placeholder').font;
        const room = box.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
        const wanted = pen.measureText(box.placeholder).width;
        if (wanted > room + tolerance) {
          faults.push(`placeholder is clipped (${Math.ceil(wanted)} in ${Math.floor(room)}): "${box.placeholder}"`);
        }
      }
    }
  }

  function checkTarget(element: HTMLElement): void {
    // A box or switch that React Aria hides inside its label is pressed by the label.
    const target = element.closest('label') ?? element;
    const { width, height } = target.getBoundingClientRect();
    const isInSentence =
      getComputedStyle(target).display.startsWith('inline') &&
      [...(target.parentElement?.childNodes ?? [])].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
      );
    if (!isInSentence && width > 0 && (width < leastTarget - 0.5 || height < leastTarget - 0.5)) {
      faults.push(`target of ${width.toFixed(1)} x ${height.toFixed(1)}: ${describe(element)}`);
    }
  }

  function textNodes(): Text[] {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (
        node instanceof Text &&
        node.data.trim() !== '' &&
        node.parentElement !== null &&
        isShown(node.parentElement)
      ) {
        found.push(node);
      }
    }
    return found;
  }

  /** Whether all of a text can be brought into sight: no ancestor cuts it, and scrolling reaches it. */
  function checkText(text: Text): void {
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      const fault = faultOf(text, box);
      if (fault !== null) {
        faults.push(`${fault}: "${text.data.trim().slice(0, 50)}" in ${describe(text.parentElement ?? page)}`);
        return;
      }
    }
  }

  /** A word that would fit on a line of its own is not broken in two, but at a soft hyphen. */
  function checkWords(text: Text): void {
    const range = document.createRange();
    for (const word of text.data.matchAll(/(?<![\p{L}\p{N}\u00AD])[\p{L}\p{N}]{2,13}(?![\p{L}\p{N}\u00AD])/gu)) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (lines.size > 1) {
        faults.push(`the word "${word[0]}" is broken: ${describe(text.parentElement ?? page)}`);
        return;
      }
    }
  }

  function faultOf(text: Text, box: DOMRect): string | null {
    let canScroll = false;
    for (let at = text.parentElement; at !== null && at !== page; at = at.parentElement) {
      const style = getComputedStyle(at);
      const frame = at.getBoundingClientRect();
      const cutsX = style.overflowX !== 'visible';
      const cutsY = /hidden|clip/.test(style.overflowY);
      if (cutsX && !mayShorten(at) && (box.left < frame.left - tolerance || box.right > frame.right + tolerance)) {
        return 'text is cut at the side';
      }
      if (cutsY && !canScroll && (box.top < frame.top - tolerance || box.bottom > frame.bottom + tolerance)) {
        return 'text is cut above or below';
      }
      if (mayShorten(at)) {
        return null;
      }
      canScroll ||= /auto|scroll/.test(style.overflowY);
      if (style.position === 'fixed') {
        const reached = canScroll || (box.top >= -tolerance && box.bottom <= innerHeight + tolerance);
        return reached ? null : 'text lies outside the window';
      }
    }
    if (box.left < -tolerance || box.right > innerWidth + tolerance) {
      return 'text lies beside the window';
    }
    if (!canScroll && box.top + scrollY < -tolerance) {
      return 'text lies above the page';
    }
    if (!canScroll && box.bottom + scrollY > page.scrollHeight + tolerance) {
      return 'text lies below the page';
    }
    return null;
  }
}
