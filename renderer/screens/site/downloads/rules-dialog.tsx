import { Check, Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DownloadRules } from '../../../../contract/ipc/topics.ts';
import { categories } from '../../../../contract/programs/program.ts';
import { Button } from '../../../components/button.tsx';
import { Choices } from '../../../components/choices.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ProblemMessage } from '../../../components/message.tsx';
import { categoryIcons } from '../../../components/poster.tsx';
import { Scroll } from '../../../components/scroll.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { useCall } from '../../../state/use-call.ts';
import { moved, ratesToChoose, USUAL_NIGHT } from './rules.ts';

/** When, how fast and what is fetched by itself. What is chosen holds at once. */
export function RulesDialog({ rules, onClose }: { readonly rules: DownloadRules; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('downloads');
  const format = useFormat();
  const { run, problem } = useCall('downloads.setRules');
  // What was pressed last is shown until it is refused: presses may come faster than answers.
  const [chosen, setChosen] = useState(rules);
  const choose = async (change: Partial<DownloadRules>): Promise<void> => {
    const next = { ...chosen, ...change };
    setChosen(next);
    const result = await run(next);
    if (!result.ok) setChosen(rules);
  };
  const { night, bytesPerSecond, categories: wanted } = chosen;
  return (
    <Dialog
      full
      title={t('rules.title')}
      onClose={onClose}
      actions={
        <Button variant="primary" onPress={onClose}>
          {t('close')}
        </Button>
      }
    >
      <Scroll label={t('rules.title')} className="rules">
        <section className="rules__rule">
          <h3>{t('rules.when')}</h3>
          <Choices
            label={t('rules.when')}
            value={night === null ? 'always' : 'night'}
            onChange={(value) => void choose({ night: value === 'always' ? null : (night ?? USUAL_NIGHT) })}
            options={[
              { value: 'always', label: t('rules.anyTime') },
              { value: 'night', label: t('rules.onlyBetween') },
            ]}
          />
          {night !== null && (
            <div className="rules__hours">
              {(['from', 'to'] as const).map((end) => (
                <div key={end} className="rules__hour" role="group" aria-label={t(`rules.${end}`)} data-focus-group>
                  <span>{t(`rules.${end}`)}</span>
                  <Button icon={Minus} label={t(`rules.${end}Earlier`)} focusKey={`${end}-earlier`} onPress={() => void choose({ night: moved(night, end, -1) })}>
                    {t('rules.earlier')}
                  </Button>
                  <strong role="status">{night[end]}</strong>
                  <Button icon={Plus} label={t(`rules.${end}Later`)} focusKey={`${end}-later`} onPress={() => void choose({ night: moved(night, end, 1) })}>
                    {t('rules.later')}
                  </Button>
                </div>
              ))}
            </div>
          )}
        </section>
        <section className="rules__rule">
          <h3>{t('rules.speed')}</h3>
          <Choices
            label={t('rules.speed')}
            value={String(bytesPerSecond)}
            onChange={(value) => void choose({ bytesPerSecond: value === 'null' ? null : Number(value) })}
            options={ratesToChoose(bytesPerSecond).map((rate) => ({
              value: String(rate),
              label: rate === null ? t('rules.fullSpeed') : t('rules.atMost', { rate: format.bytes(rate) }),
            }))}
          />
          <p className="small soft">{t('rules.speedHint')}</p>
        </section>
        <section className="rules__rule">
          <h3>{t('rules.byThemselves')}</h3>
          <div className="choices" role="group" aria-label={t('rules.byThemselves')} data-focus-group>
            {categories.map((category) => {
              const on = wanted.includes(category);
              return (
                <Button
                  key={category}
                  pressed={on}
                  icon={on ? Check : categoryIcons[category]}
                  focusKey={`category-${category}`}
                  onPress={() => void choose({ categories: categories.filter((each) => (each === category ? !on : wanted.includes(each))) })}
                >
                  {t(`common:category.${category}`)}
                </Button>
              );
            })}
          </div>
          <p className="small soft">{t('rules.byThemselvesHint')}</p>
        </section>
        <ProblemMessage problem={problem} />
      </Scroll>
    </Dialog>
  );
}
