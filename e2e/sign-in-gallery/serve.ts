import { randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import { setSecurityHeaders } from '../../apps/sign-in/src/http/security-headers.ts';
import { assets } from '../../apps/sign-in/src/pages/assets.ts';
import type { Language } from '../../apps/sign-in/src/pages/page.ts';
import { renderMail } from '../../apps/sign-in/src/pages/mail/render-mail.tsx';
import { renderPage } from '../../apps/sign-in/src/pages/render-page.tsx';
import { context } from './ada.ts';
import type { PageState } from './state.ts';

export interface ServedGallery {
  /** Such as "http://127.0.0.1:41023". */
  readonly origin: string;
  close(): Promise<void>;
}

/** Draws each state as the service does, with the very headers that it sends, on a free port of 127.0.0.1. */
export async function serveStates(states: readonly PageState[]): Promise<ServedGallery> {
  const statesById = new Map(states.map((state) => [state.id, state]));
  let origin = '';
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const asset = assets.get(url.pathname.replace('/assets/', ''));
    const state = statesById.get(url.pathname.slice(1));
    if (asset !== undefined) {
      response.writeHead(200, { 'content-type': asset.type }).end(asset.body);
    } else if (state !== undefined) {
      // `as`: the gallery asks for no other languages than there are.
      const language = (url.searchParams.get('language') ?? 'en') as Language;
      answer(response, { state, language, origin });
    } else {
      // A mail names no icon, and Chromium asks for one.
      response.writeHead(url.pathname === '/favicon.ico' ? 204 : 404).end();
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The gallery of pages got no port of 127.0.0.1.');
  }
  origin = `http://127.0.0.1:${address.port}`;
  return {
    origin,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function answer(
  response: ServerResponse,
  { state, language, origin }: { readonly state: PageState; readonly language: Language; readonly origin: string },
): void {
  const nonce = randomBytes(16).toString('base64url');
  const surroundings = { ...context, origin, nonce, ...state.context, language };
  if ('mail' in state.shows) {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(renderMail(state.shows.mail, surroundings).html);
    return;
  }
  setSecurityHeaders(response, { nonce, redirectOrigins: ['https://cases.firm.example'], overTls: false });
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(renderPage(state.shows.page, surroundings));
}
