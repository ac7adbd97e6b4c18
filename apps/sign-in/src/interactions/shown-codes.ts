import type { Services } from '../services.ts';

/** Where codes are on show: the interaction (or session) and the user they are sealed for. */
export interface ShownTo {
  readonly belongsTo: string;
  readonly userId: string;
}

/**
 * Codes that are on show now and are kept nowhere in clear: they stand in the row of the attempt sealed, bound to whom they are shown, and only
 * until one was typed back.
 */
export async function sealCodes(
  { keys }: Pick<Services, 'keys'>,
  codes: readonly string[],
  to: ShownTo,
): Promise<string> {
  const sealed = await keys.seal(new TextEncoder().encode(JSON.stringify(codes)), about(to));
  return Buffer.from(sealed).toString('base64url');
}

/** Empty where nothing is on show. */
export async function openCodes(
  { keys }: Pick<Services, 'keys'>,
  sealed: string | null,
  to: ShownTo,
): Promise<readonly string[]> {
  const plain = sealed === null ? null : await keys.open(Buffer.from(sealed, 'base64url'), about(to));
  const codes: unknown = plain === null ? [] : JSON.parse(new TextDecoder().decode(plain));
  return Array.isArray(codes) ? codes.filter((code) => typeof code === 'string') : [];
}

function about({ belongsTo, userId }: ShownTo): string {
  return `codes:${belongsTo}:${userId}`;
}

/** Which of these `typed` is, or holds, where somebody pastes the whole list; or null. Small letters, blanks and hyphens do not matter (case C15). */
export function oneOf(codes: readonly string[], typed: string): string | null {
  const shown = bare(typed);
  return codes.find((code) => code !== '' && shown.includes(bare(code))) ?? null;
}

function bare(code: string): string {
  return code
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '');
}

/** A name that every file system takes. */
export function downloadName(platform: string): string {
  const plain = platform
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return `recovery-codes${plain === '' ? '' : `-${plain.slice(0, 40)}`}.txt`;
}
