import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../requirements.ts';

const documents = globSync(['*.md', 'docs/**/*.md', 'packages/*/README.md', 'apps/*/README.md', 'vectors/**/*.md'], {
  cwd: projectRoot,
});

interface Example {
  readonly document: string;
  readonly command: string;
  readonly output: string;
}

/** Every `$ command` of a console block, with the lines that should come out. */
function consoleExamples(document: string): Example[] {
  const text = readFileSync(join(projectRoot, document), 'utf8');
  return [...text.matchAll(/^```console\n(.*?)^```$/gms)].flatMap(([, block = '']) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((example) => {
        const end = example.indexOf('\n');
        return { document, command: example.slice(0, end), output: example.slice(end + 1) };
      }),
  );
}

describe('the documents', () => {
  it.each(documents.flatMap(consoleExamples))('$document: $command', ({ command, output }) => {
    const path = [join(projectRoot, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
    const out = execFileSync('bash', ['-c', command], { cwd: projectRoot, env: { ...process.env, PATH: path } });
    expect(out.toString()).toBe(output);
  });

  it('have at least one example that was run', () => {
    expect(documents.flatMap(consoleExamples).length).toBeGreaterThan(0);
  });

  it.each(documents)('%s links to nothing that is not there', (document) => {
    const text = readFileSync(join(projectRoot, document), 'utf8');
    const targets = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)|src="([^"]+)"/g)].map(
      ([, link, source]) => link ?? source ?? '',
    );
    const missing = targets.filter(
      (target) => !/^[a-z]+:/.test(target) && !existsSync(join(projectRoot, dirname(document), target)),
    );
    expect(missing).toEqual([]);
  });
});
