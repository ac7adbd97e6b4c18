export { createMfa } from './create-mfa.ts';
export { MfaError } from './errors.ts';
export type { MfaErrorCode } from './errors.ts';
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
export { defaultMfaPolicy } from './policy.ts';
export type { MfaPolicy } from './policy.ts';
export { checkMfaPolicy, policyDeviations } from './policy-check.ts';
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
export { readRecoveryCode } from './recovery-code.ts';
export type { TypedRecoveryCode } from './recovery-code.ts';
export type { MfaStore, RecordChange } from './store.ts';
export { readTypedCode } from './typed-code.ts';
export type { TypedCode } from './typed-code.ts';
