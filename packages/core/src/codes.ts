import { createCodeGenerator } from '@halfminute/otp';
import type { HotpAccount, OtpAccount } from '@halfminute/otp';
import type { AccountId, VaultAccount } from '@halfminute/vault';
import type { CodeView } from './app.ts';
import type { Clock, Unsubscribe } from './platform.ts';
import { createSecondTicker } from './second-ticker.ts';
import { createTimedCodes } from './timed-codes.ts';
import type { TimedCodes } from './timed-codes.ts';

/** Every code on show. Keyed state is made once an account, on its first look, and wiped when the codes are locked. */
export interface CodeWatch {
  watch(id: AccountId, listener: (view: CodeView) => void): Unsubscribe;
  watchPreview(account: OtpAccount, listener: (view: CodeView) => void): Unsubscribe;
  view(id: AccountId): CodeView | null;
  /** The code of a timed account that is not saved yet; null for a counter account. */
  codeOf(account: OtpAccount): string | null;
  /** A counter account's code was made and its counter saved. */
  show(id: AccountId, shown: ShownCounterCode): void;
  /** Accounts may have been edited, or be gone. */
  accountsChanged(): void;
  /** The clock tells another time now. */
  timeChanged(): void;
  /** Wipes what is held and forgets who watches. */
  wipe(): void;
}

export interface ShownCounterCode {
  readonly code: string;
  /** What the code was made from. */
  readonly counter: number;
}

/** The code of a counter account for its present counter. The caller has to have saved the next one. */
export function counterCode(account: HotpAccount): string {
  const generator = createCodeGenerator(account);
  try {
    return generator.codeForCounter(account.counter);
  } finally {
    generator.wipe();
  }
}

interface KeyedAccount {
  readonly otp: OtpAccount;
  readonly codes: TimedCodes;
}

export function createCodeWatch(clock: Clock, accountOf: (id: AccountId) => VaultAccount | null): CodeWatch {
  const ticker = createSecondTicker(clock);
  const keyedById = new Map<AccountId, KeyedAccount>();
  const shownById = new Map<AccountId, ShownCounterCode>();
  const watchersById = new Map<AccountId, Set<() => void>>();
  const previews = new Set<() => void>();

  function timedCodesOf(id: AccountId, otp: Exclude<OtpAccount, HotpAccount>): TimedCodes {
    const known = keyedById.get(id);
    if (known !== undefined && known.otp === otp) {
      return known.codes;
    }
    known?.codes.wipe();
    const codes = createTimedCodes(otp);
    keyedById.set(id, { otp, codes });
    return codes;
  }

  function view(id: AccountId): CodeView | null {
    const otp = accountOf(id)?.otp;
    if (otp === undefined) {
      return null;
    }
    return otp.kind === 'hotp'
      ? { kind: 'counter', code: shownById.get(id)?.code ?? null, counter: otp.counter }
      : timedCodesOf(id, otp).at(ticker.unixSeconds());
  }

  /** Looks at once and at each second. The answer ends it. */
  function tickWith(look: () => void, prepare: () => void): Unsubscribe {
    look();
    return ticker.add({ tick: look, afterTick: prepare });
  }

  return {
    watch(id, listener) {
      let last: CodeView | null = null;
      let stopTicking: Unsubscribe | null = null;
      const look = (): void => {
        const now = view(id);
        if (now !== null && !sameView(now, last)) {
          last = now;
          listener(now);
        }
        // Only what changes by itself ticks; an edit may turn one kind into the other.
        if (now?.kind !== 'timed') {
          stopTicking?.();
          stopTicking = null;
        } else {
          stopTicking ??= ticker.add({ tick: look, afterTick: () => keyedById.get(id)?.codes.prepare() });
        }
      };
      const watchers = watchersById.get(id) ?? new Set();
      watchersById.set(id, watchers.add(look));
      look();
      return () => {
        stopTicking?.();
        stopTicking = null;
        watchers.delete(look);
        if (watchers.size === 0 && watchersById.get(id) === watchers) {
          watchersById.delete(id);
        }
      };
    },
    watchPreview(account, listener) {
      if (account.kind === 'hotp') {
        listener({ kind: 'counter', code: null, counter: account.counter });
        return () => undefined;
      }
      const codes = createTimedCodes(account);
      const stop = tickWith(
        () => listener(codes.at(ticker.unixSeconds())),
        () => codes.prepare(),
      );
      const end = (): void => {
        if (previews.delete(end)) {
          stop();
          codes.wipe();
        }
      };
      previews.add(end);
      return end;
    },
    view,
    codeOf(account) {
      if (account.kind === 'hotp') {
        return null;
      }
      const codes = createTimedCodes(account);
      try {
        return codes.at(ticker.unixSeconds()).code;
      } finally {
        codes.wipe();
      }
    },
    show(id, shown) {
      shownById.set(id, shown);
      lookAgain(id);
    },
    accountsChanged() {
      for (const [id, { otp, codes }] of keyedById) {
        if (accountOf(id)?.otp !== otp) {
          codes.wipe();
          keyedById.delete(id);
        }
      }
      for (const [id, shown] of shownById) {
        const otp = accountOf(id)?.otp;
        // The shown code belongs to the counter before the saved one; anything else was edited or used elsewhere.
        if (otp?.kind !== 'hotp' || otp.counter !== shown.counter + 1) {
          shownById.delete(id);
        }
      }
      for (const id of watchersById.keys()) {
        lookAgain(id);
      }
    },
    timeChanged() {
      for (const id of watchersById.keys()) {
        lookAgain(id);
      }
    },
    wipe() {
      ticker.stop();
      for (const end of previews) {
        end();
      }
      for (const { codes } of keyedById.values()) {
        codes.wipe();
      }
      keyedById.clear();
      shownById.clear();
      watchersById.clear();
    },
  };

  function lookAgain(id: AccountId): void {
    for (const look of Array.from(watchersById.get(id) ?? [])) {
      look();
    }
  }
}

function sameView(one: CodeView, other: CodeView | null): boolean {
  if (one.kind === 'counter') {
    return other?.kind === 'counter' && one.code === other.code && one.counter === other.counter;
  }
  return (
    other?.kind === 'timed' &&
    one.code === other.code &&
    one.nextCode === other.nextCode &&
    one.secondsLeft === other.secondsLeft &&
    one.periodSeconds === other.periodSeconds
  );
}
