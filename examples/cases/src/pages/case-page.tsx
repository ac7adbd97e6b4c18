/** @jsxImportSource hono/jsx */
import { stages } from '../case-files/case-files.ts';
import type { CaseFile, Note } from '../case-files/case-files.ts';
import type { Dates } from '../dates.ts';
import { penceToText } from '../money.ts';
import { Csrf, FieldError, Icon } from './parts.tsx';
import { Page } from './page.tsx';
import type { View } from './page.tsx';

/** The form as it was typed, so that a slip costs nothing. */
export interface ReleaseForm {
  readonly payee: string;
  readonly amount: string;
  readonly reference: string;
  readonly errors: ReleaseErrors;
}

export interface ReleaseErrors {
  readonly payee?: string;
  readonly amount?: string;
  readonly reference?: string;
}

/** Sheet H2. What will happen stands here; the sign-in service, which asks for the code, knows neither amount nor payee. */
export function CasePage({
  view,
  file,
  release,
  noteError,
}: {
  readonly view: View;
  readonly file: CaseFile;
  readonly release: ReleaseForm;
  readonly noteError: string | undefined;
}) {
  const csrf = view.who?.csrf ?? '';
  return (
    <Page view={view} title={file.name} tab="estates">
      <a class="up" href="/cases">
        Estate cases
      </a>
      <div class="head">
        <div>
          <h1>
            <bdi>{file.name}</bdi>
          </h1>
          <p class="quiet">
            {file.reference} · lead <bdi>{file.lead}</bdi> · {file.stage.toLowerCase()}
          </p>
        </div>
        {file.isMine && <StageForm file={file} csrf={csrf} />}
      </div>
      <div class="columns">
        {file.died !== null && <Facts file={file} />}
        <section class="card account" aria-labelledby="account">
          <h2 class="quiet" id="account">
            On client account
          </h2>
          <p class="figure">{penceToText(file.clientAccountPence)}</p>
          {file.isMine && file.payees.length > 0 && <Release file={file} csrf={csrf} form={release} />}
          {file.isMine && file.payees.length === 0 && <p class="quiet">No payee is set down in this case yet.</p>}
          {!file.isMine && <p class="quiet">Only those who work on this case can release funds.</p>}
        </section>
        <Notes file={file} csrf={csrf} dates={view.dates} error={noteError} />
      </div>
    </Page>
  );
}

function StageForm({ file, csrf }: { readonly file: CaseFile; readonly csrf: string }) {
  return (
    <form class="stage" method="post" action={`/cases/${encodeURIComponent(file.reference)}/stage`}>
      <Csrf token={csrf} />
      <label htmlFor="stage">Stage</label>
      <span class="select">
        <select id="stage" name="stage">
          {stages.map((stage) => (
            <option key={stage} value={stage} selected={stage === file.stage}>
              {stage}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </span>
      <button class="button small" type="submit">
        Set
      </button>
    </form>
  );
}

function Facts({ file }: { readonly file: CaseFile }) {
  const facts = [
    ['Died', file.died],
    ['Executors', file.executors],
    ['Probate granted', file.probateGranted],
    ['Inheritance tax', file.inheritanceTax],
  ] as const;
  return (
    <dl class="card facts">
      {facts.map(([name, value]) =>
        value === null ? null : (
          <>
            <dt class="quiet">{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </>
        ),
      )}
    </dl>
  );
}

function Notes({
  file,
  csrf,
  dates,
  error,
}: {
  readonly file: CaseFile;
  readonly csrf: string;
  readonly dates: Dates;
  readonly error: string | undefined;
}) {
  return (
    <section class="card notes" aria-labelledby="notes">
      <h2 id="notes">Notes</h2>
      {file.isMine && (
        <form class="note-form" method="post" action={`/cases/${encodeURIComponent(file.reference)}/notes`}>
          <Csrf token={csrf} />
          <label class="hidden" htmlFor="note">
            Write a note
          </label>
          <textarea
            id="note"
            name="note"
            rows={1}
            placeholder="Write a note"
            maxlength={4000}
            {...(error !== undefined && { 'aria-invalid': 'true', 'aria-describedby': 'note-error' })}
          />
          <button class="button" type="submit">
            Save
          </button>
          <FieldError id="note-error" text={error} />
        </form>
      )}
      {file.notes.length === 0 && <p class="quiet">No notes yet.</p>}
      {file.notes.map((note) => (
        <NoteText key={note.at} note={note} dates={dates} />
      ))}
    </section>
  );
}

/** Whatever somebody wrote is text here, and its direction ends where it ends. */
function NoteText({ note, dates }: { readonly note: Note; readonly dates: Dates }) {
  return (
    <article class="note">
      <p>
        <b>
          <bdi>{note.author}</bdi>
        </b>{' '}
        <span class="quiet">· {dates.dayAndTime(note.at)}</span>
      </p>
      <p class="note-text">
        <bdi>{note.text}</bdi>
      </p>
    </article>
  );
}

function Release({ file, csrf, form }: { readonly file: CaseFile; readonly csrf: string; readonly form: ReleaseForm }) {
  const { errors } = form;
  const described = (error: string | undefined, id: string): object =>
    error === undefined ? {} : { 'aria-invalid': 'true', 'aria-describedby': id };
  return (
    <form
      class="form"
      method="post"
      action={`/cases/${encodeURIComponent(file.reference)}/payments`}
      data-release={`/api/cases/${encodeURIComponent(file.reference)}/payments`}
      novalidate
    >
      <Csrf token={csrf} />
      <label htmlFor="payee">Pay to</label>
      <span class="select">
        <select id="payee" name="payee" {...described(errors.payee, 'payee-error')}>
          {file.payees.map((payee) => (
            <option key={payee.id} value={String(payee.id)} selected={String(payee.id) === form.payee}>
              {payee.name}, ending {payee.accountEnding}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </span>
      <FieldError id="payee-error" text={errors.payee} />
      <label htmlFor="amount">Amount</label>
      <span class="unit">
        <input
          id="amount"
          name="amount"
          value={form.amount}
          inputmode="decimal"
          autocomplete="off"
          maxlength={20}
          {...described(errors.amount, 'amount-error')}
        />
        <span class="quiet">GBP</span>
      </span>
      <FieldError id="amount-error" text={errors.amount} />
      <label htmlFor="payment-reference">Reference</label>
      <input
        id="payment-reference"
        name="reference"
        value={form.reference}
        autocomplete="off"
        maxlength={40}
        {...described(errors.reference, 'payment-reference-error')}
      />
      <FieldError id="payment-reference-error" text={errors.reference} />
      <button class="button primary" type="submit">
        <Icon name="lock" />
        Release funds
      </button>
      <p class="quiet">Asks you for a new one-time code, even on a remembered device.</p>
      <p class="quiet" role="status" data-waiting="" hidden>
        Go on in the small window. Closed it? Nothing was released; press Release funds again.
      </p>
    </form>
  );
}
