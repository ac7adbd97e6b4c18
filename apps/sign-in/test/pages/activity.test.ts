import { describe, expect, it } from 'vitest';
import { context, entry } from '../../../../e2e/sign-in-gallery/ada.ts';
import { activityToText, withoutRepeats } from '../../src/pages/areas/activity-words.ts';
import { createView } from '../../src/pages/view.ts';
import { languages } from '../../src/pages/strings/pick-language.ts';

const view = createView({ ...context, nonce: '', origin: '' });

/** Every kind of the audit log that a user can read: the mfa package's and the service's own. */
const kinds = [
  'code-accepted',
  'code-wrong',
  'code-replayed',
  'attempt-in-wait',
  'attempt-while-disabled',
  'factors-disabled',
  'factors-enabled',
  'enrolment-begun',
  'enrolment-expired',
  'authenticator-added',
  'authenticator-imported',
  'authenticator-renamed',
  'authenticator-removed',
  'posted-secret-ignored',
  'recovery-codes-issued',
  'recovery-codes-kept',
  'recovery-code-used',
  'recovery-codes-removed',
  'device-remembered',
  'device-used',
  'device-forgotten',
  'device-stolen',
  'mfa-reset',
  'clock-went-back',
  'clock-confirmed',
];

describe('what happened, in words', () => {
  it.each(kinds)('%s has a sentence of its own in every language', (kind) => {
    for (const language of languages) {
      const spoken = createView({ ...context, language, nonce: '', origin: '' });
      const text = activityToText(entry(kind, { detail: { name: 'Spare phone', failures: 2, admin: 'Ines' } }), spoken);
      expect(text).not.toBe(activityToText(entry('of-a-later-version'), spoken));
      expect(text).not.toMatch(/[{}]/);
    }
  });

  it('claims nothing about a kind that it does not know', () => {
    expect(activityToText(entry('constructor'), view)).toBe('Something about your account changed');
    expect(activityToText(entry('<b>'), view)).toBe('Something about your account changed');
  });

  it('counts wrong codes after the right password', () => {
    expect(activityToText(entry('code-wrong', { detail: { failures: 6 } }), view)).toBe(
      'Somebody entered your right password and six wrong codes. They did not get in.',
    );
    expect(activityToText(entry('code-wrong'), view)).toContain('and a wrong code');
  });

  it('says by which factor somebody signed in, and names the administrator of an act', () => {
    expect(activityToText(entry('signed-in', { detail: { factor: 'recovery' } }), view)).toBe(
      'You signed in with password and recovery code',
    );
    expect(activityToText(entry('mfa-reset', { detail: { admin: 'Ines Moreau' } }), view)).toBe(
      'Ines Moreau reset your MFA',
    );
    expect(activityToText(entry('mfa-reset'), view)).toBe('IT reset your MFA');
  });

  it('makes one entry of wrong codes in a row, and leaves two rows of them two', () => {
    const wrong = (failures: number) => entry('code-wrong', { detail: { failures } });
    const counts = withoutRepeats([wrong(3), wrong(2), wrong(1), wrong(5), wrong(4), entry('signed-in'), wrong(1)]).map(
      ({ detail }) => detail.failures,
    );
    expect(counts).toEqual([3, 5, undefined, 1]);
  });
});
