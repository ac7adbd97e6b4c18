/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { Dates } from '../dates.ts';
import { Brand, Csrf, Icon } from './parts.tsx';

/** What every page is drawn with besides its own data. */
export interface View {
  readonly dates: Dates;
  /** Whom to ask. */
  readonly support: string;
  /** Null before the sign-in. */
  readonly who: Who | null;
}

interface Who {
  readonly name: string;
  /** "one-time code, 08:02". */
  readonly how: string;
  readonly csrf: string;
}

const tabs = [
  { id: 'estates', path: '/cases', words: 'Estates' },
  { id: 'tasks', path: '/tasks', words: 'Tasks' },
  { id: 'client-account', path: '/client-account', words: 'Client account' },
] as const;

export type Tab = (typeof tabs)[number]['id'];

/** A page behind the door: top bar, tabs, who, and whom to ask. */
export function Page({
  view,
  title,
  tab,
  search,
  children,
}: {
  readonly view: View;
  readonly title: string;
  readonly tab: Tab | null;
  /** What the search field holds. */
  readonly search?: string;
  readonly children: Child;
}) {
  return (
    <Document title={title}>
      <a class="skip" href="#main">
        Skip to the page
      </a>
      <header class="bar">
        <Brand />
        <nav class="tabs" aria-label="Pages">
          <Tabs tab={tab} />
        </nav>
        {view.who !== null && (
          <div class="who">
            <span>
              <b>
                <bdi>{view.who.name}</bdi>
              </b>
              <span class="quiet">{view.who.how}</span>
            </span>
            <SignOut csrf={view.who.csrf} />
          </div>
        )}
        <div class="narrow">
          <details class="drop">
            <summary aria-label="Search">
              <Icon name="search" />
            </summary>
            <div class="drop-body">
              <SearchForm text={search ?? ''} id="narrow-search" />
            </div>
          </details>
          <details class="drop">
            <summary aria-label="Menu">
              <Icon name="person" />
            </summary>
            <div class="drop-body">
              {view.who !== null && (
                <p>
                  <b>
                    <bdi>{view.who.name}</bdi>
                  </b>
                  <span class="quiet">{view.who.how}</span>
                </p>
              )}
              <nav aria-label="Pages and acts">
                <Tabs tab={tab} />
                <a href="/cases/new">New case</a>
              </nav>
              {view.who !== null && <SignOut csrf={view.who.csrf} />}
            </div>
          </details>
        </div>
      </header>
      <main id="main" tabindex={-1}>
        {children}
      </main>
      <footer class="quiet">Questions? Ask {view.support}.</footer>
    </Document>
  );
}

/** One card in the middle: before the sign-in, and where one thing happened. */
export function Card({
  view,
  title,
  children,
}: {
  readonly view: View;
  readonly title: string;
  readonly children: Child;
}) {
  return (
    <Document title={title}>
      <main class="alone" id="main">
        <div class="card dialog">
          <Brand />
          <h1>{title}</h1>
          {children}
        </div>
      </main>
      <footer class="quiet">Questions? Ask {view.support}.</footer>
    </Document>
  );
}

export function SearchForm({ text, id }: { readonly text: string; readonly id: string }) {
  return (
    <form class="search" method="get" action="/cases" role="search">
      <label class="hidden" htmlFor={id}>
        Name or reference
      </label>
      <Icon name="search" />
      <input id={id} type="search" name="q" value={text} placeholder="Name or reference" maxlength={100} />
      <input type="hidden" name="view" value="all" />
    </form>
  );
}

function Document({ title, children }: { readonly title: string; readonly children: Child }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === 'Cases' ? title : `${title} · Cases`}</title>
        <link rel="stylesheet" href="/tokens.css" />
        <link rel="stylesheet" href="/cases.css" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <script src="/cases.js" type="module" />
      </head>
      <body>{children}</body>
    </html>
  );
}

function Tabs({ tab }: { readonly tab: Tab | null }) {
  return (
    <>
      {tabs.map(({ id, path, words }) => (
        <a key={id} href={path} {...(id === tab && { 'aria-current': 'page' })}>
          {words}
        </a>
      ))}
    </>
  );
}

function SignOut({ csrf }: { readonly csrf: string }) {
  return (
    <form method="post" action="/sign-out">
      <Csrf token={csrf} />
      <button class="link" type="submit">
        Sign out
      </button>
    </form>
  );
}
