import type { Context } from 'hono';
import type { View } from '../pages/page.tsx';
import type { Platform } from '../platform.ts';
import { classToWords } from '../sign-in/classes.ts';
import type { Session } from '../sign-in/sessions.ts';

/** What a page is drawn with, for this session or for nobody. */
export function viewOf(platform: Platform, session: Session | null): View {
  const { dates, support } = platform;
  return {
    dates,
    support,
    who:
      session === null
        ? null
        : {
            name: session.person.name,
            how: `${classToWords(session.acr, session.amr)}, ${dates.time(session.authTime)}`,
            csrf: session.csrf,
          },
  };
}

/** An element as a whole document. */
export async function show(
  context: Context,
  page: { readonly toString: () => string | Promise<string> },
  status: 200 | 400 | 403 | 404 | 409 | 413 | 422 | 500 | 502 = 200,
): Promise<Response> {
  return context.html(`<!doctype html>${await page.toString()}`, status);
}
