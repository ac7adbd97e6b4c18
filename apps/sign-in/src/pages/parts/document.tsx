/** @jsxImportSource hono/jsx */
import type { PropsWithChildren } from 'hono/jsx';
import { pageAssets } from '../assets.ts';
import { safeUrl } from '../safe-url.ts';
import type { SignedInUser } from '../page.ts';
import type { View } from '../view.ts';
import { Icon, Tile } from './icon.tsx';
import { SupportFoot } from './support.tsx';

interface FrameProps {
  readonly view: View;
  readonly title: string;
  /** Without the script the page loads again by itself. */
  readonly refresh?: { readonly seconds: number; readonly url: string } | undefined;
}

/** A small window of its own, or a page with one card in its middle: the same document. */
export function PopUp({ view, title, refresh, children }: PropsWithChildren<FrameProps>) {
  return (
    <Document view={view} title={title} refresh={refresh} kind="pop-up">
      <main class="card">
        <p class="brand">
          <Tile name={view.context.platform.name} />
          <span>{view.context.platform.name}</span>
        </p>
        <h1>{title}</h1>
        {children}
      </main>
      <SupportFoot view={view} />
    </Document>
  );
}

/** A page with a bar at its head: "My security" and what belongs to it. */
export function WidePage({
  view,
  title,
  user,
  children,
}: PropsWithChildren<FrameProps & { readonly user: SignedInUser | null }>) {
  return (
    <Document view={view} title={title} kind="wide">
      <header class="bar">
        <p class="brand">
          <Tile name={view.context.platform.name} />
          <span>{view.context.platform.name}</span>
        </p>
        {user === null ? null : (
          <div class="who">
            <span class="who-name">{user.name}</span>
            <a href={safeUrl(user.signOutUrl)}>{view.words.say('security.sign-out')}</a>
          </div>
        )}
      </header>
      <main class="body">{children}</main>
      <SupportFoot view={view} />
    </Document>
  );
}

function Document({
  view,
  title,
  refresh,
  kind,
  children,
}: PropsWithChildren<FrameProps & { readonly kind: 'pop-up' | 'wide' }>) {
  const { context, words, dates } = view;
  const { nonce, platform, origin } = context;
  return (
    <html
      lang={context.language}
      data-origin={origin}
      data-now={context.now}
      data-locale={dates.locale}
      data-on-date={words.say('on-date', { date: '{date}' })}
    >
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{words.say('document-title', { title, platform: platform.name })}</title>
        <link rel="stylesheet" href={`/assets/${pageAssets.stylesheet}`} nonce={nonce} />
        <link rel="icon" type="image/svg+xml" href={`/assets/${pageAssets.icon}`} />
        <script type="module" src={`/assets/${pageAssets.script}`} nonce={nonce}></script>
        {refresh === undefined ? null : (
          <noscript>
            <meta
              http-equiv="refresh"
              content={`${Math.max(1, Math.ceil(refresh.seconds))};url=${safeUrl(refresh.url)}`}
            />
          </noscript>
        )}
      </head>
      <body class={kind}>
        <RelayWarning view={view} />
        {children}
      </body>
    </html>
  );
}

/**
 * Shown by the script where the page's place is not the issuer's (T12). Honest about its reach: whoever relays the page can take it
 * out; it stops those who relay pages unread.
 */
function RelayWarning({ view }: { readonly view: View }) {
  const { origin, platform } = view.context;
  return (
    <div class="banner" id="relay" role="alert" hidden>
      <Icon name="warning" />
      <div>
        <strong>{view.words.say('relay-title', { origin })}</strong>
        <p>{view.words.say('relay-text', { origin, platform: platform.name })}</p>
      </div>
    </div>
  );
}
