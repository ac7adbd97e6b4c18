import { useEffect, useState } from 'react';
import { useApp } from '../hooks/app-context.tsx';
import { useWords } from '../hooks/words.tsx';
import { strengthOf, type Estimate, type Strength } from './strength.ts';

type EstimateFunction = (password: string) => Estimate;

let loading: Promise<EstimateFunction> | null = null;

/** The word lists are heavy, so that they come once a password is begun and never hold up the first paint. */
function loadEstimate(): Promise<EstimateFunction> {
  loading ??= import('./estimate.ts').then((module) => module.estimate);
  return loading;
}

/** The strength of what is typed, or null while nothing is known. */
export function useStrength(password: string): Strength | null {
  const words = useWords();
  const { offers } = useApp();
  const [known, setKnown] = useState<{ readonly password: string; readonly estimate: Estimate } | null>(null);
  useEffect(() => {
    if (password === '') {
      return undefined;
    }
    let isCurrent = true;
    void loadEstimate().then((estimate) => {
      if (isCurrent) {
        setKnown({ password, estimate: estimate(password) });
      }
    });
    return () => {
      isCurrent = false;
    };
  }, [password]);
  // The last estimate stands until the next is there, so that the bars do not flicker at every key.
  return strengthOf(password, known?.estimate ?? null, {
    leastLength: offers.passwordMinLength,
    words: words.choosePassword,
  });
}
