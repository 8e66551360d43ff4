import { Clapperboard, Images, Play, Printer, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { InformationItem } from '../../../contract/information/item.ts';
import type { ProgramView } from '../../../contract/ipc/topics.ts';
import { Button } from '../../components/button.tsx';
import { List, ListRow } from '../../components/list.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Screen } from '../../components/screen.tsx';
import { Scroll } from '../../components/scroll.tsx';
import { Tag } from '../../components/tag.tsx';
import { useToast } from '../../components/toast.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useMinutes } from '../../i18n/use-minutes.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useCall } from '../../state/use-call.ts';
import { usePrograms } from '../../state/use-programs.ts';
import { spokenTexts } from './item-texts.ts';
import { ContactItem } from './items/contact-item.tsx';
import { PolicyItem } from './items/policy-item.tsx';
import { PriceItem } from './items/price-item.tsx';
import { SupplyItem } from './items/supply-item.tsx';
import { TechniqueItem } from './items/technique-item.tsx';
import { kindLooks } from './kinds.ts';
import { ItemPaper } from './paper.tsx';
import { ReadAloudButtons } from './read-aloud-buttons.tsx';
import { relatedPrograms } from './related-program.ts';
import type { InformationScreens } from './routes.ts';
import { useDayText } from './use-day-text.ts';
import { useReadingTime } from './use-reading-time.ts';
import { useWatchFromItem } from './use-watch-from-item.ts';
import './information.css';

/** One item: what it says at its largest, and where and when it was said. */
export function ItemScreen({ item, opening }: InformationScreens['information-item']): ReactNode {
  const { t } = useTranslation('information');
  const format = useFormat();
  const toast = useToast();
  const { go, back } = useNavigation();
  const print = useCall('app.print');
  const watch = useWatchFromItem(opening);
  useReadingTime(opening);
  const programs = relatedPrograms(usePrograms(), item);
  const [named] = item.kind === 'technique' && item.program !== null && programs[0]?.id.endsWith(`/${item.program}`) === true ? programs : [];
  const steps = item.kind === 'technique' && item.steps.length > 0;
  return (
    <Screen
      title={format.text(item.title)}
      onBack={back}
      actions={
        <>
          <Button icon={Printer} focusKey="print" busy={print.busy} onPress={() => void print.run({}).then((result) => result.ok && toast(t('print.done')))}>
            {t('print.go')}
          </Button>
          <ReadAloudButtons texts={spokenTexts(item, format.text)} />
          {steps && (
            <Button icon={Images} focusKey="steps" {...(named === undefined ? { variant: 'primary', initialFocus: true } as const : {})} onPress={() => go('information-steps', { item, opening })}>
              {t('steps.go')}
            </Button>
          )}
          {named !== undefined && (
            <Button variant="primary" large icon={Clapperboard} initialFocus focusKey="watch" busy={watch.busy} onPress={() => void watch.watch(named.id)}>
              {t('technique.watch')}
            </Button>
          )}
        </>
      }
    >
      <ProblemMessage problem={print.problem ?? watch.problem} />
      <div className="item-frame">
        <Scroll label={format.text(item.title)} className="item">
          <ItemBody item={item} />
          <Related programs={programs.filter((program) => program !== named)} onPlay={(program) => void watch.watch(program.id)} />
        </Scroll>
      </div>
      <Source item={item} />
      <ItemPaper item={item} />
    </Screen>
  );
}

/** Who says so, and how old it is: always in plain sight. */
function Source({ item }: { readonly item: InformationItem }): ReactNode {
  const { t } = useTranslation('information');
  const format = useFormat();
  const days = useDayText();
  const [date, age] = [days.date(item.date), days.age(item.date)];
  const { expires } = item;
  return (
    <p className="item__source">
      <Tag icon={kindLooks[item.kind].icon}>{t(`kind.${item.kind}`)}</Tag>
      <span>{t('source', { source: format.text(item.source) })}</span>
      <span>{date === age ? t('asOf', { date }) : t('asOfWithAge', { date, age })}</span>
      {expires !== null && days.since(expires) > 0 && (
        <Tag icon={TriangleAlert} tone="waiting">
          {t('expired', { date: days.date(expires) })}
        </Tag>
      )}
    </p>
  );
}

function Related({ programs, onPlay }: { readonly programs: readonly ProgramView[]; readonly onPlay: (program: ProgramView) => void }): ReactNode {
  const { t } = useTranslation('information');
  const format = useFormat();
  const minutes = useMinutes();
  if (programs.length === 0) return null;
  return (
    <section className="item__related">
      <h2 className="item__label">{t('related')}</h2>
      <List label={t('related')}>
        {programs.map((program) => (
          <ListRow key={program.id} focusKey={program.id} icon={Play} title={format.text(program.title)} detail={minutes(program.lengthSeconds)} onPress={() => onPlay(program)} />
        ))}
      </List>
    </section>
  );
}

function ItemBody({ item }: { readonly item: InformationItem }): ReactNode {
  switch (item.kind) {
    case 'market-price':
      return <PriceItem item={item} />;
    case 'supply-demand':
      return <SupplyItem item={item} />;
    case 'technique':
      return <TechniqueItem item={item} />;
    case 'policy':
      return <PolicyItem item={item} />;
    case 'contact':
      return <ContactItem item={item} />;
  }
}
