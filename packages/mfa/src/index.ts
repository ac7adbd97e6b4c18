export type { Actor, MfaEvent, MfaEventKind, Notice, NoticeKind, Purpose, RequestContext, Source } from './events.ts';
export type { KeyRing } from './key-ring.ts';
export type {
  BeginOutcome,
  BeginRequest,
  ClockVerdict,
  ConfirmOutcome,
  ConfirmRequest,
  DeviceOutcome,
  Mfa,
  MfaHost,
  PendingView,
  UserAct,
  VerifyOutcome,
  VerifyRequest,
} from './mfa.ts';
export type { MfaPolicy } from './policy.ts';
export { emptyRecord } from './record.ts';
export type {
  Authenticator,
  CodeProfile,
  FutureCode,
  MfaRecord,
  PendingAuthenticator,
  RecoveryCode,
  RecoverySet,
  RememberedDevice,
  SealedSeed,
} from './record.ts';
export type { MfaStore, RecordChange } from './store.ts';
