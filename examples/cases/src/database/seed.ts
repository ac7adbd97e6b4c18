import type { Stage } from '../case-files/case-files.ts';
import type { Database } from './database.ts';

const day = 86_400;

const people = {
  ada: { userName: 'ada@firm.example', name: 'Ada Lovelace' },
  bran: { userName: 'bran@firm.example', name: 'Bran Hughes' },
  hanna: { userName: 'hanna@firm.example', name: 'Hanna Lindqvist' },
} as const;

type PersonKey = keyof typeof people;

interface SeedCase {
  readonly reference: string;
  readonly name: string;
  readonly stage: Stage;
  readonly pence: number;
  readonly lead: PersonKey;
  readonly daysAgo: number;
}

/** The estates that the drawings show; all of Ada's. */
const drawn: readonly SeedCase[] = [
  {
    reference: 'HM-2026-0417',
    name: 'Estate of Margaret Hale',
    stage: 'Releasing funds',
    pence: 21_438_012,
    lead: 'ada',
    daysAgo: 0,
  },
  {
    reference: 'HM-2026-0409',
    name: 'Estate of Thomas Whitlock',
    stage: 'Waiting for probate',
    pence: 8_815_000,
    lead: 'ada',
    daysAgo: 1,
  },
  {
    reference: 'HM-2026-0398',
    name: 'Estate of Nadia Farouk',
    stage: 'Collecting assets',
    pence: 41_290_477,
    lead: 'bran',
    daysAgo: 1,
  },
  {
    reference: 'HM-2026-0377',
    name: 'Estate of Owen Pritchard',
    stage: 'Paying debts',
    pence: 3_126_640,
    lead: 'ada',
    daysAgo: 2,
  },
  {
    reference: 'HM-2026-0351',
    name: 'Estate of Ruth Adeyemi',
    stage: 'Final accounts',
    pence: 102_044_709,
    lead: 'hanna',
    daysAgo: 5,
  },
  { reference: 'HM-2025-0988', name: 'Estate of John Sallow', stage: 'Closed', pence: 0, lead: 'bran', daysAgo: 23 },
];

/** How many of each the drawing's chips count. */
const wanted = { mine: 14, open: 63, waiting: 9, closed: 212 } as const;

const firstNames = [
  'Alice',
  'Edward',
  'Grace',
  'Henry',
  'Iris',
  'Joan',
  'Kamal',
  'Leila',
  'Mary',
  'Noor',
  'Peter',
  'Rose',
  'Samuel',
  'Una',
  'Walter',
];
const lastNames = [
  'Barrow',
  'Chandra',
  'Dunmore',
  'Ellery',
  'Fenwick',
  'Garside',
  'Haddad',
  'Ingleby',
  'Kemp',
  'Lorimer',
  'Marsh',
  'Nwosu',
  'Okell',
  'Pemberton',
  'Quayle',
  'Rowntree',
  'Sandys',
  'Tolley',
  'Underhill',
  'Varley',
  'Wynne',
];

/** Fills an empty database with an invented practice, dated back from `now` (Unix seconds). Does nothing where there are cases already. */
export function seed(database: Database, now: number): void {
  database.transaction(() => {
    if (database.all('SELECT 1 FROM case_file LIMIT 1').length > 0) {
      return;
    }
    const ids = new Map<PersonKey, number>();
    for (const [index, key] of (['ada', 'bran', 'hanna'] as const).entries()) {
      ids.set(key, index + 1);
      database.run(
        'INSERT INTO person (id, user_name, name) VALUES (?, ?, ?)',
        index + 1,
        people[key].userName,
        people[key].name,
      );
    }
    const idOf = (key: PersonKey): number => ids.get(key) ?? 1;

    const files = [...drawn, ...others()];
    for (const [index, file] of files.entries()) {
      // A little apart, so that the newest stays on top; none in the time to come.
      const changedAt = Math.floor(now) - file.daysAgo * day - index * 60;
      database.run(
        'INSERT INTO case_file (reference, name, stage, is_waiting, lead_id, client_account_pence, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
        file.reference,
        file.name,
        file.stage,
        file.stage === 'Waiting for probate' ? 1 : 0,
        idOf(file.lead),
        file.pence,
        changedAt,
      );
      const team = new Set<PersonKey>([file.lead, ...(index < wanted.mine ? (['ada'] as const) : [])]);
      for (const key of team) {
        database.run('INSERT INTO case_member (reference, person_id) VALUES (?, ?)', file.reference, idOf(key));
      }
    }
    seedMargaretHale(database, { now, idOf });
    seedTasks(database, { now, idOf });
  });
}

/** As many more, of other leads, as the chips count. */
function others(): readonly SeedCase[] {
  const openDrawn = drawn.filter(({ stage }) => stage !== 'Closed').length;
  const waitingDrawn = drawn.filter(({ stage }) => stage === 'Waiting for probate').length;
  const open = Array.from({ length: wanted.open - openDrawn }, (_, index): SeedCase => {
    const isWaiting = index % 6 === 2 && Math.floor(index / 6) < wanted.waiting - waitingDrawn;
    const working = ['Collecting assets', 'Paying debts', 'Final accounts', 'Releasing funds'] as const;
    return {
      reference: `HM-2026-${String(340 - index * 3).padStart(4, '0')}`,
      name: inventedName(index),
      stage: isWaiting ? 'Waiting for probate' : (working[index % working.length] ?? working[0]),
      pence: ((index * 7_919_311) % 64_000_000) + 410_050,
      lead: index % 2 === 0 ? 'bran' : 'hanna',
      daysAgo: 24 + index,
    };
  });
  const closedDrawn = drawn.length - openDrawn;
  const closed = Array.from({ length: wanted.closed - closedDrawn }, (_, index): SeedCase => ({
    reference: `HM-2025-${String(980 - index * 2).padStart(4, '0')}`,
    name: inventedName(index + 97),
    stage: 'Closed',
    pence: 0,
    lead: index % 2 === 0 ? 'hanna' : 'bran',
    daysAgo: 90 + index,
  }));
  return [...open, ...closed];
}

/** Steps that share no factor with the lists' lengths, so that all pairs come before any comes again. */
function inventedName(index: number): string {
  const first = firstNames[(index * 4) % firstNames.length] ?? '';
  const last = lastNames[(index * 5 + Math.floor(index / 105)) % lastNames.length] ?? '';
  return `Estate of ${first} ${last}`;
}

interface Seeding {
  readonly now: number;
  readonly idOf: (key: PersonKey) => number;
}

function seedMargaretHale(database: Database, { now, idOf }: Seeding): void {
  const reference = 'HM-2026-0417';
  database.run(
    'UPDATE case_file SET died = ?, executors = ?, probate_granted = ?, inheritance_tax = ? WHERE reference = ?',
    '3 February 2026',
    'Daniel Hale, Ruth Hale',
    '14 September 2026',
    'Paid, 2 October 2026',
    reference,
  );
  database.run('INSERT INTO case_member (reference, person_id) VALUES (?, ?)', reference, idOf('bran'));
  for (const [name, ending] of [
    ['Daniel Hale', '4471'],
    ['Ruth Hale', '0932'],
    ['HM Revenue and Customs', '3001'],
  ] as const) {
    database.run('INSERT INTO payee (reference, name, account_ending) VALUES (?, ?, ?)', reference, name, ending);
  }
  const midnight = Math.floor(now / day) * day;
  const at = (daysAgo: number, hour: number, minute: number): number =>
    Math.min(midnight - daysAgo * day + hour * 3600 + minute * 60, Math.floor(now) - 60);
  const notes = [
    ['ada', at(5, 10, 47), 'Both executors signed the distribution account.'],
    ['bran', at(1, 16, 2), 'Creditor period is over; no claims came in.'],
    ['ada', at(0, 8, 20), 'Bank details of Daniel Hale confirmed by telephone with the known number.'],
  ] as const;
  for (const [author, when, text] of notes) {
    database.run(
      'INSERT INTO note (reference, author_id, at, text) VALUES (?, ?, ?, ?)',
      reference,
      idOf(author),
      when,
      text,
    );
  }
}

function seedTasks(database: Database, { now, idOf }: Seeding): void {
  const tasks = [
    ['HM-2026-0417', 'Release the first share to Daniel Hale', 0],
    ['HM-2026-0409', 'Ask the registry when the grant will be issued', 2],
    ['HM-2026-0377', 'Pay the funeral account', 5],
  ] as const;
  for (const [reference, what, inDays] of tasks) {
    database.run(
      'INSERT INTO task (person_id, reference, what, due_at) VALUES (?, ?, ?, ?)',
      idOf('ada'),
      reference,
      what,
      Math.floor(now) + inDays * day,
    );
  }
}
