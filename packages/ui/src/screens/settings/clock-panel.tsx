import type { ClockOutcome } from '@halfminute/core';
import { useState, type ReactElement } from 'react';
import { useApp } from '../../hooks/app-context.tsx';
import { useWords } from '../../hooks/words.tsx';
import { Button } from '../../parts/button.tsx';
import { Panel, PanelRow } from '../../parts/panel.tsx';
import { shortDuration } from '../../strings/durations.ts';
import type { Words } from '../../strings/en.ts';

/** B3: compares with a time server, only ever when the button is pressed. */
export function ClockPanel(): ReactElement | null {
  const app = useApp();
  const words = useWords().clock;
  const [answer, setAnswer] = useState<ClockOutcome | null>(null);
  const [isAsking, setAsking] = useState(false);
  if (!app.offers.clock) {
    return null;
  }
  const compare = async (): Promise<void> => {
    setAsking(true);
    setAnswer(await app.clock.measure());
    setAsking(false);
  };
  return (
    <Panel heading={words.heading}>
      <PanelRow
        label={words.compare}
        hint={<span role="status">{answer === null ? words.compareHint : answerWords(answer, words)}</span>}
      >
        <Button size="small" isPending={isAsking} onPress={() => void compare()}>
          {isAsking ? words.comparing : words.compareNow}
        </Button>
      </PanelRow>
    </Panel>
  );
}

function answerWords(answer: ClockOutcome, words: Words['clock']): string {
  if (answer.outcome !== 'measured') {
    return words.notAnswered;
  }
  const { offsetMs, roundTripMs, corrected } = answer;
  if (!corrected) {
    // Wrong by what was measured, and by half the way of the question besides.
    return words.right(Math.max(1, Math.ceil((Math.abs(offsetMs) + roundTripMs / 2) / 1000)));
  }
  return `${words.wrong(shortDuration(Math.round(Math.abs(offsetMs) / 1000)), offsetMs > 0)} ${words.corrected}`;
}
