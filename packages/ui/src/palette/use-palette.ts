import type { PaletteRow, Settings } from '@halfminute/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { PaletteHost } from './palette-host.ts';

/** What is said in place of the rows, or under them. */
export type PaletteSaying = 'locked' | 'failed' | 'copied-instead' | null;

interface Found {
  readonly rows: readonly PaletteRow[];
  /** By {@link monotonicMs}, when they came. */
  readonly at: number;
}

/** The palette has no clock from its host: it only counts down what it was told. */
function monotonicMs(): number {
  return performance.now();
}

/** Nobody sits there any more; a palette that stayed would keep showing codes. */
const closesAfterMs = 60_000;

/** The state of the palette: what is searched, what was found, what is chosen. Each coming up begins anew. */
export function usePalette(host: PaletteHost) {
  const [text, setText] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const [selected, setSelected] = useState(0);
  const [saying, setSaying] = useState<PaletteSaying>(null);
  const [theme, setTheme] = useState<Settings['theme']>('system');
  const [now, setNow] = useState(0);
  /** Answers come in any order; only the last question's counts. */
  const asked = useRef(0);
  const usedAt = useRef(0);
  /** What the last question finds: whoever presses Enter at once means that, and not what still stands there. */
  const searching = useRef<Promise<readonly PaletteRow[]>>(Promise.resolve([]));
  const rows = found?.rows ?? [];

  async function find(wanted: string): Promise<readonly PaletteRow[]> {
    asked.current += 1;
    const question = asked.current;
    const answer = await host.ask({ ask: 'search', text: wanted }).catch(() => ({ answer: 'failed' }) as const);
    const answered = answer.answer === 'rows' ? answer.rows : [];
    if (question !== asked.current) {
      return answered;
    }
    setNow(monotonicMs());
    setFound({ rows: answered, at: monotonicMs() });
    setSelected((index) => Math.max(0, Math.min(index, answered.length - 1)));
    if (answer.answer === 'rows') {
      setTheme(answer.theme);
      setSaying((last) => (last === 'copied-instead' ? last : null));
    } else {
      setSaying(answer.answer === 'locked' ? 'locked' : 'failed');
    }
    return answered;
  }

  function search(wanted: string): void {
    searching.current = find(wanted);
  }

  const begin = useEffectEvent(() => {
    usedAt.current = monotonicMs();
    setText('');
    setSelected(0);
    setSaying(null);
    search('');
  });

  const tick = useEffectEvent(() => {
    const time = monotonicMs();
    if (time - usedAt.current > closesAfterMs) {
      leave();
      return;
    }
    setNow(time);
    if (rows.some((row) => secondsLeft(row, found, time) === 0)) {
      search(text);
    }
  });

  function forget(): void {
    asked.current += 1;
    setFound(null);
    setText('');
  }

  function leave(): void {
    forget();
    host.close();
  }

  const left = useEffectEvent(() => forget());

  useEffect(() => host.watchOpened(() => begin()), [host]);
  useEffect(() => host.watchLeft(() => left()), [host]);

  const isUp = found !== null;
  useEffect(() => {
    if (!isUp) {
      return undefined;
    }
    const timer = setInterval(() => tick(), 1000);
    return () => clearInterval(timer);
  }, [isUp]);

  async function take(way: 'copy' | 'type'): Promise<void> {
    const row = (await searching.current)[selected];
    if (row === undefined) {
      return;
    }
    const outcome =
      way === 'type' && host.canType
        ? await host.typeCode(row.id).catch(() => 'failed' as const)
        : await host.ask({ ask: 'copy', id: row.id }).then(
            ({ answer }) => answer,
            () => 'failed' as const,
          );
    if (outcome === 'typed') {
      forget();
    } else if (outcome === 'copied' && way === 'copy') {
      leave();
    } else {
      setSaying(outcome === 'copied' ? 'copied-instead' : outcome === 'locked' ? 'locked' : 'failed');
    }
  }

  return {
    text,
    rows,
    selected,
    saying,
    /** As the window with the codes wears it, since it last answered. */
    theme,
    secondsLeft: (row: PaletteRow) => secondsLeft(row, found, now),
    type(wanted: string): void {
      usedAt.current = monotonicMs();
      setText(wanted);
      setSelected(0);
      setSaying(null);
      search(wanted);
    },
    select(index: number): void {
      usedAt.current = monotonicMs();
      setSelected(Math.max(0, Math.min(index, rows.length - 1)));
    },
    take,
    leave,
  };
}

/** Of what the row had when it came; null for a counter. */
function secondsLeft(row: PaletteRow, found: Found | null, now: number): number | null {
  if (row.secondsLeft === null || found === null) {
    return null;
  }
  return Math.max(0, Math.ceil(row.secondsLeft - Math.max(0, now - found.at) / 1000));
}
