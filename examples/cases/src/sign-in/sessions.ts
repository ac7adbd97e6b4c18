import type { Database } from '../database/database.ts';
import type { Person } from '../case-files/people.ts';
import { hashOf, randomToken } from './tokens.ts';

export interface Session {
  readonly id: string;
  readonly person: Person;
  readonly sub: string;
  readonly idToken: string;
  readonly acr: string;
  readonly amr: readonly string[];
  readonly authTime: number;
  /** Stands in each form of this session. */
  readonly csrf: string;
}

interface NewSession {
  readonly person: Person;
  readonly sub: string;
  readonly sid: string | null;
  readonly idToken: string;
  readonly acr: string;
  readonly amr: readonly string[];
  readonly authTime: number;
}

/** Without use, and in all however much it is used. */
const idleSeconds = 60 * 60;
const longestSeconds = 12 * 60 * 60;

export interface Sessions {
  /** Answers the cookie's value, which is kept nowhere else. */
  begin(session: NewSession): string;
  find(cookie: string): Session | null;
  /**
   * After a step-up: what the service said now, and another cookie for the same session. Null where the session ended, or knows of this
   * authentication or a newer one already: each is good for one thing, though twenty answers tell of it at the same moment.
   */
  renew(id: string, told: Pick<NewSession, 'sid' | 'idToken' | 'acr' | 'amr' | 'authTime'>): string | null;
  end(id: string): void;
  /** Ends what began in one session at the service or, where no `sid` is known, all of a person. Answers how many. */
  endAt(service: { readonly sub: string | undefined; readonly sid: string | undefined }): number;
}

interface SessionRow {
  readonly id: string;
  readonly personId: number;
  readonly name: string;
  readonly userName: string;
  readonly sub: string;
  readonly idToken: string;
  readonly acr: string;
  readonly amr: string;
  readonly authTime: number;
  readonly csrf: string;
  readonly lastSeenAt: number;
}

export function createSessions(database: Database, clock: () => number): Sessions {
  const now = (): number => Math.floor(clock());

  return {
    begin: ({ person, sub, sid, idToken, acr, amr, authTime }) => {
      const cookie = randomToken();
      database.run(
        'DELETE FROM session WHERE last_seen_at <= ? OR signed_in_at <= ?',
        now() - idleSeconds,
        now() - longestSeconds,
      );
      database.run(
        `INSERT INTO session (id, cookie_hash, person_id, sub, sid, id_token, acr, amr, auth_time, csrf, signed_in_at, last_seen_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        randomToken(),
        hashOf(cookie),
        person.id,
        sub,
        sid,
        idToken,
        acr,
        amr.join(' '),
        authTime,
        randomToken(),
        now(),
        now(),
      );
      return cookie;
    },
    find: (cookie) => {
      const [row] = database.all<SessionRow>(
        `SELECT s.id, s.person_id AS personId, person.name, person.user_name AS userName, s.sub, s.id_token AS idToken, s.acr, s.amr,
           s.auth_time AS authTime, s.csrf, s.last_seen_at AS lastSeenAt
         FROM session AS s JOIN person ON person.id = s.person_id
         WHERE s.cookie_hash = ? AND s.last_seen_at > ? AND s.signed_in_at > ?`,
        hashOf(cookie),
        now() - idleSeconds,
        now() - longestSeconds,
      );
      if (row === undefined) {
        return null;
      }
      // Once a minute is exact enough, and spares a write for each page.
      if (row.lastSeenAt < now() - 60) {
        database.run('UPDATE session SET last_seen_at = ? WHERE id = ?', now(), row.id);
      }
      const { personId, name, userName, amr, lastSeenAt: _, ...session } = row;
      return { ...session, person: { id: personId, name, userName }, amr: amr.split(' ') };
    },
    renew: (id, { sid, idToken, acr, amr, authTime }) => {
      const cookie = randomToken();
      const renewed = database.run(
        `UPDATE session SET cookie_hash = ?, sid = ?, id_token = ?, acr = ?, amr = ?, auth_time = ?, last_seen_at = ?
         WHERE id = ? AND auth_time < ?`,
        hashOf(cookie),
        sid,
        idToken,
        acr,
        amr.join(' '),
        authTime,
        now(),
        id,
        authTime,
      );
      return renewed === 1 ? cookie : null;
    },
    end: (id) => {
      database.run('DELETE FROM session WHERE id = ?', id);
    },
    endAt: ({ sub, sid }) =>
      sid === undefined
        ? database.run('DELETE FROM session WHERE sub = ?', sub ?? '')
        : database.run('DELETE FROM session WHERE sid = ?1 AND (?2 IS NULL OR sub = ?2)', sid, sub ?? null),
  };
}
