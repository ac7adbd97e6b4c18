import type { ExportSummary } from '@halfminute/core';
import type { ReactElement } from 'react';
import { useWords } from '../../hooks/words.tsx';
import { Button } from '../../parts/button.tsx';
import { SubPage } from '../../parts/page.tsx';
import { Panel, PanelRow } from '../../parts/panel.tsx';

type Losses = Pick<ExportSummary, 'leftOut' | 'unsaid' | 'cautions' | 'leftInTrash'>;

/** What is in the trash was thrown away: it is said, and is no loss. */
export function hasLosses({ leftOut, unsaid, cautions }: Losses): boolean {
  return leftOut.length + unsaid.length + cautions.length > 0;
}

/** What a file does not hold, and why. */
export function LossesList({ leftOut, unsaid, cautions, leftInTrash }: Losses): ReactElement {
  const words = useWords().export.losses;
  return (
    <>
      <NamedAccounts heading={words.leftOut} accounts={leftOut} />
      <NamedAccounts heading={words.cautions} accounts={cautions} />
      {unsaid.length === 0 ? null : (
        <p className="hint-text">{words.unsaid(unsaid.map((extra) => words.extras[extra]).join(', '))}</p>
      )}
      {leftInTrash === 0 ? null : <p className="hint-text">{words.leftInTrash(leftInTrash)}</p>}
    </>
  );
}

interface NamedAccountsProps {
  readonly heading: string;
  readonly accounts: Losses['cautions'];
}

/** Accounts of which something is to be said, each with it; nothing where there are none. */
function NamedAccounts({ heading, accounts }: NamedAccountsProps): ReactElement | null {
  const words = useWords().export.losses;
  return accounts.length === 0 ? null : (
    <Panel heading={heading}>
      {accounts.map(({ issuer, accountName, message }, at) => (
        <PanelRow
          // oxlint-disable-next-line react/no-array-index-key -- two may have the same names, and the list stands still
          key={at}
          label={[issuer, accountName].filter((name) => name !== '').join(', ') || words.unnamed}
          hint={message}
        />
      ))}
    </Panel>
  );
}

interface LossesPageProps {
  readonly summary: ExportSummary;
  readonly onDone: () => void;
}

/** After an export that could not take everything along; one that could is told in a toast. */
export function LossesPage({ summary, onDone }: LossesPageProps): ReactElement {
  const words = useWords();
  return (
    <SubPage
      title={words.export.losses.title}
      onBack={onDone}
      footer={
        <Button variant="primary" onPress={onDone}>
          {words.common.done}
        </Button>
      }
    >
      <p>{words.export.losses.text(words.common.accounts(summary.count))}</p>
      <LossesList {...summary} />
    </SubPage>
  );
}
