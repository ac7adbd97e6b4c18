import { useEffect, useRef, type ReactElement } from 'react';
import { createPortal } from 'react-dom';

/**
 * A whole document of our own making, on paper only, and there alone: while it stands, printing the window prints nothing else. It keeps its own look: it
 * stands in a shadow of the page, and its style is taken over as a sheet, since the page's policy lets no style be written into it.
 */
export function PrintedDocument({ html }: { readonly html: string }): ReactElement {
  const hostRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const host = hostRef.current;
    if (host === null) {
      return;
    }
    // It has one style. It is cut out before a parser sees it, which would report it to the policy.
    const [before = '', style = '', after = ''] = html.split(/<\/?style>/u);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    const page = new DOMParser().parseFromString(before + after, 'text/html');
    page.head.remove();
    const shadow = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [sheet];
    shadow.replaceChildren(page.documentElement);
  }, [html]);
  return createPortal(<div className="on-paper" aria-hidden="true" ref={hostRef} />, document.body);
}
