import type { ComponentType, ReactElement } from 'react';
import { useNavigation, type Screen } from './hooks/navigation.tsx';
import { AboutScreen } from './screens/about-screen.tsx';
import { AddScreen } from './screens/add-screen.tsx';
import { AllKeysScreen } from './screens/all-keys-screen.tsx';
import { ChangePasswordScreen } from './screens/change-password-screen.tsx';
import { EditScreen } from './screens/edit-screen.tsx';
import { ExportScreen } from './screens/export-screen.tsx';
import { GenerationsScreen } from './screens/generations-screen.tsx';
import { HomeScreen } from './screens/home-screen.tsx';
import { ImportScreen } from './screens/import/import-screen.tsx';
import { OpenBackupScreen } from './screens/open-backup-screen.tsx';
import { RecoverySheetScreen } from './screens/recovery-sheet-screen.tsx';
import { ReplaceKeysScreen } from './screens/replace-keys-screen.tsx';
import { SettingsScreen } from './screens/settings-screen.tsx';
import { StepByStepScreen } from './screens/step-by-step-screen.tsx';
import { TrashScreen } from './screens/trash-screen.tsx';
import { WhatWhereScreen } from './screens/what-where-screen.tsx';

type ScreenWithProps = 'list' | 'add' | 'edit' | 'open-backup' | 'import';

const plainScreens: Readonly<Record<Exclude<Screen['name'], ScreenWithProps>, ComponentType>> = {
  trash: TrashScreen,
  settings: SettingsScreen,
  'change-password': ChangePasswordScreen,
  'replace-keys': ReplaceKeysScreen,
  'recovery-sheet': RecoverySheetScreen,
  generations: GenerationsScreen,
  export: ExportScreen,
  'all-keys': AllKeysScreen,
  'what-where': WhatWhereScreen,
  'step-by-step': StepByStepScreen,
  about: AboutScreen,
};

/** Which component a screen's name stands for. */
export function ScreenView({ screen }: { readonly screen: Screen }): ReactElement {
  const { back } = useNavigation();
  if (screen.name === 'list') {
    return <HomeScreen screen={screen} />;
  }
  if (screen.name === 'add') {
    return <AddScreen given={screen.given} />;
  }
  if (screen.name === 'edit') {
    return <EditScreen id={screen.id} show={screen.show} />;
  }
  if (screen.name === 'open-backup') {
    return <OpenBackupScreen file={screen.file} onBack={back} />;
  }
  if (screen.name === 'import') {
    return <ImportScreen reading={screen.reading} />;
  }
  const Plain = plainScreens[screen.name];
  return <Plain />;
}
