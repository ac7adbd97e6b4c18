import type { ElementReference, WebDriver } from './web-driver.ts';

export type Role =
  | 'button'
  | 'checkbox'
  | 'field'
  | 'heading'
  | 'link'
  | 'menuitem'
  | 'option'
  | 'radio'
  | 'switch'
  | 'text';

/** The first that is to be seen now, by role and accessible name; null: there is none. */
export function lookUp(driver: WebDriver, role: Role, name: string | RegExp): Promise<ElementReference | null> {
  return driver.run<ElementReference | null>(`${lookup}; return found[0]?.element ?? null`, role, ...pattern(name));
}

/** What a screen reader calls it; empty where there is none. */
export function nameOf(driver: WebDriver, role: Role, name: string | RegExp): Promise<string> {
  return driver.run<string>(`${lookup}; return found[0]?.name ?? ''`, role, ...pattern(name));
}

function pattern(name: string | RegExp): readonly [string, string] {
  return typeof name === 'string'
    ? [`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`, 'u']
    : [name.source, name.flags];
}

/** Finds what is to be seen by role and accessible name. A part of a script with the arguments role, pattern, flags. */
const lookup = `
  const [role, source, flags] = arguments;
  const selectors = {
    button: 'button, [role="button"]',
    field: 'input, textarea',
    heading: 'h1, h2, h3, [role="heading"]',
    menuitem: '[role="menuitem"], [role="menuitemradio"], [role="menuitemcheckbox"]',
    link: 'a[href], [role="link"]',
    option: '[role="option"]',
    // Their boxes are hidden inside of their labels, and it is the label that is pressed.
    switch: 'label:has([role="switch"])',
    checkbox: 'label:has([type="checkbox"]:not([role="switch"]))',
    radio: 'label:has([type="radio"])',
    text: 'p, span, li, dt, dd, a, label, button, strong, h1, h2, h3, [role="alert"], [role="status"], div',
  };
  // By lines, as it is read: parts that stand below each other are words of their own.
  const written = (element) => (element.innerText ?? element.textContent ?? '').replace(/\\s+/g, ' ').trim();
  const callIt = (element) =>
    element.getAttribute('aria-label') ??
    // A label that is pressed is called as what it labels.
    element.control?.getAttribute('aria-label') ??
    (element.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean)
      .map((id) => document.getElementById(id)).filter(Boolean).map(written).join(' ')
      .concat(...[...(element.labels ?? [])].filter(() => !element.hasAttribute('aria-labelledby')).map(written));
  const pattern = new RegExp(source, flags);
  const found = [...document.querySelectorAll(selectors[role])]
    .filter((element) => element.getClientRects().length > 0 && element.closest('[inert], [aria-hidden="true"]') === null)
    .map((element) => ({ element, name: callIt(element) || written(element) }))
    .filter(({ name }) => pattern.test(name))
`;
