import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { faultText } from './fault-text.ts';
import type { FieldFault, ItemDraft, StepDraft } from './item-draft.ts';
import { PictureField } from './picture-field.tsx';

const MOST_STEPS = 30;

interface StepsEditorProps {
  readonly steps: ItemDraft['steps'];
  readonly cover: ItemDraft['cover'];
  readonly fault: FieldFault | undefined;
  /** Given what is there when it happens: a picture arrives later than it was chosen. */
  readonly onChange: (change: (now: ItemDraft) => Partial<ItemDraft>) => void;
}

/** The steps of a technique in order, each with its picture, and one picture of the whole. */
export function StepsEditor({ steps, cover, fault, onChange }: StepsEditorProps) {
  const { t } = useTranslation();
  const change = (at: number, part: Partial<StepDraft>): void => onChange((now) => ({ steps: now.steps.map((step, index) => (index === at ? { ...step, ...part } : step)) }));
  const swap = (at: number, by: number): void =>
    onChange((now) => {
      const moved = [...now.steps];
      const [step] = moved.splice(at, 1);
      if (step !== undefined) moved.splice(at + by, 0, step);
      return { steps: moved };
    });
  return (
    <section className="information-part">
      <h2>{t('information.steps')}</h2>
      {fault !== undefined && <p className="fault">{faultText(t, fault)}</p>}
      <PictureField label={t('information.cover')} text={t('information.cover')} picture={cover} onChange={(picture) => onChange(() => ({ cover: picture }))} />
      <ol className="steps">
        {steps.map((step, at) => (
          <li key={at}>
            <span className="step-number" aria-hidden>
              {at + 1}
            </span>
            <div className="step-texts">
              <textarea rows={2} aria-label={t('information.step', { number: at + 1 })} value={step.zh} onChange={(event) => change(at, { zh: event.target.value })} />
              <input aria-label={t('information.stepEnglish', { number: at + 1 })} placeholder={t('information.english')} value={step.en} onChange={(event) => change(at, { en: event.target.value })} />
            </div>
            <PictureField label={t('information.stepPicture', { number: at + 1 })} text={t('information.picture')} picture={step.picture} onChange={(picture) => change(at, { picture })} />
            <div className="step-buttons">
              <button type="button" className="plain" disabled={at === 0} aria-label={t('information.up', { number: at + 1 })} onClick={() => swap(at, -1)}>
                <ArrowUp aria-hidden />
              </button>
              <button type="button" className="plain" disabled={at + 1 === steps.length} aria-label={t('information.down', { number: at + 1 })} onClick={() => swap(at, 1)}>
                <ArrowDown aria-hidden />
              </button>
              <button type="button" className="plain" aria-label={t('information.removeStep', { number: at + 1 })} onClick={() => onChange((now) => ({ steps: now.steps.filter((_, index) => index !== at) }))}>
                <Trash2 aria-hidden />
              </button>
            </div>
          </li>
        ))}
      </ol>
      {steps.length < MOST_STEPS && (
        <button type="button" onClick={() => onChange((now) => ({ steps: [...now.steps, { zh: '', en: '', picture: null }] }))}>
          <Plus aria-hidden />
          {t('information.addStep')}
        </button>
      )}
    </section>
  );
}
