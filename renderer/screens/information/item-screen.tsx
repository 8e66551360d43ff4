import { Clapperboard } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { InformationItem } from '../../../contract/information/item.ts';
import { Button } from '../../components/button.tsx';
import { Screen } from '../../components/screen.tsx';
import { Scroll } from '../../components/scroll.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { usePrograms } from '../../state/use-programs.ts';
import { ContactItem } from './items/contact-item.tsx';
import { PolicyItem } from './items/policy-item.tsx';
import { PriceItem } from './items/price-item.tsx';
import { SupplyItem } from './items/supply-item.tsx';
import { TechniqueItem } from './items/technique-item.tsx';
import { kindLooks } from './kinds.ts';
import { relatedProgram } from './related-program.ts';
import type { InformationScreens } from './routes.ts';
import { useDayText } from './use-day-text.ts';
import './information.css';

/** One item: what it says at its largest, and where and when it was said. */
export function ItemScreen({ item }: InformationScreens['information-item']): ReactNode {
  const { t } = useTranslation('information');
  const format = useFormat();
  const days = useDayText();
  const { go, back } = useNavigation();
  const [date, age] = [days.date(item.date), days.age(item.date)];
  const film = relatedProgram(usePrograms(), item.kind === 'technique' ? item.program : null);
  return (
    <Screen
      title={format.text(item.title)}
      onBack={back}
      actions={
        film !== null && (
          <Button variant="primary" large icon={Clapperboard} initialFocus onPress={() => go('program', { program: film.id })}>
            {t('technique.watch')}
          </Button>
        )
      }
    >
      <div className="item-frame">
        <Scroll label={format.text(item.title)} className="item">
          <ItemBody item={item} />
        </Scroll>
      </div>
      <p className="item__source">
        <Tag icon={kindLooks[item.kind].icon}>{t(`kind.${item.kind}`)}</Tag>
        <span>{t('source', { source: format.text(item.source) })}</span>
        <span>{date === age ? t('asOf', { date }) : t('asOfWithAge', { date, age })}</span>
      </p>
    </Screen>
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
