import type { Metrics } from './metrics.ts';

/** Upper bounds of the buckets, in seconds: from a look-up to a sign-in that waited in the queue. */
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

const counters = {
  sign_in: 'Sign-ins by their result.',
  second_factor: 'Second factors that were checked, by factor and result.',
  hashing_refused: 'Requests answered 503 because the queue of the hashing pool was full.',
  mail: 'Mails by what became of them.',
  logout_notice: 'Clients to be told that a session ended, by what became of it.',
  http: 'Answers by route and status.',
} as const;

const timings = {
  http_seconds: 'Seconds from request to answer.',
  hash_seconds: 'Seconds that one password hash took, without its wait in the queue.',
} as const;

const gauges = {
  outbox_waiting: 'Mails that wait to be sent.',
  hashing_queue: 'Passwords that wait to be hashed.',
} as const;

interface Histogram {
  readonly buckets: number[];
  sum: number;
  count: number;
}

/** Counters, histograms and gauges in memory, written in the text format of Prometheus (version 0.0.4). */
export function createMetrics(): Metrics {
  const counts = new Map<string, Map<string, number>>();
  const times = new Map<string, Map<string, Histogram>>();
  const levels = new Map<string, number>();

  return {
    count(name, labels) {
      const series = seriesOf(counts, name);
      const key = labelText(labels);
      series.set(key, (series.get(key) ?? 0) + 1);
    },

    time(name, seconds, labels) {
      const series = seriesOf(times, name);
      const key = labelText(labels);
      const histogram = series.get(key) ?? { buckets: BOUNDS.map(() => 0), sum: 0, count: 0 };
      series.set(key, histogram);
      histogram.sum += seconds;
      histogram.count += 1;
      const bucket = BOUNDS.findIndex((bound) => seconds <= bound);
      if (bucket !== -1) {
        histogram.buckets[bucket] = (histogram.buckets[bucket] ?? 0) + 1;
      }
    },

    gauge(name, value) {
      levels.set(name, value);
    },

    async text() {
      return [...counterLines(counts), ...timingLines(times), ...gaugeLines(levels), ''].join('\n');
    },
  };
}

function* counterLines(counts: ReadonlyMap<string, ReadonlyMap<string, number>>): Generator<string> {
  for (const [name, help] of Object.entries(counters)) {
    yield* head(`${name}_total`, { help, type: 'counter' });
    for (const [labels, value] of counts.get(name) ?? []) {
      yield `halfminute_${name}_total${braced(labels)} ${value}`;
    }
  }
}

function* timingLines(times: ReadonlyMap<string, ReadonlyMap<string, Histogram>>): Generator<string> {
  for (const [name, help] of Object.entries(timings)) {
    yield* head(name, { help, type: 'histogram' });
    for (const [labels, histogram] of times.get(name) ?? []) {
      const before = labels === '' ? '' : `${labels},`;
      let upTo = 0;
      for (const [index, bound] of BOUNDS.entries()) {
        upTo += histogram.buckets[index] ?? 0;
        yield `halfminute_${name}_bucket{${before}le="${bound}"} ${upTo}`;
      }
      yield `halfminute_${name}_bucket{${before}le="+Inf"} ${histogram.count}`;
      yield `halfminute_${name}_sum${braced(labels)} ${histogram.sum}`;
      yield `halfminute_${name}_count${braced(labels)} ${histogram.count}`;
    }
  }
}

function* gaugeLines(levels: ReadonlyMap<string, number>): Generator<string> {
  for (const [name, help] of Object.entries(gauges)) {
    yield* head(name, { help, type: 'gauge' });
    yield `halfminute_${name} ${levels.get(name) ?? 0}`;
  }
}

function* head(name: string, { help, type }: { readonly help: string; readonly type: string }): Generator<string> {
  yield `# HELP halfminute_${name} ${help}`;
  yield `# TYPE halfminute_${name} ${type}`;
}

function seriesOf<Value>(all: Map<string, Map<string, Value>>, name: string): Map<string, Value> {
  const series = all.get(name) ?? new Map<string, Value>();
  all.set(name, series);
  return series;
}

function labelText(labels: Readonly<Record<string, string>>): string {
  let text = '';
  for (const [name, value] of Object.entries(labels)) {
    text += `${text === '' ? '' : ','}${name}="${/[\\\n"]/.test(value) ? escaped(value) : value}"`;
  }
  return text;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}

function braced(labels: string): string {
  return labels === '' ? '' : `{${labels}}`;
}
