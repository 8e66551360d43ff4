import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { informationItemSchema } from '../../../contract/information/item.ts';
import type { Column } from '../../information/import/columns.ts';
import type { ItemAnswer } from '../../information/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { refusalText } from '../parts/refusal-text.ts';
import { useTask } from '../parts/use-task.ts';
import { dayOf } from '../summary/period.ts';
import { columnLabel } from './column-label.ts';
import { faultText } from './fault-text.ts';
import { saveItem } from './information-api.ts';
import { formColumns, readDraft } from './item-draft.ts';
import type { FieldFault, FieldFaults, ItemDraft } from './item-draft.ts';
import { PointsEditor } from './points-editor.tsx';
import { ProgramField } from './program-field.tsx';
import { StepsEditor } from './steps-editor.tsx';

interface ItemFormProps {
  readonly id: string;
  /** 0 for a new item. */
  readonly revision: number;
  readonly start: ItemDraft;
  readonly isReadOnly: boolean;
  readonly onSaved: (answer: ItemAnswer) => void;
}

/** The form of an item, of whichever kind: its fields are the columns of the kind's table. */
export function ItemForm({ id, revision, start, isReadOnly, onSaved }: ItemFormProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(start);
  const [faults, setFaults] = useState<FieldFaults>(new Map());
  const { busy, refusal, run } = useTask();
  const form = useRef<HTMLFormElement>(null);
  const columns = formColumns(draft.kind);
  const [main, english] = [columns.filter(({ key }) => !key.endsWith('.en')), columns.filter(({ key }) => key.endsWith('.en'))];
  const set = (key: string, value: string): void => setDraft({ ...draft, fields: { ...draft.fields, [key]: value } });
  const field = (column: Column) => (
    <ColumnField key={column.key} column={column} isReadOnly={isReadOnly} value={draft.fields[column.key] ?? ''} fault={faults.get(column.key)} onChange={(value) => set(column.key, value)} />
  );

  const save = (): void => {
    const read = readDraft(draft, id, dayOf(new Date()));
    if ('faults' in read) {
      setFaults(read.faults);
      // After the faults are shown, the first of them gets the focus.
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    setFaults(new Map());
    run(() => saveItem(informationItemSchema.parse(read.item), revision), onSaved);
  };

  return (
    <form
      ref={form}
      className="information-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <fieldset disabled={isReadOnly || busy}>
        <div className="information-fields">{main.map(field)}</div>
        {draft.kind === 'market-price' && <PointsEditor points={draft.points} faults={faults} onChange={(points) => setDraft({ ...draft, points })} />}
        {draft.kind === 'technique' && (
          <StepsEditor steps={draft.steps} cover={draft.cover} fault={faults.get('steps')} onChange={(change) => setDraft((now) => ({ ...now, ...change(now) }))} />
        )}
        <details className="information-english" open={english.some(({ key }) => faults.has(key))}>
          <summary>{t('information.english')}</summary>
          <div className="information-fields">{english.map(field)}</div>
        </details>
        {!isReadOnly && (
          <div className="information-save">
            <button type="submit" className="main">
              {t('information.save')}
            </button>
            <p className="quiet">{t('information.saveHint')}</p>
          </div>
        )}
      </fieldset>
      {faults.size > 0 && (
        <p className="note note-error" role="alert">
          {t('information.faults', { number: faults.size })}
        </p>
      )}
      {refusal !== null && (
        <p className="note note-error" role="alert">
          {refusal.kind === 'refused' && refusal.code === 'changed-meanwhile' ? t('information.conflict') : refusalText(t, refusal)}
        </p>
      )}
    </form>
  );
}

interface ColumnFieldProps {
  readonly column: Column;
  readonly isReadOnly: boolean;
  readonly value: string;
  readonly fault: FieldFault | undefined;
  readonly onChange: (value: string) => void;
}

function ColumnField({ column, isReadOnly, value, fault, onChange }: ColumnFieldProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const id = useId();
  const shared = {
    id,
    value,
    'aria-invalid': fault === undefined ? undefined : true,
    'aria-describedby': fault === undefined ? undefined : `${id}-fault`,
    'aria-required': column.required || undefined,
  };
  return (
    <div className={column.cells === 'text' ? 'field field-wide' : 'field'}>
      <label htmlFor={id}>
        {columnLabel(column, language)}
        {column.required && (
          <span className="required" aria-hidden>
            *
          </span>
        )}
      </label>
      {column.cells === 'text' ? (
        <textarea {...shared} rows={4} onChange={(event) => onChange(event.target.value)} />
      ) : column.cells === 'direction' ? (
        <select {...shared} onChange={(event) => onChange(event.target.value)}>
          <option value="supply">{t('information.supply')}</option>
          <option value="demand">{t('information.demand')}</option>
        </select>
      ) : column.key === 'program' && !isReadOnly ? (
        <ProgramField shared={shared} value={value} onChange={onChange} />
      ) : (
        <input
          {...shared}
          type={column.cells === 'day' ? 'date' : column.cells === 'phone' ? 'tel' : 'text'}
          value={column.cells === 'list' ? value.replaceAll('\n', '；') : value}
          placeholder={column.cells === 'list' ? t('information.listHint') : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {fault !== undefined && (
        <p id={`${id}-fault`} className="fault">
          {faultText(t, fault)}
        </p>
      )}
    </div>
  );
}
