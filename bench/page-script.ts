import { rolldown } from 'rolldown';

/** The module at `path` and all that it imports, as one script for a page. Sources, not builds. */
export async function pageScript(path: string): Promise<string> {
  const build = await rolldown({
    input: path,
    resolve: { conditionNames: ['@halfminute/source', 'import', 'browser', 'default'] },
  });
  const { output } = await build.generate({ format: 'iife', minify: true });
  return output[0].code;
}
