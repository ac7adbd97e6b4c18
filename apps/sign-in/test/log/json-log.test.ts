import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/log/json-log.ts';

function start() {
  const written: string[] = [];
  const log = createLog((line) => written.push(line), { clock: () => 1_795_000_000.25 });
  return { written, log };
}

describe('the log', () => {
  it('is one JSON object a line, with time in UTC, level and event', () => {
    const { written, log } = start();
    log.info('started', { port: 6238 });
    log.warn('slow');
    log.error('failed', { reason: 'database', retry: true, at: null });
    expect(written.map((line) => JSON.parse(line) as unknown)).toEqual([
      { time: '2026-11-18T11:06:40.250Z', level: 'info', event: 'started', port: 6238 },
      { time: '2026-11-18T11:06:40.250Z', level: 'warn', event: 'slow' },
      { time: '2026-11-18T11:06:40.250Z', level: 'error', event: 'failed', reason: 'database', retry: true, at: null },
    ]);
  });

  it('S16 no text forges a line, or moves the cursor of a terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (event, agent) => {
        const { written, log } = start();
        log.warn(event, { agent });
        const [line = '', ...others] = written;
        expect(others).toEqual([]);
        expect(line.endsWith('}\n')).toBe(true);
        expect(line.slice(0, -1)).not.toMatch(
          /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u,
        );
        expect(JSON.parse(line)).toMatchObject({ event, agent });
      }),
    );
    const { written, log } = start();
    log.info('sign-in', { user: 'eve\n{"level":"error"}\u001B[2J\u009B2J\u2028\u202E' });
    expect(written).toHaveLength(1);
    expect(written[0]?.match(/\n/g)).toHaveLength(1);
  });

  it('S16 a detail cannot take the place of time, level or event', () => {
    const { written, log } = start();
    log.info('true event', { time: 'never', level: 'error', event: 'false event' });
    expect(JSON.parse(written[0] ?? '')).toEqual({
      time: '2026-11-18T11:06:40.250Z',
      level: 'info',
      event: 'true event',
    });
  });

  it('C11 what has the name of a secret is not written, whatever it is', () => {
    const { written, log } = start();
    const names = [
      'code',
      'oneTimeCode',
      'recovery_codes',
      'Password',
      'newPassword',
      'clientSecret',
      'access_token',
      'set-cookie',
      'COOKIE',
      'seed',
      'authorization',
      'pepper',
    ];
    log.error('refused', Object.fromEntries(names.map((name) => [name, '123456'])));
    expect(written[0]).not.toContain('123456');
    expect(written[0]?.match(/<redacted>/g)).toHaveLength(names.length);
    log.info('none', { code: null });
    expect(JSON.parse(written[1] ?? '')).toMatchObject({ code: null });
  });
});
