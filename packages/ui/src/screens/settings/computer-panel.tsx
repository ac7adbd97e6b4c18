import type { ReactElement } from 'react';
import { useApp, useAppState } from '../../hooks/app-context.tsx';
import { useWords } from '../../hooks/words.tsx';
import { FixedRow } from '../../parts/managed.tsx';
import { Panel, PanelRow } from '../../parts/panel.tsx';
import { SwitchRow } from '../../parts/switch.tsx';
import { HotkeyField } from './hotkey-field.tsx';
import { useChangeDeviceSettings } from './use-change-settings.ts';

/** What belongs to this computer and not to the codes. */
export function ComputerPanel(): ReactElement | null {
  const { offers } = useApp();
  const { device } = useAppState();
  const all = useWords();
  const words = all.thisComputer;
  const change = useChangeDeviceSettings();
  const can = offers.device;
  if (can === null || device === null) {
    return null;
  }
  return (
    <Panel heading={words.heading}>
      {can.hotkey ? (
        <PanelRow label={words.hotkey} hint={words.hotkeyHint}>
          <HotkeyField hotkey={device.hotkey} onChange={(hotkey) => change({ hotkey })} />
        </PanelRow>
      ) : null}
      {can.tray ? (
        <SwitchRow
          label={words.closeHides}
          isSelected={device.closeHides}
          onChange={(closeHides) => change({ closeHides })}
        />
      ) : null}
      {can.autostart ? (
        <SwitchRow
          label={words.autostart}
          isSelected={device.autostart}
          onChange={(autostart) => change({ autostart })}
        />
      ) : null}
      {can.autostart && can.tray && device.autostart ? (
        <SwitchRow
          label={words.startHidden}
          hint={words.startHiddenHint}
          isSelected={device.startHidden}
          onChange={(startHidden) => change({ startHidden })}
        />
      ) : null}
      <SwitchRow
        label={words.alwaysOnTop}
        isSelected={device.alwaysOnTop}
        onChange={(alwaysOnTop) => change({ alwaysOnTop })}
      />
      {offers.managed.has('screenCapture') ? (
        <FixedRow
          label={words.captureProtection}
          value={can.captureProtection ? all.managed.on : words.captureWanted}
          {...(can.captureProtection ? {} : { meaning: words.captureImpossible })}
        />
      ) : (
        <SwitchRow
          label={words.captureProtection}
          {...(can.captureProtection ? {} : { hint: words.captureImpossible })}
          isSelected={can.captureProtection && device.captureProtection}
          isDisabled={!can.captureProtection}
          onChange={(captureProtection) => change({ captureProtection })}
        />
      )}
    </Panel>
  );
}
