import { Pencil } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PastViewingDetail } from '../../../../contract/ipc/hall-topics.ts';
import type { ViewingId } from '../../../../contract/usage/event.ts';
import { Button } from '../../../components/button.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Message, ProblemMessage } from '../../../components/message.tsx';
import { Screen } from '../../../components/screen.tsx';
import { Scroll } from '../../../components/scroll.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { useNavigation } from '../../../navigation/navigation.tsx';
import { useCall } from '../../../state/use-call.ts';
import { GroupFigures } from '../group-figures.tsx';
import { PeopleNames } from '../people-names.tsx';
import { CorrectViewing } from './correct-viewing.tsx';
import { Corrections } from './corrections.tsx';
import './past.css';

/** One past group viewing: as it holds now, with everything that was said of it in between; and the way to correct it. */
export function PastViewingScreen({ viewing }: { readonly viewing: ViewingId }): ReactNode {
  const { t } = useTranslation('hall');
  const { back } = useNavigation();
  const { run, problem } = useCall('group.past');
  const [detail, setDetail] = useState<PastViewingDetail | null>(null);
  const [correcting, setCorrecting] = useState(false);
  useEffect(() => {
    void run({ viewing }).then((result) => (result.ok ? setDetail(result.value) : undefined));
  }, [run, viewing]);

  if (detail === null) {
    return (
      <Screen title={t('past.one')} onBack={back}>
        {problem === null ? <Loading /> : <ProblemMessage problem={problem} />}
      </Screen>
    );
  }
  if (correcting) {
    return (
      <CorrectViewing
        detail={detail}
        onDone={(corrected) => {
          setDetail(corrected);
          setCorrecting(false);
        }}
        onCancel={() => setCorrecting(false)}
      />
    );
  }
  return <Detail detail={detail} onBack={back} onCorrect={() => setCorrecting(true)} />;
}

function Detail({ detail, onBack, onCorrect }: { readonly detail: PastViewingDetail; readonly onBack: () => void; readonly onCorrect: () => void }): ReactNode {
  const { t } = useTranslation('hall');
  const format = useFormat();
  const { now } = detail;
  return (
    <Screen
      title={t(`kind.${now.kind}`)}
      subtitle={t('past.when', { from: format.moment(detail.startedAt), to: format.time(detail.endedAt) })}
      onBack={onBack}
      actions={
        <Button variant="primary" icon={Pencil} initialFocus focusKey="correct" onPress={onCorrect}>
          {t('past.correct')}
        </Button>
      }
    >
      <GroupFigures members={now.members.length} guests={now.guests} playedSeconds={detail.playedSeconds} lengthSeconds={detail.lengthSeconds} />
      {detail.faults.length > 0 && <Message tone="warning" what={t('past.doesNotCount')} safe={format.sentences(detail.faults.map((fault) => t(`group:fault.${fault}`)))} />}
      <p>{t('past.evidence', { count: detail.evidence.length })}</p>
      {now.note !== '' && <p>{t('past.note', { note: now.note })}</p>}
      <div className="past__parts">
        <Scroll label={t('past.programs')} className="past__part">
          <h2>{t('past.programs')}</h2>
          <ul>
            {detail.titles.map((title) => (
              <li key={format.text(title)}>{format.text(title)}</li>
            ))}
          </ul>
          <Corrections detail={detail} />
        </Scroll>
        <PeopleNames members={now.members} />
      </div>
    </Screen>
  );
}
