import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../tools/requirements.ts';
import { readPolicyFile } from '../src/platform/policy-file.ts';
import { temporaryFolder } from './run-halfminute.ts';

interface PolicyVector {
  readonly name: string;
  readonly is: 'file' | 'link' | 'dangling' | 'ring' | 'folder' | 'pipe' | 'nothing' | 'below-a-file';
  /** Octal. */
  readonly mode?: string;
  readonly owner: 'root' | 'another';
  readonly text?: string;
  readonly bytes?: readonly number[];
  readonly blanks?: number;
  /** `accepted`, `none`, or one of the refusals. */
  readonly answer: string;
}

const { vectors, refusals } = JSON.parse(readFileSync(join(projectRoot, 'vectors/policy/file.json'), 'utf8')) as {
  readonly vectors: readonly PolicyVector[]; // our own file
  readonly refusals: Readonly<Record<string, string>>;
};
const folder = temporaryFolder();
const me = process.getuid?.() ?? -1;

afterAll(() => folder.remove());

describe('the policy file', () => {
  it.each(vectors)('is taken as vectors/policy says: $name', (vector) => {
    const path = layOut(vector);
    const text = contentOf(vector).toString('utf8');
    const expected = {
      accepted: { path, text, problem: null },
      none: { path, text: null, problem: null },
    }[vector.answer] ?? { path, text: null, problem: refusals[vector.answer] };
    expect(readPolicyFile({ path, ownerId: vector.owner === 'root' ? me : me + 1 })).toEqual(expected);
  });

  it('has a sentence for every refusal, and a vector for every sentence', () => {
    const answers = new Set(
      vectors.map(({ answer }) => answer).filter((answer) => !['accepted', 'none'].includes(answer)),
    );
    expect([...answers].toSorted()).toEqual(Object.keys(refusals).toSorted());
  });
});

/** Answers the path of the policy. */
function layOut(vector: PolicyVector): string {
  const place = join(folder.path, String(vectors.indexOf(vector)));
  mkdirSync(place);
  const path = join(place, 'policy.json');
  const write = (file: string): void => {
    writeFileSync(file, contentOf(vector));
    chmodSync(file, Number.parseInt(vector.mode ?? '644', 8));
  };
  switch (vector.is) {
    case 'file':
      write(path);
      break;
    case 'link':
      write(`${path}.real`);
      symlinkSync(`${path}.real`, path);
      break;
    case 'dangling':
      symlinkSync(`${path}.real`, path);
      break;
    case 'ring':
      symlinkSync(path, path);
      break;
    case 'folder':
      mkdirSync(path);
      break;
    case 'pipe':
      execFileSync('mkfifo', [path]);
      break;
    case 'below-a-file':
      writeFileSync(path, '{}');
      return join(path, 'policy.json');
    case 'nothing':
      break;
  }
  return path;
}

function contentOf({ text, bytes, blanks }: PolicyVector): Buffer {
  return bytes === undefined ? Buffer.from(text ?? ' '.repeat(blanks ?? 0)) : Buffer.from(bytes);
}
