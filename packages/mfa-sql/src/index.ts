export type { AuditEntry, AuditInput } from './audit-entry.ts';
export type { AuditLog, AuditVerdict } from './audit-log.ts';
export type { SqlDatabase } from './database.ts';
export type { MfaSchema } from './schema.ts';
