import { useEffect, useState, type ReactElement } from 'react';
import { useApp, useHost, useOpenState } from '../hooks/app-context.tsx';
import { useNavigation } from '../hooks/navigation.tsx';
import { problemOf } from '../hooks/save-backup.tsx';
import { useToasts } from '../hooks/toast.tsx';
import { useWords } from '../hooks/words.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { SubPage } from '../parts/page.tsx';
import { Panel, PanelRow } from '../parts/panel.tsx';
import { formatWhen } from '../strings/dates.ts';

interface KeptVersion {
  readonly id: string;
  readonly when: string;
  readonly byteLength: number;
}

type Asking = { readonly act: 'go-back'; readonly version: KeptVersion } | { readonly act: 'delete' } | null;

/** The ten versions kept beside the codes: back to one of them, or away with all. */
export function GenerationsScreen(): ReactElement {
  const { generationCount } = useOpenState();
  // A save while this screen is open keeps one more: then everything is read anew.
  return <KeptVersions key={generationCount} />;
}

function KeptVersions(): ReactElement {
  const words = useWords();
  const { back } = useNavigation();
  const { versions, goBackTo, deleteAll } = useKeptVersions();
  const [asking, setAsking] = useState<Asking>(null);
  const close = (): void => setAsking(null);

  return (
    <SubPage
      title={words.generations.title}
      onBack={back}
      footer={
        versions === null || versions.length === 0 ? undefined : (
          <Button variant="destructive" onPress={() => setAsking({ act: 'delete' })}>
            {words.generations.deleteAll}
          </Button>
        )
      }
    >
      <p className="quiet-text">{words.generations.text}</p>
      {versions === null ? null : (
        <VersionsPanel versions={versions} onGoBack={(version) => setAsking({ act: 'go-back', version })} />
      )}
      {asking === null ? null : (
        <AskDialog
          asking={asking}
          count={versions?.length ?? 0}
          onClose={close}
          onConfirm={() => {
            close();
            void (asking.act === 'delete' ? deleteAll() : goBackTo(asking.version.id));
          }}
        />
      )}
    </SubPage>
  );
}

function useKeptVersions() {
  const app = useApp();
  const words = useWords();
  const { clock } = useHost();
  const toasts = useToasts();
  const [versions, setVersions] = useState<readonly KeptVersion[] | null>(null);
  const fail = (error: unknown): void =>
    toasts.show({ sentence: words.generations.failed(words.fileProblems[problemOf(error)]) });

  useEffect(() => {
    let isWanted = true;
    void app.backups.generations().then((kept) => {
      if (isWanted) {
        setVersions(
          kept.map(({ id, savedUnixSeconds, byteLength }) => ({
            id,
            byteLength,
            when:
              savedUnixSeconds === null
                ? words.generations.unknownTime
                : formatWhen(savedUnixSeconds, clock, { seconds: true }),
          })),
        );
      }
    });
    return () => {
      isWanted = false;
    };
  }, [app, clock, words]);

  return {
    versions,
    goBackTo: async (id: string): Promise<void> => {
      try {
        const { outcome } = await app.backups.restoreGeneration(id);
        if (outcome === 'gone') {
          toasts.show({ sentence: words.generations.gone });
        }
      } catch (error) {
        fail(error);
      }
    },
    deleteAll: async (): Promise<void> => {
      try {
        const count = await app.backups.deleteGenerations();
        setVersions([]);
        toasts.show({ sentence: words.generations.deleted(count) });
      } catch (error) {
        fail(error);
      }
    },
  };
}

interface VersionsPanelProps {
  readonly versions: readonly KeptVersion[];
  readonly onGoBack: (version: KeptVersion) => void;
}

function VersionsPanel({ versions, onGoBack }: VersionsPanelProps): ReactElement {
  const words = useWords();
  if (versions.length === 0) {
    return <p>{words.generations.none}</p>;
  }
  return (
    <Panel>
      {versions.map((version) => (
        <PanelRow key={version.id} label={capitalised(version.when)} hint={words.generations.size(version.byteLength)}>
          <Button
            size="small"
            aria-label={words.generations.goBackSpoken(version.when)}
            onPress={() => onGoBack(version)}
          >
            {words.generations.goBack}
          </Button>
        </PanelRow>
      ))}
    </Panel>
  );
}

interface AskDialogProps {
  readonly asking: NonNullable<Asking>;
  readonly count: number;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

function AskDialog({ asking, count, onClose, onConfirm }: AskDialogProps): ReactElement {
  const words = useWords();
  const isDelete = asking.act === 'delete';
  return (
    <Dialog
      title={isDelete ? words.generations.deleteAsks(count) : words.generations.goBackAsks(asking.version.when)}
      isOpen
      onClose={onClose}
      role="alertdialog"
      footer={
        <>
          <Button variant="ghost" autoFocus onPress={onClose}>
            {words.common.cancel}
          </Button>
          <Button variant={isDelete ? 'final' : 'primary'} onPress={onConfirm}>
            {isDelete ? words.generations.deleteForEver : words.generations.goBack}
          </Button>
        </>
      }
    >
      <p>{isDelete ? words.generations.deleteConsequence : words.generations.goBackConsequence}</p>
    </Dialog>
  );
}

/** "today, 09:02" begins a row. */
function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
