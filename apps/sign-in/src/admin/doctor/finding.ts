/** What one look found. `bad` keeps people out or opens a door; `odd` will, sooner or later. */
export interface Finding {
  /** Stays the same for ever: monitoring compares it. */
  readonly code: string;
  readonly state: 'good' | 'odd' | 'bad' | 'not-looked-at';
  readonly says: string;
  /** What to do, where something is to be done. */
  readonly todo: string | null;
}

export function good(code: string, says: string): Finding {
  return { code, state: 'good', says, todo: null };
}

export function bad(code: string, says: string, todo: string): Finding {
  return { code, state: 'bad', says, todo };
}

export function odd(code: string, says: string, todo: string): Finding {
  return { code, state: 'odd', says, todo };
}

export function notLookedAt(code: string, says: string): Finding {
  return { code, state: 'not-looked-at', says, todo: null };
}
