import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createCodeGenerator, encodeBase32, Secret } from '@halfminute/otp';
import { describe, expect, it } from 'vitest';
import { outboxMails } from '../../src/mail/outbox-mails.ts';
import { openWorkplace } from './workplace.ts';

describe('everything that commands print and write', () => {
  it('C11 holds no code, no seed, no password and no hash: output, log, audit rows and mails of a whole working day', async () => {
    const place = await openWorkplace();
    try {
      const seed = randomBytes(20);
      const password = 'wet paint dries at noon';
      const hash = await place.services.passwords.hash(password);
      const rows = `user_name,name,mail,password_hash,totp_secret\nada,Ada,ada@b.example,"${hash}",${encodeBase32(seed)}\n`;
      await place.json(['users', 'import', '-'], { input: rows });
      await place.json(['users', 'create', 'grace', '--mail', 'g@b.example', '--as-admin', '--password-stdin'], {
        input: `${password}\n`,
      });
      const ada = await place.services.accounts.byUserName('ada');
      const codes = createCodeGenerator({
        kind: 'totp',
        secret: Secret.fromBytes(seed),
        algorithm: 'SHA1',
        digits: 6,
        periodSeconds: 30,
      });
      const step = Math.floor(Date.now() / 30_000);
      const typed = codes.codeForCounter(step);
      for (const attempt of [typed, typed, '000000']) {
        await place.services.mfa.verify({
          userId: ada?.userId ?? '',
          typed: attempt,
          factor: 'code',
          purpose: 'sign-in',
          context: { actor: { kind: 'user' }, source: { address: '192.0.2.7', agent: 'Firefox', place: null } },
        });
      }
      const reason = ['--reason', 'seen on video', '--admin', 'grace'];
      for (const args of [
        ['users', 'show', 'ada'],
        ['users', 'list'],
        ['status'],
        ['require', 'all'],
        ['remind', '--all'],
        ['reset', 'ada', ...reason],
        ['freeze', 'ada', ...reason],
        ['unfreeze', 'ada', ...reason],
        ['keys', 'list'],
        ['keys', 'rotate'],
        ['backup', join(place.folder, 'backup.db')],
        ['doctor'],
        ['audit', '--csv'],
        ['audit', '--json'],
        ['audit'],
        ['verify-log'],
      ]) {
        await place.run(args);
      }
      const audit = JSON.stringify(await place.services.audit.entries({ limit: 10_000 }));
      const mails = (await outboxMails(place.services)).map(({ subject, text }) => `${subject}\n${text}`);
      const all = [...place.printed, ...place.logged, audit, ...mails].join('\n');
      expect(all.length).toBeGreaterThan(5000);
      for (const secret of [
        encodeBase32(seed),
        seed.toString('hex'),
        seed.toString('base64'),
        seed.toString('base64url'),
        password,
        hash.split('$').at(-1) ?? hash,
      ]) {
        expect(all).not.toContain(secret);
      }
      // As a word of its own: six figures can stand in a hash by chance.
      expect(all).not.toMatch(new RegExp(String.raw`(?<![\w.:-])${typed}(?![\w.:-])`));
    } finally {
      await place.close();
    }
  });
});
