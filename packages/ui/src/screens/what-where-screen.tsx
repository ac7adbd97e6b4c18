import type { ReactElement } from 'react';
import { useNavigation } from '../hooks/navigation.tsx';
import { useWords } from '../hooks/words.tsx';
import { Button } from '../parts/button.tsx';
import { SubPage } from '../parts/page.tsx';

/** B7: what each of the three fields wants. */
export function WhatWhereScreen(): ReactElement {
  const words = useWords().whatWhere;
  const { back, go } = useNavigation();
  const rows = [
    [words.service, words.serviceText],
    [words.user, words.userText],
    [words.code, words.codeText],
  ] as const;
  return (
    <SubPage title={words.title} onBack={back}>
      <p className="quiet-text">{words.text}</p>
      <dl className="panel what-where">
        {rows.map(([name, text]) => (
          <div key={name} className="what-where-row">
            <dt>{name}</dt>
            <dd className="hint-text">{text}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet-text">{words.end}</p>
      <div className="flush-start">
        <Button variant="ghost" size="small" onPress={() => go({ name: 'step-by-step' })}>
          {words.stepByStep}
        </Button>
      </div>
    </SubPage>
  );
}
