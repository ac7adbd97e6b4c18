/** How long a client may take to hear that somebody signed out; the user waits for it. */
const mostMs = 2_500;

/**
 * What the library sends to others: logout tokens to addresses that the operator wrote into the list of clients. The library's own dispatcher would
 * refuse private addresses, where most platforms of a firm live; nobody but the operator chooses an address here. No redirect is followed.
 */
export function fetchBackchannel(address: string | URL | Request, options: RequestInit = {}): Promise<Response> {
  const { method, headers, body } = options;
  return fetch(address, {
    ...(method === undefined ? {} : { method }),
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined ? {} : { body }),
    redirect: 'manual',
    signal: AbortSignal.timeout(mostMs),
  });
}
