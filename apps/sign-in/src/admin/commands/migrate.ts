import type { Answer, CommandContext } from '../command.ts';

/** Opening the database brings its tables up to this version. */
export async function migrate({ services }: CommandContext): Promise<Answer> {
  const { database } = await services();
  return { lines: ['The tables are those of this version.'], json: { dialect: database.dialect, migrated: true } };
}
