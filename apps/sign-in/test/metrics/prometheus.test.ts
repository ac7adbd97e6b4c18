import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/metrics/prometheus.ts';

describe('metrics', () => {
  it('count by labels', async () => {
    const metrics = createMetrics();
    metrics.count('sign_in', { result: 'accepted' });
    metrics.count('sign_in', { result: 'accepted' });
    metrics.count('sign_in', { result: 'wrong' });
    metrics.count('hashing_refused', {});
    const text = await metrics.text();
    expect(text).toContain('# TYPE halfminute_sign_in_total counter\n');
    expect(text).toContain(
      'halfminute_sign_in_total{result="accepted"} 2\nhalfminute_sign_in_total{result="wrong"} 1\n',
    );
    expect(text).toContain('halfminute_hashing_refused_total 1\n');
  });

  it('hold times in buckets that grow, each with all before it', async () => {
    const metrics = createMetrics();
    for (const seconds of [0.0005, 0.001, 0.03, 7]) {
      metrics.time('http_seconds', seconds, { route: 'code' });
    }
    const text = await metrics.text();
    const buckets = [...text.matchAll(/^halfminute_http_seconds_bucket\{route="code",le="([^"]+)"\} (\d+)$/gm)];
    expect(buckets.map(([, bound, count]) => [bound, Number(count)])).toEqual([
      ['0.001', 2],
      ['0.0025', 2],
      ['0.005', 2],
      ['0.01', 2],
      ['0.025', 2],
      ['0.05', 3],
      ['0.1', 3],
      ['0.25', 3],
      ['0.5', 3],
      ['1', 3],
      ['2.5', 3],
      ['5', 3],
      ['+Inf', 4],
    ]);
    expect(text).toContain('halfminute_http_seconds_sum{route="code"} 7.0315');
    expect(text).toContain('halfminute_http_seconds_count{route="code"} 4');
  });

  it('show a level as it was set last, and 0 before', async () => {
    const metrics = createMetrics();
    metrics.gauge('outbox_waiting', 3);
    metrics.gauge('outbox_waiting', 2);
    const text = await metrics.text();
    expect(text).toContain('# TYPE halfminute_outbox_waiting gauge\nhalfminute_outbox_waiting 2\n');
    expect(text).toContain('halfminute_hashing_queue 0\n');
  });

  it('S16 no label ends its line or its quotes', async () => {
    const metrics = createMetrics();
    metrics.count('http', { route: 'a"} 1\nforged 2\\' });
    const text = await metrics.text();
    expect(text).toContain(String.raw`halfminute_http_total{route="a\"} 1\nforged 2\\"} 1` + '\n');
    expect(text).not.toMatch(/^forged/m);
  });

  it('end with a line end, and have help for each name', async () => {
    const text = await createMetrics().text();
    expect(text.endsWith('\n')).toBe(true);
    const names = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
    expect(names).toHaveLength(10);
    for (const name of names) {
      expect(text).toContain(`# HELP ${name} `);
    }
  });
});
