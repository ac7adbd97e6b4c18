/** The tables, step by step; a step that was released never changes. Times are Unix seconds, money is pence. */
export const steps: readonly string[] = [
  `
  CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    user_name TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    -- Who it is to the sign-in service; null until the first sign-in. A user name may be given to somebody else one day, this never.
    sub TEXT UNIQUE
  ) STRICT;

  CREATE TABLE case_file (
    reference TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    stage TEXT NOT NULL,
    is_waiting INTEGER NOT NULL DEFAULT 0,
    lead_id INTEGER NOT NULL REFERENCES person,
    client_account_pence INTEGER NOT NULL DEFAULT 0 CHECK (client_account_pence >= 0),
    changed_at INTEGER NOT NULL,
    died TEXT,
    executors TEXT,
    probate_granted TEXT,
    inheritance_tax TEXT
  ) STRICT;
  CREATE INDEX case_file_by_change ON case_file (changed_at DESC);

  CREATE TABLE case_member (
    reference TEXT NOT NULL REFERENCES case_file,
    person_id INTEGER NOT NULL REFERENCES person,
    PRIMARY KEY (reference, person_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE payee (
    id INTEGER PRIMARY KEY,
    reference TEXT NOT NULL REFERENCES case_file,
    name TEXT NOT NULL,
    account_ending TEXT NOT NULL
  ) STRICT;

  CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    reference TEXT NOT NULL REFERENCES case_file,
    author_id INTEGER NOT NULL REFERENCES person,
    at INTEGER NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX note_by_case ON note (reference, at DESC);

  CREATE TABLE task (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person,
    reference TEXT NOT NULL REFERENCES case_file,
    what TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    done_at INTEGER
  ) STRICT;

  CREATE TABLE session (
    -- Stays while the cookie changes.
    id TEXT PRIMARY KEY,
    -- SHA-256 of the cookie: whoever reads this table can be nobody.
    cookie_hash BLOB NOT NULL UNIQUE,
    person_id INTEGER NOT NULL REFERENCES person,
    sub TEXT NOT NULL,
    -- The session at the sign-in service, by which it ends ours.
    sid TEXT,
    id_token TEXT NOT NULL,
    acr TEXT NOT NULL,
    amr TEXT NOT NULL,
    auth_time INTEGER NOT NULL,
    csrf TEXT NOT NULL,
    signed_in_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE payment (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL REFERENCES case_file,
    payee_id INTEGER NOT NULL REFERENCES payee,
    amount_pence INTEGER NOT NULL CHECK (amount_pence > 0),
    payment_reference TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'released', 'stopped')),
    person_id INTEGER NOT NULL REFERENCES person,
    -- Only the session that asked for it can release it. Not a foreign key: the payment outlives the session.
    session_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    released_at INTEGER,
    stopped_at INTEGER,
    -- What the service said of the step-up that released it.
    factor TEXT,
    auth_time INTEGER
  ) STRICT;
  CREATE INDEX payment_by_case ON payment (reference, released_at DESC);

  CREATE TABLE sign_in_request (
    -- SHA-256 of \`state\`.
    state_hash BLOB PRIMARY KEY,
    -- SHA-256 of the cookie of the browser that began.
    browser_hash BLOB NOT NULL,
    nonce TEXT NOT NULL,
    code_verifier TEXT NOT NULL,
    -- Both only where it is a step-up for a payment.
    session_id TEXT,
    payment_id TEXT,
    return_to TEXT NOT NULL,
    -- The channel to the page that opened the small window; null where the page itself went.
    window_channel TEXT,
    requested_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE logout_token (
    jti TEXT PRIMARY KEY,
    expires_at INTEGER NOT NULL
  ) STRICT;
  `,
];
