import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CookieSignatures } from '../../src/provider/cookie-signatures.ts';
import { createPerson, signIn, startTestService } from '../../testing/index.ts';

describe('the signatures of cookies', () => {
  const [old, fresh] = ['the secret of last year', 'the secret of this year'];
  const signatures = new CookieSignatures([fresh, old]);

  test('are HMAC with SHA-256 by the first secret', () => {
    expect(signatures.sign('a=1')).toBe(createHmac('sha256', fresh).update('a=1').digest('base64url'));
  });

  test('hold for what an older secret has signed, and for nothing else', () => {
    expect(signatures.index('a=1', signatures.sign('a=1'))).toBe(0);
    expect(signatures.index('a=1', new CookieSignatures([old]).sign('a=1'))).toBe(1);
    for (const forged of [
      '',
      'AAAA',
      signatures.sign('a=2'),
      `${signatures.sign('a=1')}AA`,
      new CookieSignatures(['x']).sign('a=1'),
    ]) {
      expect(signatures.verify('a=1', forged)).toBe(false);
    }
    expect(() => new CookieSignatures([]).sign('a=1')).toThrow(/secret/);
  });

  test('a cookie that was changed, or lost its signature, is none', async () => {
    const service = await startTestService({ inProcess: true });
    try {
      const { agent } = await signIn(service, await createPerson(service.services, { enrolled: true }));
      const isIn = async (who: typeof agent) =>
        (await who.get(service.client.start({ prompt: 'none' }).url)).leavesTo?.searchParams.has('code') === true;
      expect(await isIn(agent.copy())).toBe(true);
      const unsigned = agent.copy();
      unsigned.cookies.delete('halfminute-session.sig');
      expect(await isIn(unsigned)).toBe(false);
      const changed = agent.copy();
      changed.cookies.put({ ...sessionCookie, value: signatures.sign('halfminute-session=guessed') });
      expect(await isIn(changed)).toBe(false);
    } finally {
      await service.stop();
    }
  });
});

const sessionCookie = {
  name: 'halfminute-session.sig',
  host: 'localhost',
  path: '/',
  expiresAt: null,
  secure: false,
  httpOnly: true,
  sameSite: 'lax',
} as const;
