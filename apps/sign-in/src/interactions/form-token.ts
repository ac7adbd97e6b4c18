import { hash, timingSafeEqual } from 'node:crypto';
import type { Services } from '../services.ts';

/**
 * The hidden field `csrf` of a form: a keyed digest of what the form is bound to (an interaction, an attempt, a session), so that it lives as long
 * as that (case C42) and needs no store.
 */
export function formToken({ keys }: Pick<Services, 'keys'>, boundTo: string): Promise<string> {
  return keys.mac(`form\n${boundTo}`);
}

export async function isFormToken(
  services: Pick<Services, 'keys'>,
  { token, boundTo }: { readonly token: string; readonly boundTo: string },
): Promise<boolean> {
  const right = await formToken(services, boundTo);
  // Digests of both have one length, which the comparison needs.
  return timingSafeEqual(sha256(token), sha256(right));
}

function sha256(text: string): Uint8Array {
  return hash('sha256', text, 'buffer');
}
