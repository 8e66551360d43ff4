import { Newspaper, Search, SearchX } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgramView } from '../../../../contract/ipc/topics.ts';
import type { Category } from '../../../../contract/programs/program.ts';
import { categories } from '../../../../contract/programs/program.ts';
import { Button } from '../../../components/button.tsx';
import { Choices } from '../../../components/choices.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { VirtualGrid } from '../../../components/virtual-grid.tsx';
import { useBack } from '../../../navigation/use-back.ts';
import { useKeptState } from '../../../navigation/use-kept.ts';
import { useTypedLetters } from '../../../navigation/use-typed-letters.ts';
import { IssueDialog } from './issue-dialog.tsx';
import { SearchPanel } from './search-panel.tsx';
import { useTitleSearch } from './use-title-search.ts';
import './finder.css';

export interface FinderProps {
  /** What it is looked for among, in the order in which it is shown. */
  readonly programs: readonly ProgramView[];
  readonly label: string;
  /** One program as a card; `isFirst`: where focus begins. */
  readonly draw: (program: ProgramView, isFirst: boolean) => ReactNode;
  /** Which questions may be asked besides the title. */
  readonly by: { readonly category: boolean; readonly issue: boolean };
}

/** Programs to be looked through and found by category, issue and title. What was asked is still asked when one comes back. */
export function Finder({ programs, label, draw, by }: FinderProps): ReactNode {
  const { t } = useTranslation('programs');
  const [category, setCategory] = useKeptState<Category | 'all'>('finder.category', 'all');
  const [issue, setIssue] = useKeptState<string | null>('finder.issue', null);
  const [query, setQuery] = useKeptState('finder.query', '');
  const [searching, setSearching] = useKeptState('finder.searching', false);
  /** Only when it has just been opened, not when one comes back. */
  const [searchFocus, setSearchFocus] = useState<'keys' | 'field' | null>(null);
  const [choosingIssue, setChoosingIssue] = useState(false);
  // The letter appears at once, what it finds right after it.
  const byTitle = useTitleSearch(programs, query);

  const ofIssue = useMemo(() => (issue === null ? programs : programs.filter((program) => program.issue.id === issue)), [programs, issue]);
  const counts = useMemo(() => countsOf(ofIssue), [ofIssue]);
  const asked = category !== 'all' && counts.get(category) === undefined ? 'all' : category;
  const found = useMemo(
    () =>
      issue === null && asked === 'all'
        ? byTitle.programs
        : byTitle.programs.filter((program) => (issue === null || program.issue.id === issue) && (asked === 'all' || program.category === asked)),
    [byTitle, issue, asked],
  );

  const close = (): void => {
    setQuery('');
    setSearching(false);
  };
  const open = (focus: 'keys' | 'field'): void => {
    setSearchFocus(focus);
    setSearching(true);
  };
  useBack(!searching ? null : query === '' ? close : () => setQuery(query.slice(0, -1)));
  const root = useTypedLetters((letter) => {
    setQuery(query + letter);
    if (!searching) open('field');
  });
  const number = useMemo(() => (issue === null ? undefined : programs.find((program) => program.issue.id === issue)?.issue.number), [programs, issue]);
  return (
    <div className="finder" ref={root}>
      <div className="finder__head" data-focus-group>
        <Button icon={Search} pressed={searching} focusKey="find" onPress={() => (searching ? close() : open('keys'))}>
          {searching ? t('find.close') : t('find.open')}
        </Button>
        {by.issue && (
          <Button icon={Newspaper} pressed={issue !== null} focusKey="issue" onPress={() => setChoosingIssue(true)}>
            {number === undefined ? t('find.everyIssue') : t('issue', { number })}
          </Button>
        )}
        {by.category && (
          <Choices
            label={t('find.byCategory')}
            value={asked}
            onChange={setCategory}
            options={[
              { value: 'all', label: t('find.everyCategory'), count: ofIssue.length },
              ...categories.flatMap((value) => {
                const count = counts.get(value);
                return count === undefined ? [] : [{ value, count, label: t(`common:category.${value}`) }];
              }),
            ]}
          />
        )}
      </div>
      <div className={searching ? 'finder__body finder__body--searching' : 'finder__body'}>
        {searching && (
          <SearchPanel query={query} onChange={setQuery} found={found.length} focus={searchFocus} />
        )}
        {found.length === 0 ? (
          <EmptyState icon={SearchX} title={t('find.nothing.title')} hint={t('find.nothing.hint')} />
        ) : (
          <VirtualGrid
            className="finder__cards"
            label={label}
            things={found}
            keyOf={idOf}
            draw={draw}
            about={[asked, issue ?? '', byTitle.query].join('\n')}
          />
        )}
      </div>
      {choosingIssue && (
        <IssueDialog
          onChoose={(chosen) => {
            setIssue(chosen);
            setChoosingIssue(false);
          }}
          onClose={() => setChoosingIssue(false)}
        />
      )}
    </div>
  );
}

const idOf = (program: ProgramView): string => program.id;

function countsOf(programs: readonly ProgramView[]): ReadonlyMap<Category, number> {
  const counts = new Map<Category, number>();
  for (const { category } of programs) counts.set(category, (counts.get(category) ?? 0) + 1);
  return counts;
}
