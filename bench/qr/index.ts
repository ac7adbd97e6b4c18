import type { CountTable } from '../table.ts';
import { drawBackgrounds, type Backgrounds } from './backgrounds.ts';
import { measureLongestBlocks } from './longest-block.ts';
import { drawSetUpPages, noQuietZoneKinds, readableKinds, type Draw, type Drawn } from './pictures.ts';
import { bareName, ourName, startRivals, type Rival } from './rivals.ts';
import { addUp, show, type Scores } from './score.ts';
import { seeded } from './seeded.ts';

export const name = 'qr';

const picturesOfAKind = 10;
const pagesWithoutCode = 500;
/** The others are so much slower that they see only one in so many of these. */
const othersSeeOneIn = 20;

/** Codes read by us and by others from fresh pictures, which the seed draws. */
export async function run({ seed }: { readonly seed: number }): Promise<readonly CountTable[]> {
  const backgrounds = await drawBackgrounds(seed);
  const setUpPages = await drawSetUpPages(seed, picturesOfAKind);
  const rivals = await startRivals();
  const drawn = (kind: string, draw: Draw): readonly (() => Drawn)[] =>
    Array.from({ length: picturesOfAKind }, (_, index) => () => draw(seeded(seed, kind, index), backgrounds));
  const kindsOf = (kinds: Readonly<Record<string, Draw>>): Kinds =>
    Object.entries(kinds).map(([kind, draw]) => [kind, drawn(kind, draw)] as const);
  try {
    await showAll(rivals, drawn('warming up', readableKinds['page 1080p'] ?? noCode));
    const readable = await scoresOf(rivals, [
      ['drawn by a browser', setUpPages.map((page) => () => page)],
      ...kindsOf(readableKinds),
    ]);
    const bare = await scoresOf(rivals, kindsOf(noQuietZoneKinds));
    const without = await showPagesWithoutCode(rivals, seed, backgrounds);
    const all = [...readable, ...bare].map(([, scores]) => scores);
    return [
      countTable(`Pictures read completely, seed ${seed}`, rivals, readable, [
        share('codes with a quiet zone', readable, 0.98),
      ]),
      countTable(`The same without a quiet zone, seed ${seed}`, rivals, bare, [
        share('codes without a quiet zone', bare, 0.85),
      ]),
      timeTable(rivals, { all, readable, without, seed }),
      await measureLongestBlocks(),
    ];
  } finally {
    rivals.forEach((rival) => rival.end?.());
  }
}

type Kinds = readonly (readonly [kind: string, pictures: readonly (() => Drawn)[]])[];
type Scored = readonly (readonly [kind: string, scores: Scores])[];
type Target = CountTable['targets'][number];

async function scoresOf(rivals: readonly Rival[], kinds: Kinds): Promise<Scored> {
  const scored: (readonly [string, Scores])[] = [];
  for (const [kind, pictures] of kinds) {
    // oxlint-disable-next-line no-await-in-loop -- each is measured alone
    scored.push([kind, await showAll(rivals, pictures)]);
  }
  return scored;
}

async function showAll(rivals: readonly Rival[], pictures: readonly (() => Drawn)[]): Promise<Scores> {
  const scores: Scores = new Map();
  for (const [turn, draw] of pictures.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- each is measured alone
    await show(rivals, draw(), { scores, turn });
  }
  return scores;
}

const noCode: Draw = (chance, backgrounds) => {
  const size = chance.unit() < 0.25 ? { width: 3840, height: 2160 } : { width: 1920, height: 1080 };
  return { frame: backgrounds.page(chance, { ...size, isDark: chance.unit() < 0.35 }), texts: [] };
};

async function showPagesWithoutCode(rivals: readonly Rival[], seed: number, backgrounds: Backgrounds): Promise<Scores> {
  const scores: Scores = new Map();
  for (let page = 0; page < pagesWithoutCode; page += 1) {
    const present =
      page % othersSeeOneIn === 0 ? rivals : rivals.filter(({ name: who }) => who === ourName || who === bareName);
    // oxlint-disable-next-line no-await-in-loop -- each is measured alone
    await show(present, noCode(seeded(seed, 'without a code', page), backgrounds), { scores, turn: page });
  }
  return scores;
}

function countTable(title: string, rivals: readonly Rival[], scored: Scored, targets: readonly Target[]): CountTable {
  const total = addUp(scored.map(([, scores]) => scores));
  const row = (name_: string, scores: Scores) => ({
    name: name_,
    cells: [
      String(scores.get(ourName)?.pictures ?? 0),
      ...rivals.map((rival) => String(scores.get(rival.name)?.read ?? 0)),
    ],
  });
  return {
    title,
    columns: ['pictures', ...rivals.map((rival) => rival.name)],
    rows: [...scored.map(([kind, scores]) => row(kind, scores)), row('all', total)],
    targets,
  };
}

function share(what: string, scored: Scored, least: number): Target {
  const { read = 0, pictures = 1 } = addUp(scored.map(([, scores]) => scores)).get(ourName) ?? {};
  return {
    what,
    wanted: `at least ${least * 100} %`,
    measured: `${read} of ${pictures}, ${((read / pictures) * 100).toFixed(1)} %`,
    met: read / pictures >= least,
  };
}

interface Timed {
  readonly all: readonly Scores[];
  readonly readable: Scored;
  readonly without: Scores;
  readonly seed: number;
}

function timeTable(rivals: readonly Rival[], { all, readable, without, seed }: Timed): CountTable {
  const everything = addUp([...all, without]);
  const total = addUp(readable.map(([, scores]) => scores));
  const perPicture = (scores: Scores, who: string): number => {
    const score = scores.get(who);
    return score === undefined ? Number.NaN : score.milliseconds / score.pictures;
  };
  const hits = total.get(ourName)?.hitRatio ?? [];
  const hitRatio = hits.toSorted((one, other) => one - other)[Math.floor(hits.length / 2)] ?? Number.NaN;
  const emptyRatio = perPicture(without, ourName) / perPicture(without, bareName);
  const falseReads = everything.get(ourName)?.falseReads ?? Number.NaN;
  return {
    title: `Milliseconds a picture in Node, and texts that stand in none, seed ${seed}; pages without a code: ${pagesWithoutCode}, of which the last four see one in ${othersSeeOneIn}`,
    columns: ['with a quiet zone', 'pages without a code', 'false reads'],
    rows: rivals.map(({ name: who }) => ({
      name: who,
      cells: [
        perPicture(total, who).toFixed(1),
        perPicture(without, who).toFixed(1),
        String(everything.get(who)?.falseReads ?? 0),
      ],
    })),
    targets: [
      { what: 'false reads of ours', wanted: 'none', measured: String(falseReads), met: falseReads === 0 },
      {
        what: 'time where the bare decoder reads it too, median',
        wanted: 'at most 1.15 times its time',
        measured: `${hitRatio.toFixed(2)} times`,
        met: hitRatio <= 1.15,
      },
      {
        what: 'time on pages without a code',
        wanted: "at most 3 times the bare decoder's",
        measured: `${emptyRatio.toFixed(2)} times`,
        met: emptyRatio <= 3,
      },
    ],
  };
}
