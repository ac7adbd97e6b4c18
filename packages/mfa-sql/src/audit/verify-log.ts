import type { Kysely } from 'kysely';
import type { MfaSchema } from '../schema.ts';
import type { AuditVerdict } from './audit-log.ts';

export async function verifyLog(
  _kysely: Kysely<MfaSchema>,
  _options: { readonly keptOutside?: string } = {},
): Promise<AuditVerdict> {
  throw new Error('to come');
}
