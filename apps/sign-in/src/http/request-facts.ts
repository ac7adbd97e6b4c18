import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What the front door found out about a request before anybody answers it. */
export interface RequestFacts {
  /** The nonce of this answer's content security policy. */
  readonly nonce: string;
  /** The client's address: of the connection, or as a configured proxy says. */
  readonly address: string | null;
}

const factsByRequest = new WeakMap<IncomingMessage, RequestFacts>();

/** Called once a request by the front door. */
export function noteFacts(request: IncomingMessage, facts: RequestFacts): void {
  factsByRequest.set(request, facts);
}

/** The facts of a request (`c.env.incoming` in the routes). A request that did not come through the front door gets a nonce and no address. */
export function factsOf(request: IncomingMessage | undefined): RequestFacts {
  return (request && factsByRequest.get(request)) ?? { nonce: newNonce(), address: null };
}

/** 122 bits by chance, of the kind that Node makes many of at once; nobody guesses one while its page is shown. */
export function newNonce(): string {
  return randomUUID();
}
