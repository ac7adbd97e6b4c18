import { isSealedFormat } from '@halfminute/core';
import { useState, type ReactElement } from 'react';
import { useApp, useOpenState } from '../hooks/app-context.tsx';
import { useIsOnTop } from '../hooks/layer.tsx';
import { useNavigation } from '../hooks/navigation.tsx';
import { useSaveBackup } from '../hooks/save-backup.tsx';
import { useWords } from '../hooks/words.tsx';
import { Banner } from '../parts/banner.tsx';
import { Button } from '../parts/button.tsx';
import { useNewPassword } from '../parts/new-password-fields.tsx';
import { SubPage } from '../parts/page.tsx';
import { ManagedHint } from '../parts/managed.tsx';
import { PasswordField } from '../parts/password-field.tsx';
import { RadioPanel } from '../parts/radio-panel.tsx';
import { LossesPage } from './export/losses.tsx';
import { PaperPage } from './export/paper-page.tsx';
import { TransferPage } from './export/transfer-page.tsx';
import { useExport } from './export/use-export.ts';
import { formatOf, plainWords, programFormats, sealedWays, ways, type ProgramFormat, type Way } from './export/ways.ts';

/** C7: out again. What is not encrypted says so; everything but the backup asks for the password once more. */
export function ExportScreen(): ReactElement {
  const words = useWords();
  const { plainExport } = useApp().offers;
  const { accounts } = useOpenState();
  const { back } = useNavigation();
  const isOnTop = useIsOnTop();
  const saveBackup = useSaveBackup();
  const [way, setWay] = useState<Way>('backup');
  const [program, setProgram] = useState<ProgramFormat>('aegis-encrypted');
  const exporting = useExport();
  const filePassword = useNewPassword({
    label: words.export.filePassword,
    labelAgain: words.export.filePasswordAgain,
  });
  const counted = words.common.accounts(accounts.length);
  const format = way === 'backup' ? null : formatOf(way, program);
  const plain = format === null ? null : plainWords(format, words.export, counted);

  // Whoever comes back to this screen asks anew.
  if (!isOnTop && exporting.made !== null) {
    exporting.forget();
  }
  if (exporting.made?.kind === 'transfer') {
    return <TransferPage transfer={exporting.made.transfer} onDone={back} />;
  }
  if (exporting.made?.kind === 'paper') {
    return <PaperPage sheet={exporting.made.sheet} onDone={back} />;
  }
  if (exporting.made?.kind === 'losses') {
    return <LossesPage summary={exporting.made.summary} onDone={back} />;
  }

  const exportChosen = async (): Promise<void> => {
    if (format !== null) {
      await exporting.run(format, filePassword.take);
      return;
    }
    await saveBackup();
    back();
  };

  return (
    <SubPage
      title={words.export.title}
      onBack={back}
      onSubmit={() => void exportChosen()}
      footer={
        <>
          <Button variant="ghost" onPress={back}>
            {words.common.cancel}
          </Button>
          <Button variant="primary" type="submit">
            {exporting.isRunning ? words.common.pleaseWait : submitWords(way)}
          </Button>
        </>
      }
    >
      <RadioPanel<Way>
        label={words.export.ways}
        value={way}
        choices={(plainExport ? ways : sealedWays).map((value) => ({
          value,
          words: words.export[value],
          hint: value === 'program' && !plainExport ? words.export.programSealedHint : words.export[`${value}Hint`],
        }))}
        onChange={setWay}
      />
      {plainExport ? null : <ManagedHint />}
      {way === 'program' ? (
        <RadioPanel<ProgramFormat>
          label={words.export.format}
          value={program}
          choices={programFormats
            .filter((value) => plainExport || isSealedFormat(value))
            .map((value) => ({
              value,
              words: words.export.formats[value],
              hint: isSealedFormat(value) ? words.export.sealedHint : words.export.plainHint,
            }))}
          onChange={setProgram}
        />
      ) : null}
      {plain === null ? null : (
        <Banner tone="warning" strong={plain.strong}>
          {plain.means}
        </Banner>
      )}
      {format === null ? null : (
        <PasswordField
          label={words.common.passwordOnceMore}
          value={exporting.password}
          onChange={exporting.type}
          purpose="current-password"
          error={exporting.error}
          inputRef={exporting.passwordRef}
        />
      )}
      {format !== null && isSealedFormat(format) ? filePassword.fields : null}
    </SubPage>
  );

  function submitWords(chosen: Way): string {
    switch (chosen) {
      case 'backup':
        return words.export.exportBackup;
      case 'transfer':
        return words.export.showTransfer;
      case 'paper':
        return words.export.makePaper;
      case 'links':
      case 'program':
        return words.export.exportAccounts(counted);
    }
  }
}
