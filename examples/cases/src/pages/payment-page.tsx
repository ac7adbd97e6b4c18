/** @jsxImportSource hono/jsx */
import { stoppableSeconds } from '../case-files/payments.ts';
import type { Payment } from '../case-files/payments.ts';
import { penceToText } from '../money.ts';
import { Csrf } from './parts.tsx';
import { Card, Page } from './page.tsx';
import type { View } from './page.tsx';

/** Sheet H4. */
export function PaymentPage({
  view,
  payment,
  now,
  isOwn,
  mayStop,
}: {
  readonly view: View;
  readonly payment: Payment;
  /** Unix seconds. */
  readonly now: number;
  /** Whether who looks is who released it. */
  readonly isOwn: boolean;
  /** Whether they work on the case. */
  readonly mayStop: boolean;
}) {
  const amount = penceToText(payment.amountPence);
  const caseOf = (
    <a class="button primary" href={`/cases/${encodeURIComponent(payment.reference)}`}>
      Back to the case
    </a>
  );
  if (payment.state !== 'released' || payment.releasedAt === null) {
    const title = payment.state === 'stopped' ? `${amount} was stopped` : `${amount} was not released`;
    const text =
      payment.state === 'stopped' ? 'It is back on the client account.' : 'No new one-time code was given for it.';
    return (
      <Card view={view} title={title}>
        <p class="quiet">{text}</p>
        <div class="acts">{caseOf}</div>
      </Card>
    );
  }
  const stoppableUntil = payment.releasedAt + stoppableSeconds;
  return (
    <Card view={view} title={`${amount} is on its way`}>
      <p class="quiet">
        To <bdi>{payment.payee}</bdi>, account ending {payment.accountEnding}, released by{' '}
        {isOwn ? 'you' : <bdi>{payment.person}</bdi>} at {view.dates.time(payment.releasedAt)} with a {payment.factor}.
      </p>
      <dl class="sums">
        <dt class="quiet">Left on client account</dt>
        <dd>{penceToText(payment.leftPence)}</dd>
        <dt class="quiet">{now < stoppableUntil ? 'Can' : 'Could'} be stopped until</dt>
        <dd>
          {view.dates.day(stoppableUntil)}, {view.dates.time(stoppableUntil)}
        </dd>
      </dl>
      <div class="acts">
        {caseOf}
        {mayStop && now < stoppableUntil && (
          <form method="post" action={`/payments/${encodeURIComponent(payment.id)}/stop`}>
            <Csrf token={view.who?.csrf ?? ''} />
            <button class="button" type="submit">
              Stop it
            </button>
          </form>
        )}
      </div>
    </Card>
  );
}

export function ClientAccountPage({ view, payments }: { readonly view: View; readonly payments: readonly Payment[] }) {
  return (
    <Page view={view} title="Client account" tab="client-account">
      <div class="head">
        <h1>Client account</h1>
      </div>
      {payments.length === 0 ? (
        <p class="empty">No payment was released yet.</p>
      ) : (
        <ul class="card list">
          {payments.map((payment) => (
            <li key={payment.id}>
              <span>
                <b>
                  <bdi>{payment.payee}</bdi>, ending {payment.accountEnding}
                </b>
                <a href={`/payments/${encodeURIComponent(payment.id)}`}>
                  <bdi>{payment.caseName}</bdi>: <bdi>{payment.paymentReference}</bdi>
                </a>
              </span>
              <span class="quiet">
                {payment.state === 'stopped' ? 'Stopped' : `Released by ${payment.person}`},{' '}
                {view.dates.dayAndTime(payment.stoppedAt ?? payment.releasedAt ?? payment.createdAt)}
              </span>
              <span class="number">{penceToText(payment.amountPence)}</span>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
