import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberCopy } from '../../../contract/usage/event.ts';
import { Scroll } from '../../components/scroll.tsx';
import './people-names.css';

/** The names of those who are checked in, in the order in which they came. */
export function PeopleNames({ members }: { readonly members: readonly MemberCopy[] }): ReactNode {
  const { t } = useTranslation('group');
  if (members.length === 0) return null;
  return (
    <Scroll label={t('figures.members')}>
      <ul className="people-names">
      {members.map((member) => (
        <li key={member.number}>
          {member.name}
          <span className="soft small">{member.number}</span>
        </li>
      ))}
      </ul>
    </Scroll>
  );
}
