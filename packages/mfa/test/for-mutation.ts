/**
 * The tests that say what is right by themselves, in one file, so that Stryker loads all of it once for a mutant and not ten
 * times. Not among them: comparisons that start other programs, cases that lie outside of the project, the ten thousand
 * codes of T28, the model's random orders and the README's example.
 */
import './bytes-as-text.test.ts';
import './typed-code.test.ts';
import './policy.test.ts';
import './code-verification.test.ts';
import './clock-doctor.test.ts';
import './guessing.test.ts';
import './enrolment.test.ts';
import './enrolment-needs.test.ts';
import './importing.test.ts';
import './several-authenticators.test.ts';
import './recovery-codes.test.ts';
import './remembered-devices.test.ts';
import './sealed-seeds.test.ts';
import './account.test.ts';
import './store-contract.test.ts';
