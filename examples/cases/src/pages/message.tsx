/** @jsxImportSource hono/jsx */
import { Page } from './page.tsx';
import type { View } from './page.tsx';

/** One sentence behind the door: not found, not yours, too late. */
export function MessagePage({
  view,
  title,
  text,
}: {
  readonly view: View;
  readonly title: string;
  readonly text: string;
}) {
  return (
    <Page view={view} title={title} tab={null}>
      <div class="head">
        <h1>{title}</h1>
      </div>
      <p class="quiet">{text}</p>
      <p>
        <a href="/cases">Estate cases</a>
      </p>
    </Page>
  );
}
