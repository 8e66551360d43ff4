import { Clapperboard, HardDriveUpload, Square, SquareCheck } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { List, ListRow } from '../../components/list.tsx';
import { ProblemDialog } from '../../components/problem-dialog.tsx';
import { Screen } from '../../components/screen.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useCall } from '../../state/use-call.ts';
import { useTopic } from '../../state/use-topic.ts';
import { Gone } from './gone.tsx';
import type { ChosenStick } from './routes.ts';
import { useStick } from './use-sticks.ts';
import { bytesOf, wholeIssues } from './whole-issues.ts';
import './sticks.css';

/** Which issues to copy onto a stick. */
export function StickIssuesScreen({ id }: ChosenStick): ReactNode {
  const { t } = useTranslation('sticks');
  const format = useFormat();
  const { back, replace } = useNavigation();
  const stick = useStick(id);
  const here = wholeIssues(useTopic('downloads'));
  const [picked, setPicked] = useState<readonly string[]>([]);
  const { run, busy, problem, clearProblem } = useCall('stick.exportIssues');
  if (stick === 'gone') return <Gone />;

  const chosen = here.filter(({ issue }) => picked.includes(issue));
  const toggle = (issue: string): void => setPicked((before) => (before.includes(issue) ? before.filter((one) => one !== issue) : [...before, issue]));
  const begin = async (): Promise<void> => {
    const result = await run({ stick: id, issues: chosen.map(({ issue }) => issue) });
    if (result.ok) replace('stick-work');
  };
  return (
    <Screen
      title={t('exportIssues.which')}
      subtitle={stick === null ? undefined : t('room', { free: format.bytes(stick.freeBytes), total: format.bytes(stick.totalBytes) })}
      onBack={back}
      actions={
        <>
          <p role="status">{t('exportIssues.chosen', { count: chosen.length, bytes: format.bytes(bytesOf(chosen)) })}</p>
          <Button variant="primary" icon={HardDriveUpload} busy={busy} disabled={chosen.length === 0} onPress={() => void begin()}>
            {t('exportIssues.begin')}
          </Button>
        </>
      }
    >
      {here.length === 0 ? (
        <EmptyState icon={Clapperboard} title={t('exportIssues.none')} hint={t('exportIssues.noneHint')} />
      ) : (
        <div className="scroll">
          <List label={t('exportIssues.which')}>
            {here.map(({ issue, number, title, totalBytes }, index) => {
              const on = picked.includes(issue);
              return (
                <ListRow
                  key={issue}
                  focusKey={issue}
                  initialFocus={index === 0}
                  icon={on ? SquareCheck : Square}
                  title={format.text(title)}
                  detail={`${number} · ${format.bytes(totalBytes)}`}
                  end={on && <Tag tone="info">{t('exportIssues.picked')}</Tag>}
                  onPress={() => toggle(issue)}
                />
              );
            })}
          </List>
        </div>
      )}
      <ProblemDialog title={t('notDone')} problem={problem} onClose={clearProblem} />
    </Screen>
  );
}
