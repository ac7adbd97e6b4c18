import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';

export function showPage(page: ReactElement): void {
  const root = document.querySelector('#root');
  if (root === null) {
    throw new Error('the page has no element with the id "root"');
  }
  createRoot(root).render(page);
}
