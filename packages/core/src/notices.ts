import type { Notice } from './app-state.ts';

type NoticeKind = Notice['kind'];

/** What the user should be told, until it is no longer so or was dismissed. */
export interface Notices {
  /** Something happened. Replaces an earlier notice of its kind, and comes again where that was dismissed. */
  raise(notice: Notice): void;
  /** It is no longer so. */
  withdraw(kind: NoticeKind): void;
  /** The user has read it: nothing of its kind shows before it is raised again or the codes are locked. */
  dismiss(kind: NoticeKind): void;
  /** What shows, with `standing` being the notices that are so at this moment by the state of things. */
  list(standing: readonly Notice[]): readonly Notice[];
  /** On lock: all but what is said of the clock is a matter of the session. */
  forget(): void;
}

/** The order on the screen: what can cost codes first. */
const ORDER: readonly NoticeKind[] = [
  'save-failed',
  'clock-measured',
  'clock-jumped',
  'merged',
  'storage-not-persistent',
  'recovery-sheet-due',
  'no-backup-yet',
];

export function createNotices(): Notices {
  const raised = new Map<NoticeKind, Notice>();
  const dismissed = new Set<NoticeKind>();

  return {
    raise(notice) {
      raised.set(notice.kind, notice);
      dismissed.delete(notice.kind);
    },
    withdraw(kind) {
      raised.delete(kind);
    },
    dismiss(kind) {
      raised.delete(kind);
      dismissed.add(kind);
    },
    list(standing) {
      const byKind = new Map<NoticeKind, Notice>(standing.map((notice) => [notice.kind, notice]));
      for (const [kind, notice] of raised) {
        byKind.set(kind, notice);
      }
      return ORDER.flatMap((kind) => {
        const notice = byKind.get(kind);
        return notice === undefined || dismissed.has(kind) ? [] : [notice];
      });
    },
    forget() {
      for (const kind of ORDER) {
        if (kind !== 'clock-jumped' && kind !== 'clock-measured') {
          raised.delete(kind);
        }
      }
      dismissed.clear();
    },
  };
}
