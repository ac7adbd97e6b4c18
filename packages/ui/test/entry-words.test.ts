import type { FoundEntry } from '@halfminute/core';
import { parseOtpauthUri } from '@halfminute/otp';
import { describe, expect, it } from 'vitest';
import { entryWords } from '../src/screens/import/entry-words.ts';
import { en } from '../src/strings/en.ts';

const message = 'A name may be wrong.';

function found(warnings: readonly { readonly code: 'name-guessed'; readonly message: string }[]): FoundEntry {
  return {
    key: 0,
    verdict: 'imported',
    duplicateOf: null,
    waitsForPin: false,
    isTickedAtFirst: true,
    entry: {
      verdict: 'imported',
      where: 'line 1',
      wasTrashed: false,
      warnings,
      account: parseOtpauthUri('otpauth://totp/Alder:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Alder'),
    },
  };
}

describe('what is said of an entry before it is imported', () => {
  it('is nothing where it is new and nothing is in doubt', () => {
    expect(entryWords(found([]), { words: en, isTicked: true }).verdict).toBeNull();
  });

  it('is what its file left in doubt, unless it is left out', () => {
    const doubtful = found([{ code: 'name-guessed', message }]);
    expect(entryWords(doubtful, { words: en, isTicked: true }).verdict).toEqual({ strong: '', rest: message });
    expect(entryWords(doubtful, { words: en, isTicked: false }).verdict?.rest).toBe('Left out by you');
  });
});
