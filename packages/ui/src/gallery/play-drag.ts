import type { DraggedThings } from './state.ts';

/** What a browser does when something from elsewhere is held over its window and, where `isDropped`, let go. */
export function playDrag(things: DraggedThings, isDropped: boolean): void {
  const dataTransfer = new DataTransfer();
  if ('text' in things) {
    dataTransfer.setData('text/plain', things.text);
  } else {
    for (const { name, text = '', base64 } of things.files) {
      const content = base64 === undefined ? text : Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      dataTransfer.items.add(new File([content], name));
    }
  }
  const target = document.querySelector('main') ?? document.body;
  for (const type of isDropped ? ['dragenter', 'dragover', 'drop'] : ['dragenter', 'dragover']) {
    target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
  }
}
