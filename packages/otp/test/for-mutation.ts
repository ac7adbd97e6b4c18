/**
 * The tests that say what is right by themselves, in one file, so that Stryker loads all of it once for a mutant and not ten
 * times. Not among them: comparisons that start other programs, texts that are built to be slow, and the README's example.
 * The quick ones come first: a mutant is done with at the first test that fails.
 */
import './base32.test.ts';
import './codes.test.ts';
import './parameters.test.ts';
import './secret.test.ts';
import './otpauth-link.test.ts';
import './refused-link.test.ts';
import './steam-link.test.ts';
import './pasted.test.ts';
import './pasted-long-code.test.ts';
import './page-parameters.test.ts';
import './wrapped-lines.test.ts';
import './verify.test.ts';
import './format-link.test.ts';
import './hash-functions.test.ts';
