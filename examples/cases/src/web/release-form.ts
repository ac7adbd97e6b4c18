import type { Session } from '../sign-in/sessions.ts';
import type { Payments } from '../case-files/payments.ts';
import type { ReleaseErrors, ReleaseForm } from '../pages/case-page.tsx';
import { penceToText, readPence } from '../money.ts';
import { numberField, textField } from './fields.ts';
import type { Fields } from './fields.ts';

export type PreparedRelease =
  | { readonly kind: 'prepared'; readonly paymentId: string }
  | { readonly kind: 'mend'; readonly form: ReleaseForm }
  | { readonly kind: 'not-mine' };

/** Reads the form, of the page or as JSON, and keeps the payment until its code comes. */
export function prepareRelease(
  payments: Payments,
  { reference, session, fields }: { readonly reference: string; readonly session: Session; readonly fields: Fields },
): PreparedRelease {
  const typed = {
    payee: textField(fields, 'payee'),
    amount: textField(fields, 'amount'),
    reference: textField(fields, 'reference'),
  };
  const mend = (errors: ReleaseErrors): PreparedRelease => ({ kind: 'mend', form: { ...typed, errors } });

  const payeeId = numberField(fields, 'payee');
  const amountPence = readPence(typed.amount);
  const errors: ReleaseErrors = {
    ...(payeeId === null && { payee: 'Pay to: choose one of the payees of this case.' }),
    ...(amountPence === null && { amount: 'Amount: write pounds and pence, such as 84,000.00.' }),
    ...((typed.reference === '' || typed.reference.length > 40) && {
      reference: 'Reference: write what the payee shall read, up to 40 characters.',
    }),
  };
  if (payeeId === null || amountPence === null || errors.reference !== undefined) {
    return mend(errors);
  }
  const prepared = payments.prepare({
    reference,
    payeeId,
    amountPence,
    paymentReference: typed.reference,
    personId: session.person.id,
    sessionId: session.id,
  });
  switch (prepared.kind) {
    case 'kept':
      return { kind: 'prepared', paymentId: prepared.id };
    case 'not-mine':
      return { kind: 'not-mine' };
    case 'no-such-payee':
      return mend({ payee: 'Pay to: choose one of the payees of this case.' });
    case 'short':
      return mend({ amount: `Amount: only ${penceToText(prepared.onlyPence)} is on the client account.` });
  }
}
