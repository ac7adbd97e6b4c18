import type { KeyboardEvent } from 'react';

/** A long code wraps in a text area, where Enter would begin a line: in our forms it sends the form, as in a field. */
export function submitOnEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (
    event.key === 'Enter' &&
    !event.nativeEvent.isComposing &&
    event.target instanceof Element &&
    event.target.matches('.field-long-code')
  ) {
    event.preventDefault();
    event.currentTarget.requestSubmit();
  }
}
