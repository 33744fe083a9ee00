import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useViewer } from '@/features/session/session';
import { sectionsFor, sectionsMatching } from '@/features/settings/sections';
import { SearchField } from '@/ui/SearchField';

/** What can be set here, by name or by what it is about. */
export function SectionList() {
  const { permissions } = useViewer();
  const [search, setSearch] = useState('');
  const found = sectionsMatching(sectionsFor(permissions), search);
  return (
    <div className="settings-sections">
      <SearchField what="Settings" placeholder="Search settings" value={search} onSearch={setSearch} />
      <nav aria-label="Settings">
        <ul>
          {found.map(({ to, label, Icon }) => (
            <li key={label}>
              <Link
                to={to}
                className="side-nav-link"
                activeOptions={{ includeSearch: false }}
                activeProps={{ 'aria-current': 'page' }}
              >
                <Icon size={17} aria-hidden="true" />
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <p className="muted" role="status">
        {found.length === 0 ? 'No setting matches.' : ''}
      </p>
    </div>
  );
}
