import { emptyForm, type FormProblem } from '@halfminute/core';
import { describe, expect, it } from 'vitest';
import { en } from '../src/strings/en.ts';
import { sayFormProblem } from '../src/strings/form-problem.ts';

const message = 'What the other room says.';
function say(problem: Partial<FormProblem>): string {
  return sayFormProblem({ field: 'code', code: 'secret-not-base32', message, ...problem }, en);
}

describe('a mistake in the Add form', () => {
  it('is told by its place and by what may have been meant', () => {
    expect(say({ at: 17, character: '1', suggestions: ['I', 'L'] })).toBe(
      'Character 17, “1”, is not used in such codes. Did you mean I or L?',
    );
  });

  it('in a link is told without a place, since nobody counts in one', () => {
    expect(say({ character: '1', suggestions: ['I', 'L'] })).toBe(
      'The long code in this link has a “1”, which such codes never have. Copy the link again.',
    );
  });

  it('is told by what was pasted instead', () => {
    expect(say({ looksLike: 'one-time-code' })).toBe(en.formProblems.oneTimeCode);
    expect(say({ looksLike: 'web-address', at: 6, character: ':' })).toBe('This is a web address, not a code.');
  });

  it('says where a code that is missing is found', () => {
    expect(say({ code: 'secret-missing' })).toBe(en.formProblems.codeMissing);
    expect(say({ field: 'service', code: 'names-missing' })).toBe('Write the name of the service.');
  });

  it('says what a PIN is for, where it is missing', () => {
    expect(say({ field: 'pin', code: 'needs-pin' })).toBe('The PIN is missing. These codes are made with it.');
  });

  it('is told in its own words where there are no better ones', () => {
    expect(say({ code: 'secret-too-short' })).toBe(message);
    expect(say({ looksLike: 'hexadecimal', at: 2, character: '0' })).toBe(message);
    expect(say({ field: 'user', code: 'too-long' })).toBe(message);
    expect(say({ field: 'algorithm', code: 'unsupported-algorithm', at: 1, character: 'x' })).toBe(message);
  });

  it('in a number says which numbers there are', () => {
    expect(say({ field: 'digits', code: 'bad-digits' })).toBe('A code has 4 to 10 digits, mostly 6.');
    expect(say({ field: 'periodSeconds', code: 'bad-period' })).toMatch(/1 second to 86400 seconds/);
    expect(say({ field: 'counter', code: 'bad-counter' })).toMatch(/from 0 to 9007199254740991/);
  });

  it('cannot be in what is only a default', () => {
    expect(emptyForm()).toMatchObject({ kind: 'totp', algorithm: 'SHA1', digits: '6', periodSeconds: '30' });
  });
});
