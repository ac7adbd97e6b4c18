import type { ThisComputer } from './app-desk.ts';
import type { LockReason, Session, UnlockFailure, VaultProblem } from './app-state.ts';

/** What can happen to a session. */
export type SessionEvent =
  | { readonly type: 'file-absent' }
  | { readonly type: 'file-found'; readonly fileName: string; readonly savedUnixSeconds: number | null }
  | { readonly type: 'file-unreadable'; readonly fileName: string; readonly problem: VaultProblem }
  | { readonly type: 'policy-broken'; readonly path: string; readonly line: number | null; readonly message: string }
  /** Opening or making a vault begins, or goes on to its next step. */
  | {
      readonly type: 'opening';
      readonly fileName: string;
      readonly doing: (Session & { readonly phase: 'opening' })['doing'];
    }
  | { readonly type: 'opened'; readonly fileName: string }
  /** Nothing was opened: back to where it began. */
  | { readonly type: 'turned-back'; readonly to: Session }
  | {
      readonly type: 'locked';
      readonly fileName: string;
      readonly savedUnixSeconds: number | null;
      readonly because: LockReason | null;
      readonly failure: UnlockFailure | null;
      readonly thisComputer: ThisComputer;
    }
  /** While locked: the keyring has answered. */
  | { readonly type: 'keyring-answered'; readonly thisComputer: ThisComputer };

type Phase = Session['phase'];
type EventOf<Type extends SessionEvent['type']> = Extract<SessionEvent, { type: Type }>;
type Moves = { readonly [Type in SessionEvent['type']]?: (event: EventOf<Type>, session: Session) => Session };

const toAbsent = (): Session => ({ phase: 'absent' });
const toFound = ({ fileName, savedUnixSeconds }: EventOf<'file-found'>): Session => ({
  phase: 'locked',
  fileName,
  savedUnixSeconds,
  lockedBecause: null,
  failure: null,
  thisComputer: 'absent',
});
/** Looked at again while locked: why it is locked, and what the last unlock met, stay true. */
const toFoundAgain = (event: EventOf<'file-found'>, session: Session): Session =>
  session.phase === 'locked' ? { ...session, savedUnixSeconds: event.savedUnixSeconds } : toFound(event);
const toUnreadable = ({ fileName, problem }: EventOf<'file-unreadable'>): Session => ({
  phase: 'unreadable',
  fileName,
  problem,
});
const toPolicyBroken = ({ path, line, message }: EventOf<'policy-broken'>): Session => ({
  phase: 'policy-broken',
  path,
  line,
  message,
});
const toOpening = ({ fileName, doing }: EventOf<'opening'>): Session => ({ phase: 'opening', fileName, doing });
const toOpen = ({ fileName }: EventOf<'opened'>): Session => ({ phase: 'open', fileName });
const toLocked = (event: EventOf<'locked'>): Session => ({
  phase: 'locked',
  fileName: event.fileName,
  savedUnixSeconds: event.savedUnixSeconds,
  lockedBecause: event.because,
  failure: event.failure,
  thisComputer: event.thisComputer,
});
const toOffering = ({ thisComputer }: EventOf<'keyring-answered'>, session: Session): Session =>
  session.phase === 'locked' ? { ...session, thisComputer } : session;
const backTo = ({ to }: EventOf<'turned-back'>): Session => to;
const stay = (_event: SessionEvent, session: Session): Session => session;

const looking = { 'file-absent': toAbsent, 'file-found': toFound, 'file-unreadable': toUnreadable } satisfies Moves;

/** The whole machine: from each phase, what may happen and where it leads. What does not stand here cannot happen. */
const MOVES: { readonly [From in Phase]: Moves } = {
  starting: { ...looking, 'policy-broken': toPolicyBroken },
  absent: { ...looking, opening: toOpening },
  locked: { ...looking, 'file-found': toFoundAgain, 'keyring-answered': toOffering, opening: toOpening },
  opening: { ...looking, opening: toOpening, opened: toOpen, 'turned-back': backTo, locked: toLocked },
  open: { locked: toLocked },
  unreadable: { ...looking, opening: toOpening },
  // A policy is read once, at the start.
  'policy-broken': { 'policy-broken': stay },
};

/** Where `event` leads. Throws where the table has no such move: that is a mistake in the program. */
export function nextSession(session: Session, event: SessionEvent): Session {
  const move = MOVES[session.phase][event.type] as // the key is the event's own type
    ((event: SessionEvent, session: Session) => Session) | undefined;
  if (move === undefined) {
    throw new Error(`A session that is ${session.phase} cannot become ${event.type}.`);
  }
  return move(event, session);
}
