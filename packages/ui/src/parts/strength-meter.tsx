import type { ReactElement } from 'react';
import { useStrength } from '../password/use-strength.ts';

/** Four bars and a sentence under a new password. The sentence is the field's description. */
export function StrengthMeter({ password }: { readonly password: string }): ReactElement {
  const strength = useStrength(password);
  return (
    <div className="strength">
      <div className="strength-bars" aria-hidden="true">
        {[1, 2, 3, 4].map((bar) => (
          <span key={bar} className={bar <= (strength?.bars ?? 0) ? 'strength-bar strength-full' : 'strength-bar'} />
        ))}
      </div>
      <span className="strength-words">{strength?.sentence ?? ' '}</span>
    </div>
  );
}
