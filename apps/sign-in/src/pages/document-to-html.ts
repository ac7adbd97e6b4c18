import { html } from 'hono/html';
import type { JSX } from 'hono/jsx/jsx-runtime';

/** The markup of a whole document. Its components are drawn at once; one that waits for something would be a mistake here. */
export function documentToHtml(document: JSX.Element): string {
  const whole = html`<!doctype html>${document}`;
  if (whole instanceof Promise) {
    throw new TypeError('A page has a component that is not drawn at once.');
  }
  return whole.toString();
}
