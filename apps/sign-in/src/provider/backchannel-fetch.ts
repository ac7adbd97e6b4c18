/** How long a client may take to hear that somebody signed out; the user waits for it. */
const mostMs = 2_500;

/** What the library sends to others: back-channel logout only. No redirects, so that a client's address cannot lead elsewhere. */
export function fetchBackchannel(address: string | URL | Request, options?: RequestInit): Promise<Response> {
  return fetch(address, { ...options, redirect: 'error', signal: AbortSignal.timeout(mostMs) });
}
