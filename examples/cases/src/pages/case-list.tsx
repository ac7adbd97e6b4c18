/** @jsxImportSource hono/jsx */
import { rowsPerPage, stages } from '../case-files/case-files.ts';
import type { CaseList, CaseRow, View as CaseView } from '../case-files/case-files.ts';
import type { Task } from '../case-files/tasks.ts';
import type { Dates } from '../dates.ts';
import { penceToText } from '../money.ts';
import { Csrf, FieldError } from './parts.tsx';
import { Page, SearchForm } from './page.tsx';
import type { View } from './page.tsx';

export interface ListQuery {
  readonly view: CaseView;
  readonly text: string;
  readonly page: number;
}

/** Sheets H1 and H5: one table, which under 560 px has two lines a row. */
export function CaseListPage({
  view,
  list,
  query,
}: {
  readonly view: View;
  readonly list: CaseList;
  readonly query: ListQuery;
}) {
  return (
    <Page view={view} title="Estate cases" tab="estates" search={query.text}>
      <div class="head wide-head">
        <h1>Estate cases</h1>
        <SearchForm text={query.text} id="search" />
        <a class="button primary" href="/cases/new">
          New case
        </a>
      </div>
      <nav class="chips" aria-label="Which cases">
        <Chip query={query} id="mine" count={list.counts.mine}>
          Mine
        </Chip>
        <Chip query={query} id="all" count={list.counts.all}>
          All
        </Chip>
        <Chip query={query} id="waiting" count={list.counts.waiting}>
          Waiting<span class="wide-only"> for others</span>
        </Chip>
        <Chip query={query} id="closed" count={list.counts.closed}>
          Closed
        </Chip>
      </nav>
      {list.rows.length === 0 ? (
        <p class="empty">{emptyWords(query)}</p>
      ) : (
        <CaseTable rows={list.rows} dates={view.dates} />
      )}
      {list.total > rowsPerPage && <Pages query={query} total={list.total} shown={list.rows.length} />}
    </Page>
  );
}

function CaseTable({ rows, dates }: { readonly rows: readonly CaseRow[]; readonly dates: Dates }) {
  return (
    <div class="card">
      <table class="cases" aria-label="Cases">
        <thead>
          <tr>
            <th scope="col">Case</th>
            <th scope="col">Stage</th>
            <th scope="col" class="number">
              On client account
            </th>
            <th scope="col" class="side">
              Lead
            </th>
            <th scope="col" class="number side">
              Changed
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.reference}>
              <th scope="row">
                <a href={`/cases/${encodeURIComponent(row.reference)}`}>
                  <bdi>{row.name}</bdi>
                </a>
                <span class="quiet reference">{row.reference}</span>
              </th>
              <td>{row.stage}</td>
              <td class="number">{penceToText(row.clientAccountPence)}</td>
              <td class="side">
                <bdi>{row.lead}</bdi>
              </td>
              <td class="number side quiet">{dates.day(row.changedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Chip({
  query,
  id,
  count,
  children,
}: {
  readonly query: ListQuery;
  readonly id: CaseView;
  readonly count: number;
  readonly children: unknown;
}) {
  return (
    <a
      class="chip"
      href={listPath({ ...query, view: id, page: 0 })}
      {...(query.view === id && { 'aria-current': 'true' })}
    >
      <span>{children}</span> <span class="quiet">{count}</span>
    </a>
  );
}

function Pages({ query, total, shown }: { readonly query: ListQuery; readonly total: number; readonly shown: number }) {
  const first = query.page * rowsPerPage + 1;
  return (
    <nav class="pages quiet" aria-label="More of the list">
      <span>
        {first} to {first + shown - 1} of {total}
      </span>
      {query.page > 0 && <a href={listPath({ ...query, page: query.page - 1 })}>Back</a>}
      {first + shown - 1 < total && <a href={listPath({ ...query, page: query.page + 1 })}>Next</a>}
    </nav>
  );
}

function listPath({ view, text, page }: ListQuery): string {
  const parameters = new URLSearchParams({
    view,
    ...(text !== '' && { q: text }),
    ...(page > 0 && { page: String(page) }),
  });
  return `/cases?${parameters.toString()}`;
}

function emptyWords({ view, text }: ListQuery): string {
  if (text !== '') {
    return `Nothing is called "${text}".`;
  }
  return view === 'mine' ? 'No case is yours yet.' : 'No case is here.';
}

export function NewCasePage({
  view,
  name,
  error,
}: {
  readonly view: View;
  readonly name: string;
  readonly error: string | undefined;
}) {
  return (
    <Page view={view} title="New case" tab="estates">
      <a class="up" href="/cases">
        Estate cases
      </a>
      <h1>New case</h1>
      <form class="card form" method="post" action="/cases">
        <Csrf token={view.who?.csrf ?? ''} />
        <label htmlFor="name">Name</label>
        <input
          id="name"
          name="name"
          value={name}
          placeholder="Estate of"
          maxlength={120}
          autocomplete="off"
          {...(error !== undefined && { 'aria-invalid': 'true', 'aria-describedby': 'name-error' })}
        />
        <FieldError id="name-error" text={error} />
        <p class="quiet">It begins at "{stages[0]}", with you as its lead.</p>
        <button class="button primary" type="submit">
          Open the case
        </button>
      </form>
    </Page>
  );
}

export function TasksPage({ view, tasks }: { readonly view: View; readonly tasks: readonly Task[] }) {
  return (
    <Page view={view} title="Tasks" tab="tasks">
      <div class="head">
        <h1>Tasks</h1>
      </div>
      {tasks.length === 0 ? (
        <p class="empty">Nothing waits for you.</p>
      ) : (
        <ul class="card list">
          {tasks.map((task) => (
            <li key={task.id}>
              <span>
                <b>
                  <bdi>{task.what}</bdi>
                </b>
                <a href={`/cases/${encodeURIComponent(task.reference)}`}>
                  <bdi>{task.caseName}</bdi>
                </a>
              </span>
              <span class="quiet">{view.dates.day(task.dueAt)}</span>
              <form method="post" action={`/tasks/${task.id}/done`}>
                <Csrf token={view.who?.csrf ?? ''} />
                <button class="button small" type="submit" aria-label={`Done: ${task.what}`}>
                  Done
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
