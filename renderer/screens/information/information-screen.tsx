import { Keyboard, MessageCircleQuestion, Newspaper, Search, SearchX, Send } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { informationKinds } from '../../../contract/information/item.ts';
import type { InformationHit } from '../../../contract/ipc/calls.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { KeyPad } from '../../components/key-pad.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Screen } from '../../components/screen.tsx';
import { Tile } from '../../components/tile.tsx';
import { useFormat, useLanguage } from '../../i18n/use-format.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useKept, useKeptState } from '../../navigation/use-kept.ts';
import { useTerminal } from '../../state/terminal.tsx';
import { useCall } from '../../state/use-call.ts';
import { useTopic } from '../../state/use-topic.ts';
import { unreadAnswers } from './board/board-entries.ts';
import { HitList } from './hit-list.tsx';
import { kindLooks } from './kinds.ts';
import { SearchField } from './search-field.tsx';
import { SearchSession } from './search-session.ts';
import { Suggestions } from './suggestions.tsx';
import { useOpenItem } from './use-open-item.ts';
import './information.css';

const QUERY_LENGTH = 200;

/** The wealth information: what one types is found at once; who does not type goes by kind. */
export function InformationScreen(): ReactNode {
  const { t } = useTranslation('information');
  const format = useFormat();
  const { go, back } = useNavigation();
  const { run } = useCall('information.search');
  const { counts, publishedAt, preparing } = useTopic('information');
  const { api } = useTerminal();
  const language = useLanguage();
  const session = useKept('search', () => {
    const suggest = async (typed: string): Promise<readonly string[]> => {
      const result = await api.call('information.suggest', { typed, language });
      return result.ok ? result.value.suggestions : [];
    };
    return new SearchSession((query, record) => run({ query, kind: null, record }), suggest);
  });
  const search = useSyncExternalStore(session.subscribe, session.snapshot);
  const item = useOpenItem();
  const [letters, setLetters] = useKeptState('letters', false);

  const openHit = async (hit: InformationHit): Promise<void> => {
    // A search that could not be recorded led to nothing that is: the item then counts by itself.
    await item.open(hit.id, await session.finish());
  };

  if (Object.values(counts).every((count) => count === 0)) {
    return (
      <Screen title={t('title')} onBack={back}>
        <EmptyState
          icon={Newspaper}
          title={t(preparing === null ? 'none.title' : 'preparing.title')}
          hint={preparing === null ? t('none.hint') : t('preparing.hint', { share: format.share(preparing) })}
        >
          <BoardButton />
        </EmptyState>
      </Screen>
    );
  }
  const updated = publishedAt === null ? '' : t('updated', { moment: format.moment(publishedAt) });
  const ask = async (): Promise<void> => {
    const found = await session.finish();
    go('information-ask', { text: search.foundFor, search: found });
  };
  return (
    <Screen
      title={t('title')}
      subtitle={[updated, preparing === null ? '' : t('preparing.note', { share: format.share(preparing) })].filter((part) => part !== '').join(' · ')}
      onBack={back}
    >
      <div className="information__search">
        <SearchField
          label={t('search.label')}
          placeholder={t('search.placeholder')}
          value={search.query}
          onChange={(query) => session.type(query)}
          onEnter={() => void session.finish()}
          maxLength={QUERY_LENGTH}
        />
        <Button variant="primary" icon={Search} focusKey="search" onPress={() => void session.finish()}>
          {t('search.go')}
        </Button>
        <Button icon={Keyboard} pressed={letters} focusKey="letters" onPress={() => setLetters(!letters)}>
          {t('search.letters')}
        </Button>
      </div>
      <Suggestions suggestions={search.suggestions} onTake={(suggestion) => void session.take(suggestion)} />
      <ProblemMessage problem={search.problem ?? item.problem} />
      <div className={letters ? 'information__body information__body--letters' : 'information__body'}>
        {search.hits === null ? (
          <Kinds counts={counts} />
        ) : search.hits.length === 0 ? (
          <NoHits query={search.foundFor} onAsk={() => void ask()} />
        ) : (
          <div className="information__hits">
            <p className="soft small" role="status">
              {t('search.found', { count: search.hits.length, query: search.foundFor })}
            </p>
            <div className="scroll">
              <HitList label={t('search.results')} list={search.foundFor} hits={search.hits} onOpen={(hit) => void openHit(hit)} />
            </div>
          </div>
        )}
        {letters && (
          <KeyPad
            layout="letters"
            label={t('search.letters')}
            onKey={(key) => session.type(search.query + key.toLowerCase())}
            onErase={() => session.type(search.query.slice(0, -1))}
            enter={{ label: t('search.go'), onPress: () => void session.finish() }}
          />
        )}
      </div>
    </Screen>
  );
}

function Kinds({ counts }: { readonly counts: Readonly<Record<(typeof informationKinds)[number], number>> }): ReactNode {
  const { t } = useTranslation('information');
  const { go } = useNavigation();
  const news = unreadAnswers(useTopic('answers')).length;
  return (
    <div className="information__kinds scroll" data-focus-group>
      {informationKinds.map((kind) => (
        <Tile
          key={kind}
          icon={kindLooks[kind].icon}
          colour={kindLooks[kind].colour}
          title={t(`kind.${kind}`)}
          hint={t('count', { count: counts[kind] })}
          focusKey={kind}
          onPress={() => go('information-kind', { kind })}
        />
      ))}
      <Tile icon={MessageCircleQuestion} colour={news > 0 ? 'main' : 'info'} title={t('board.tile')} hint={news > 0 ? t('board.news', { count: news }) : t('board.tileHint')} focusKey="board" onPress={() => go('information-board')} />
    </div>
  );
}

function BoardButton(): ReactNode {
  const { t } = useTranslation('information');
  const { go } = useNavigation();
  return (
    <Button icon={MessageCircleQuestion} focusKey="board" onPress={() => go('information-board')}>
      {t('board.tile')}
    </Button>
  );
}

/** Nothing found: the county can be asked, or one looks by kind. */
function NoHits({ query, onAsk }: { readonly query: string; readonly onAsk: () => void }): ReactNode {
  const { t } = useTranslation('information');
  const { go } = useNavigation();
  return (
    <EmptyState icon={SearchX} title={t('noHits.title', { query })} hint={t('noHits.hint')}>
      <Button variant="primary" large icon={Send} focusKey="ask" onPress={onAsk}>
        {t('ask.offer')}
      </Button>
      <div className="information__ways">
        {informationKinds.map((kind) => (
          <Button key={kind} icon={kindLooks[kind].icon} focusKey={kind} onPress={() => go('information-kind', { kind })}>
            {t(`kind.${kind}`)}
          </Button>
        ))}
      </div>
    </EmptyState>
  );
}
