import type { Keys } from '../keys/keys.ts';

/** The tokens of one mail's links. They stand in the outbox only sealed, and only until the mail was sent. */
export interface LinkTokens {
  /** Of the link that the mail is about: an invitation, a new password, a first enrolment. */
  readonly link: string | null;
  /** Of "This was not me", minted when the mail is first made ready. */
  readonly notMe: string | null;
}

export const noTokens: LinkTokens = { link: null, notMe: null };

/** Sealed for this row of the outbox: in another one they do not open. */
export async function sealTokens(
  keys: Pick<Keys, 'seal'>,
  rowId: string,
  { link, notMe }: LinkTokens,
): Promise<Uint8Array<ArrayBuffer>> {
  return keys.seal(new TextEncoder().encode(JSON.stringify({ link, notMe })), about(rowId));
}

/** Null when they were not sealed by our keys for this row. */
export async function openTokens(
  keys: Pick<Keys, 'open'>,
  rowId: string,
  sealed: Uint8Array,
): Promise<LinkTokens | null> {
  const plain = await keys.open(sealed, about(rowId));
  if (plain === null) {
    return null;
  }
  const read: unknown = JSON.parse(new TextDecoder().decode(plain));
  return typeof read === 'object' && read !== null ? { link: token(read, 'link'), notMe: token(read, 'notMe') } : null;
}

function token(read: object, name: 'link' | 'notMe'): string | null {
  const value: unknown = Reflect.get(read, name);
  return typeof value === 'string' ? value : null;
}

function about(rowId: string): string {
  return `outbox:${rowId}`;
}
