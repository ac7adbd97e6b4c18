import { randomBytes } from 'node:crypto';
import type { Database } from '../database/database.ts';

export interface Payment {
  readonly id: string;
  readonly reference: string;
  readonly caseName: string;
  readonly payee: string;
  readonly accountEnding: string;
  readonly amountPence: number;
  readonly paymentReference: string;
  readonly state: 'pending' | 'released' | 'stopped';
  readonly personId: number;
  /** Who asked for it. */
  readonly person: string;
  readonly sessionId: string;
  readonly createdAt: number;
  readonly releasedAt: number | null;
  readonly stoppedAt: number | null;
  readonly leftPence: number;
  /** "one-time code": what released it. */
  readonly factor: string | null;
}

/** How long a released payment can still be stopped. */
export const stoppableSeconds = 30 * 60;

/** A payment that waits for its code longer than this is forgotten. */
const pendingSeconds = 70 * 60;

interface NewPayment {
  readonly reference: string;
  readonly payeeId: number;
  readonly amountPence: number;
  readonly paymentReference: string;
  readonly personId: number;
  readonly sessionId: string;
}

type Prepared =
  | { readonly kind: 'kept'; readonly id: string }
  | { readonly kind: 'not-mine' }
  | { readonly kind: 'no-such-payee' }
  | { readonly kind: 'short'; readonly onlyPence: number };

export interface Payments {
  /** Keeps it here until a fresh code releases it, so that nothing about it has to travel through the browser. */
  prepare(payment: NewPayment): Prepared;
  find(id: string): Payment | null;
  /** Once: the state and the money move together, under conditions, so that of many at a time one succeeds. */
  release(
    id: string,
    by: { readonly sessionId: string; readonly factor: string; readonly authTime: number },
  ): 'released' | 'not-pending' | 'short';
  /** Puts the money back. False when it is too late, or was never released. */
  stop(id: string, personId: number): boolean;
  /** Newest first, without those that only wait. */
  recent(): readonly Payment[];
}

const selected = `SELECT p.id, p.reference, c.name AS caseName, payee.name AS payee, payee.account_ending AS accountEnding,
  p.amount_pence AS amountPence, p.payment_reference AS paymentReference, p.state, p.person_id AS personId, person.name AS person,
  p.session_id AS sessionId, p.created_at AS createdAt, p.released_at AS releasedAt, p.stopped_at AS stoppedAt,
  c.client_account_pence AS leftPence, p.factor
  FROM payment AS p JOIN case_file AS c ON c.reference = p.reference JOIN payee ON payee.id = p.payee_id
  JOIN person ON person.id = p.person_id`;

export function createPayments(database: Database, clock: () => number): Payments {
  const now = (): number => Math.floor(clock());

  function find(id: string): Payment | null {
    return database.all<Payment>(`${selected} WHERE p.id = ?`, id)[0] ?? null;
  }

  function onAccount(reference: string): number {
    const [row] = database.all<{ pence: number }>(
      'SELECT client_account_pence AS pence FROM case_file WHERE reference = ?',
      reference,
    );
    return row?.pence ?? 0;
  }

  function isMember(reference: string, personId: number): boolean {
    const sql = 'SELECT 1 FROM case_member WHERE reference = ? AND person_id = ?';
    return database.all(sql, reference, personId).length > 0;
  }

  return {
    find,
    prepare: (payment) =>
      database.transaction(() => {
        database.run("DELETE FROM payment WHERE state = 'pending' AND created_at < ?", now() - pendingSeconds);
        if (!isMember(payment.reference, payment.personId)) {
          return { kind: 'not-mine' };
        }
        const payees = 'SELECT 1 FROM payee WHERE id = ? AND reference = ?';
        if (database.all(payees, payment.payeeId, payment.reference).length === 0) {
          return { kind: 'no-such-payee' };
        }
        const onlyPence = onAccount(payment.reference);
        if (onlyPence < payment.amountPence) {
          return { kind: 'short', onlyPence };
        }
        const id = randomBytes(16).toString('base64url');
        database.run(
          `INSERT INTO payment (id, reference, payee_id, amount_pence, payment_reference, state, person_id, session_id, created_at)
           VALUES (?, ?, ?, ?, ?, 'pending', ?, ?, ?)`,
          id,
          payment.reference,
          payment.payeeId,
          payment.amountPence,
          payment.paymentReference,
          payment.personId,
          payment.sessionId,
          now(),
        );
        return { kind: 'kept', id };
      }),
    release: (id, { sessionId, factor, authTime }) =>
      database.transaction(() => {
        const payment = find(id);
        const released = database.run(
          `UPDATE payment SET state = 'released', released_at = ?, factor = ?, auth_time = ?
           WHERE id = ? AND state = 'pending' AND session_id = ? AND created_at >= ?
             AND amount_pence <= (SELECT client_account_pence FROM case_file WHERE reference = payment.reference)`,
          now(),
          factor,
          authTime,
          id,
          sessionId,
          now() - pendingSeconds,
        );
        if (released !== 1 || payment === null) {
          const isShort = payment?.state === 'pending' && payment.leftPence < payment.amountPence;
          return isShort ? 'short' : 'not-pending';
        }
        database.run(
          'UPDATE case_file SET client_account_pence = client_account_pence - ?, changed_at = ? WHERE reference = ?',
          payment.amountPence,
          now(),
          payment.reference,
        );
        return 'released';
      }),
    stop: (id, personId) =>
      database.transaction(() => {
        const payment = find(id);
        if (payment === null || !isMember(payment.reference, personId)) {
          return false;
        }
        const stopped = database.run(
          "UPDATE payment SET state = 'stopped', stopped_at = ? WHERE id = ? AND state = 'released' AND released_at > ?",
          now(),
          id,
          now() - stoppableSeconds,
        );
        if (stopped === 1) {
          database.run(
            'UPDATE case_file SET client_account_pence = client_account_pence + ?, changed_at = ? WHERE reference = ?',
            payment.amountPence,
            now(),
            payment.reference,
          );
        }
        return stopped === 1;
      }),
    recent: () =>
      database.all<Payment>(`${selected} WHERE p.state <> 'pending' ORDER BY p.released_at DESC, p.id LIMIT 50`),
  };
}
