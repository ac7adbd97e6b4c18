import type { Database } from '../database/database.ts';

export interface CaseRow {
  readonly reference: string;
  readonly name: string;
  readonly stage: string;
  readonly clientAccountPence: number;
  readonly lead: string;
  readonly changedAt: number;
}

export interface CaseFile extends CaseRow {
  readonly died: string | null;
  readonly executors: string | null;
  readonly probateGranted: string | null;
  readonly inheritanceTax: string | null;
  readonly notes: readonly Note[];
  readonly payees: readonly Payee[];
  /** Whether the person who looks works on it; only such may write, change and release. */
  readonly isMine: boolean;
}

export interface Note {
  readonly author: string;
  readonly at: number;
  readonly text: string;
}

interface Payee {
  readonly id: number;
  readonly name: string;
  /** The last figures of the account's number; nobody here needs the others. */
  readonly accountEnding: string;
}

export const stages = [
  'Collecting assets',
  'Waiting for probate',
  'Paying debts',
  'Final accounts',
  'Releasing funds',
  'Closed',
] as const;

export type Stage = (typeof stages)[number];

export const views = ['mine', 'all', 'waiting', 'closed'] as const;

export type View = (typeof views)[number];

export interface CaseList {
  readonly rows: readonly CaseRow[];
  /** Of all that match, not of this page of the list. */
  readonly total: number;
  readonly counts: Readonly<Record<View, number>>;
}

export const rowsPerPage = 25;

export interface CaseFiles {
  /** `text` is searched in names and references; `page` counts from 0. */
  list(asked: {
    readonly personId: number;
    readonly view: View;
    readonly text: string;
    readonly page: number;
  }): CaseList;
  find(reference: string, personId: number): CaseFile | null;
  /** Answers its reference. */
  create(what: { readonly name: string; readonly personId: number }): string;
  /** False, and nothing done, where the person does not work on the case. */
  setStage(reference: string, change: { readonly stage: Stage; readonly personId: number }): boolean;
  addNote(reference: string, note: { readonly text: string; readonly personId: number }): boolean;
}

const joined = 'FROM case_file AS c JOIN person AS lead ON lead.id = c.lead_id';

const columns = `c.reference, c.name, c.stage, c.client_account_pence AS clientAccountPence, lead.name AS lead,
  c.changed_at AS changedAt`;

const isMember = 'EXISTS (SELECT 1 FROM case_member AS m WHERE m.reference = c.reference AND m.person_id = ?1)';

/** Each names `?1`, so that all of them take the same values. */
const conditions: Readonly<Record<View, string>> = {
  mine: isMember,
  all: "(c.stage <> 'Closed' AND ?1 = ?1)",
  waiting: "(c.is_waiting = 1 AND c.stage <> 'Closed' AND ?1 = ?1)",
  closed: "(c.stage = 'Closed' AND ?1 = ?1)",
};

export function createCaseFiles(database: Database, clock: () => number): CaseFiles {
  function mayWrite(reference: string, personId: number): boolean {
    const sql = 'SELECT 1 FROM case_member WHERE reference = ? AND person_id = ?';
    return database.all(sql, reference, personId).length > 0;
  }

  function touch(reference: string): void {
    database.run('UPDATE case_file SET changed_at = ? WHERE reference = ?', Math.floor(clock()), reference);
  }

  return {
    list: ({ personId, view, text, page }) => {
      const matching = `WHERE ${conditions[view]} AND (c.name LIKE ?2 ESCAPE '\\' OR c.reference LIKE ?2 ESCAPE '\\')`;
      const pattern = `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`;
      const count = (where: string, ...values: readonly (string | number)[]): number =>
        database.all<{ count: number }>(`SELECT count(*) AS count ${joined} ${where}`, ...values)[0]?.count ?? 0;
      return {
        rows: database.all<CaseRow>(
          `SELECT ${columns} ${joined} ${matching} ORDER BY c.changed_at DESC, c.reference DESC LIMIT ?3 OFFSET ?4`,
          personId,
          pattern,
          rowsPerPage,
          page * rowsPerPage,
        ),
        total: count(matching, personId, pattern),
        counts: {
          mine: count(`WHERE ${conditions.mine}`, personId),
          all: count(`WHERE ${conditions.all}`, personId),
          waiting: count(`WHERE ${conditions.waiting}`, personId),
          closed: count(`WHERE ${conditions.closed}`, personId),
        },
      };
    },
    find: (reference, personId) => {
      const [row] = database.all<Omit<CaseFile, 'notes' | 'payees' | 'isMine'>>(
        `SELECT ${columns}, c.died, c.executors, c.probate_granted AS probateGranted, c.inheritance_tax AS inheritanceTax
         ${joined} WHERE c.reference = ?`,
        reference,
      );
      return row === undefined
        ? null
        : {
            ...row,
            isMine: mayWrite(reference, personId),
            notes: database.all<Note>(
              `SELECT author.name AS author, note.at, note.text FROM note JOIN person AS author ON author.id = note.author_id
               WHERE note.reference = ? ORDER BY note.at DESC, note.id DESC LIMIT 200`,
              reference,
            ),
            payees: database.all<Payee>(
              'SELECT id, name, account_ending AS accountEnding FROM payee WHERE reference = ? ORDER BY id',
              reference,
            ),
          };
    },
    create: ({ name, personId }) =>
      database.transaction(() => {
        const prefix = `HM-${new Date(clock() * 1000).getUTCFullYear()}-`;
        const [last] = database.all<{ reference: string }>(
          'SELECT reference FROM case_file WHERE reference LIKE ? ORDER BY reference DESC LIMIT 1',
          `${prefix}%`,
        );
        const reference = `${prefix}${String(Number(last?.reference.slice(prefix.length) ?? '0') + 1).padStart(4, '0')}`;
        database.run(
          'INSERT INTO case_file (reference, name, stage, lead_id, changed_at) VALUES (?, ?, ?, ?, ?)',
          reference,
          name,
          stages[0],
          personId,
          Math.floor(clock()),
        );
        database.run('INSERT INTO case_member (reference, person_id) VALUES (?, ?)', reference, personId);
        return reference;
      }),
    setStage: (reference, { stage, personId }) =>
      database.transaction(() => {
        if (!mayWrite(reference, personId)) {
          return false;
        }
        database.run('UPDATE case_file SET stage = ? WHERE reference = ?', stage, reference);
        touch(reference);
        return true;
      }),
    addNote: (reference, { text, personId }) =>
      database.transaction(() => {
        if (!mayWrite(reference, personId)) {
          return false;
        }
        database.run(
          'INSERT INTO note (reference, author_id, at, text) VALUES (?, ?, ?, ?)',
          reference,
          personId,
          Math.floor(clock()),
          text,
        );
        touch(reference);
        return true;
      }),
  };
}
