import type { Answer } from '@halfminute/sign-in/testing';

/** An answer without what is new in each: nonces, tokens, times, the user's name (and where a line may break in it). */
export function shapeOf({ status, headers, body, hops }: Answer, userName: string): string {
  const changing = /nonce="[^"]*"|data-now="[^"]*"|value="[\w-]{43}"|\/interaction\/[\w-]+|datetime="[^"]*"/g;
  return JSON.stringify([
    status,
    hops.map((hop) => hop.status),
    Object.keys(headers).toSorted(),
    (headers['set-cookie'] ?? []).map((line) => line.replace(/=.*/, '')),
    body.replaceAll('<wbr/>', '').replaceAll(userName, 'NAME').replaceAll(changing, ''),
  ]);
}
