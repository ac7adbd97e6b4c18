import type { Database } from '../database/database.ts';

export interface Person {
  readonly id: number;
  readonly name: string;
  readonly userName: string;
}

/** Who signed in, as the sign-in service names them. */
export interface Identity {
  /** Never given to anybody else; the only thing to know somebody by. */
  readonly sub: string;
  readonly userName: string;
  readonly name: string;
}

export interface People {
  /**
   * The person of this `sub`. At the first sign-in it is the person whom we knew by user name alone so far, or a new one. `taken`: the user name
   * belongs to somebody with another `sub`, whose cases it must not inherit.
   */
  recognise(identity: Identity): Person | 'taken';
}

export function createPeople(database: Database): People {
  const columns = 'id, name, user_name AS userName';
  return {
    recognise: (identity) =>
      database.transaction(() => {
        const [known] = database.all<Person>(`SELECT ${columns} FROM person WHERE sub = ?`, identity.sub);
        const [namesake] = database.all<{ id: number; sub: string | null }>(
          'SELECT id, sub FROM person WHERE user_name = ?',
          identity.userName,
        );
        if (namesake !== undefined && namesake.id !== known?.id && (known !== undefined || namesake.sub !== null)) {
          return 'taken';
        }
        const id = known?.id ?? namesake?.id;
        if (id === undefined) {
          database.run(
            'INSERT INTO person (user_name, name, sub) VALUES (?, ?, ?)',
            identity.userName,
            identity.name,
            identity.sub,
          );
        } else {
          database.run(
            'UPDATE person SET user_name = ?, name = ?, sub = ? WHERE id = ?',
            identity.userName,
            identity.name,
            identity.sub,
            id,
          );
        }
        return database.all<Person>(`SELECT ${columns} FROM person WHERE sub = ?`, identity.sub)[0] ?? 'taken';
      }),
  };
}
