import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { RosterPreview } from '../../people/schemas.ts';

/** What must be mended in a file, row by row. */
export function RosterFaults({ preview: { faults, moreFaults } }: { readonly preview: RosterPreview }) {
  const { t } = useTranslation();
  return (
    <div className="note note-error" role="alert">
      <div>
        <p>{t('people.faults', { number: faults.length + moreFaults })}</p>
        <ul className="lines">
          {faults.map((fault) => (
            <li key={`${fault.line} ${fault.code} ${fault.value}`}>
              {fault.line > 0 && <strong>{t('people.row', { line: fault.line })} </strong>}
              {faultText(t, fault)}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function faultText(t: TFunction, { code, value, other }: RosterPreview['faults'][number]): string {
  switch (code) {
    case 'not-xlsx':
      return t('people.fault.notXlsx');
    case 'too-large':
      return t('people.fault.tooLarge');
    case 'too-many-rows':
      return t('people.fault.tooManyRows');
    case 'not-text':
      return t('people.fault.notText');
    case 'columns':
      return t('people.fault.columns', { value });
    case 'number':
      return t('people.fault.number', { value });
    case 'name-missing':
      return t('people.fault.nameMissing');
    case 'name-long':
      return t('people.fault.nameLong');
    case 'double':
      return t('people.fault.double', { value, other });
    case 'too-many':
      return t('people.fault.tooMany', { value });
    case 'site-missing':
      return t('people.fault.siteMissing');
    case 'site-unknown':
      return t('people.fault.siteUnknown', { value });
    case 'site-foreign':
      return t('people.fault.siteForeign', { value });
    case 'empty':
      return t('people.fault.empty');
  }
}
