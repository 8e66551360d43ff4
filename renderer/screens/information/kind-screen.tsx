import { use } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Screen } from '../../components/screen.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useKept } from '../../navigation/use-kept.ts';
import { useTerminal } from '../../state/terminal.tsx';
import { HitList } from './hit-list.tsx';
import { kindLooks } from './kinds.ts';
import type { InformationScreens } from './routes.ts';
import { useOpenItem } from './use-open-item.ts';
import './information.css';

/** The newest items of one kind. Looking through them records nothing; opening one does. */
export function KindScreen({ kind }: InformationScreens['information-kind']): ReactNode {
  const { t } = useTranslation('information');
  const { back } = useNavigation();
  const { api } = useTerminal();
  const listed = useKept('list', () => api.call('information.search', { query: '', kind, record: false }));
  const list = use(listed);
  const item = useOpenItem();
  const hits = list.ok ? list.value.hits : [];
  return (
    <Screen
      title={t(`kind.${kind}`)}
      {...(list.ok ? { subtitle: t('newest', { count: hits.length }) } : {})}
      onBack={back}
    >
      <ProblemMessage problem={list.ok ? item.problem : list.problem} />
      {list.ok && hits.length === 0 ? (
        <EmptyState icon={kindLooks[kind].icon} title={t('noneOfKind.title')} hint={t('noneOfKind.hint')} />
      ) : (
        <div className="scroll">
          <HitList label={t(`kind.${kind}`)} list={kind} hits={hits} onOpen={(hit) => void item.open(hit.id, null)} oneKind initialFocus />
        </div>
      )}
    </Screen>
  );
}
