import type { MfaEvent, Notice, RequestContext } from '../events.ts';
import { emptyRecord } from '../record.ts';
import type { MfaRecord } from '../record.ts';
import { inOrder } from './check.ts';

const time = 1_800_000_000;

/** What users and browsers write into such fields; a store keeps it as it is. */
export const hostileText = `'; DROP TABLE mfa_user; -- "\\ 🐙 שלום ${'x'.repeat(100)}`;

export const sampleContext: RequestContext = {
  actor: { kind: 'admin', name: 'r.moss' },
  source: { address: '192.0.2.7', agent: hostileText, place: 'London' },
};

/** A record in which no field has the value it begins with. Each byte occurs in it. */
export function fullRecord(userId: string): MfaRecord {
  const bytes = (length: number, first: number) => Uint8Array.from({ length }, (_, index) => first + index);
  return {
    userId,
    version: 0,
    consecutiveFailures: 7,
    waitUntil: time + 120,
    disabledAt: time + 5,
    enrolmentNeeds: 'ticket',
    failureNoticeAt: time - 5,
    futureCode: { authenticatorId: `${userId}-b`, step: 60_000_009, presentStep: 60_000_000 },
    authenticators: [
      {
        id: `${userId}-a`,
        name: hostileText,
        seed: { keyId: 'key-1', bytes: bytes(256, 0) },
        profile: { algorithm: 'SHA1', digits: 6, periodSeconds: 30 },
        lastStep: 60_000_000,
        lateInARow: 2,
        addedAt: time - 86_400,
        lastUsedAt: time,
      },
      {
        id: `${userId}-b`,
        name: 'Authenticator 2',
        seed: { keyId: 'key-2', bytes: bytes(48, 17) },
        profile: { algorithm: 'SHA512', digits: 8, periodSeconds: 60 },
        lastStep: null,
        lateInARow: 0,
        addedAt: time - 10,
        lastUsedAt: null,
      },
    ],
    pending: [
      {
        id: `${userId}-p`,
        attemptId: hostileText,
        seed: { keyId: 'key-2', bytes: bytes(48, 200) },
        profile: { algorithm: 'SHA256', digits: 7, periodSeconds: 15 },
        shownAt: time,
        expiresAt: time + 3600,
      },
    ],
    recovery: {
      salt: bytes(16, 240),
      createdAt: time - 100,
      keptAt: time - 90,
      codes: [
        { id: `${userId}-r1`, hash: bytes(32, 1), usedAt: null },
        { id: `${userId}-r2`, hash: bytes(32, 2), usedAt: time },
      ],
    },
    devices: [
      {
        id: `${userId}-d1`,
        secretHash: bytes(32, 3),
        previousHash: bytes(32, 4),
        previousUntil: time + 60,
        name: 'Firefox on Debian',
        place: 'London',
        firstUsedAt: time - 50,
        lastUsedAt: time,
        expiresAt: time + 2_592_000,
      },
      {
        id: `${userId}-d2`,
        secretHash: bytes(32, 5),
        previousHash: null,
        previousUntil: null,
        name: hostileText,
        place: null,
        firstUsedAt: time - 40,
        lastUsedAt: time - 40,
        expiresAt: time + 86_400,
      },
    ],
  };
}

/** The full record with all lists empty and all that may be absent absent, but failures. */
export function bareRecord(userId: string): MfaRecord {
  return { ...emptyRecord(userId), consecutiveFailures: 1 };
}

/** As it is compared: lists may come back in any order. */
export function sorted(record: MfaRecord): MfaRecord {
  const byId = <Held extends { readonly id: string }>(held: readonly Held[]) =>
    held.toSorted((one, other) => inOrder(one.id, other.id));
  return {
    ...record,
    authenticators: byId(record.authenticators),
    pending: byId(record.pending),
    recovery: record.recovery === null ? null : { ...record.recovery, codes: byId(record.recovery.codes) },
    devices: byId(record.devices),
  };
}

export function sampleEvent(userId: string, detail: MfaEvent['detail'] = {}): MfaEvent {
  return { kind: 'code-wrong', userId, at: time, context: sampleContext, detail };
}

export function sampleNotice(userId: string, parameters: Notice['parameters'] = {}): Notice {
  return { kind: 'password-known', userId, at: time, context: sampleContext, parameters };
}
