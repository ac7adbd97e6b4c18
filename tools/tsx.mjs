/**
 * `node --import ./tools/tsx.mjs`: lets Node read the pages written in JSX straight from their sources, as it reads the rest of
 * TypeScript by itself. Only inside this project; what is installed elsewhere was built by `tsc`.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'rolldown/utils';

registerHooks({
  load(url, context, nextLoad) {
    if (!url.endsWith('.tsx')) {
      return nextLoad(url, context);
    }
    const path = fileURLToPath(url);
    const { code, errors } = transformSync(path, readFileSync(path, 'utf8'), {
      jsx: { runtime: 'automatic', importSource: 'hono/jsx' },
      sourcemap: false,
    });
    if (errors.length > 0) {
      throw new SyntaxError(`${path}: ${errors.map(({ message }) => message).join('; ')}`);
    }
    return { format: 'module', source: code, shortCircuit: true };
  },
});
