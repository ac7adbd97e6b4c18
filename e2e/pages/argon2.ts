/** A page that derives keys by the browser's worker, for e2e/web/argon2.test.ts. */
import { createDeriveKey } from '@halfminute/browser';

const deriveKey = createDeriveKey();

declare global {
  interface Window {
    derive(
      request: Omit<Parameters<typeof deriveKey>[0], 'salt' | 'password'> & { salt: number[]; password: number[] },
    ): Promise<number[]>;
  }
}

window.derive = async (request) => {
  const key = await deriveKey({
    ...request,
    salt: Uint8Array.from(request.salt),
    password: Uint8Array.from(request.password),
  });
  return [...key];
};
