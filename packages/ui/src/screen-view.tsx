import type { ReactElement } from 'react';
import { useNavigation, type Screen } from './hooks/navigation.tsx';
import { AboutScreen } from './screens/about-screen.tsx';
import { AddScreen } from './screens/add-screen.tsx';
import { AllKeysScreen } from './screens/all-keys-screen.tsx';
import { ChangePasswordScreen } from './screens/change-password-screen.tsx';
import { EditScreen } from './screens/edit-screen.tsx';
import { ExportScreen } from './screens/export-screen.tsx';
import { GenerationsScreen } from './screens/generations-screen.tsx';
import { HomeScreen } from './screens/home-screen.tsx';
import { OpenBackupScreen } from './screens/open-backup-screen.tsx';
import { RecoverySheetScreen } from './screens/recovery-sheet-screen.tsx';
import { ReplaceKeysScreen } from './screens/replace-keys-screen.tsx';
import { SettingsScreen } from './screens/settings-screen.tsx';
import { StepByStepScreen } from './screens/step-by-step-screen.tsx';
import { TrashScreen } from './screens/trash-screen.tsx';
import { WhatWhereScreen } from './screens/what-where-screen.tsx';

/** Which component a screen's name stands for. */
export function ScreenView({ screen }: { readonly screen: Screen }): ReactElement | null {
  const { back } = useNavigation();
  switch (screen.name) {
    case 'list':
      return <HomeScreen selected={screen.selected} />;
    case 'add':
      return <AddScreen initialForm={screen.form} />;
    case 'edit':
      return <EditScreen id={screen.id} show={screen.show} />;
    case 'open-backup':
      return <OpenBackupScreen file={screen.file} onBack={back} />;
    case 'trash':
      return <TrashScreen />;
    case 'settings':
      return <SettingsScreen />;
    case 'change-password':
      return <ChangePasswordScreen />;
    case 'replace-keys':
      return <ReplaceKeysScreen />;
    case 'recovery-sheet':
      return <RecoverySheetScreen />;
    case 'generations':
      return <GenerationsScreen />;
    case 'export':
      return <ExportScreen />;
    case 'all-keys':
      return <AllKeysScreen />;
    case 'what-where':
      return <WhatWhereScreen />;
    case 'step-by-step':
      return <StepByStepScreen />;
    case 'about':
      return <AboutScreen />;
  }
}
