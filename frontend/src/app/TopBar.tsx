import { Link, useNavigate } from '@tanstack/react-router';
import { Bell, CircleQuestionMark, LogOut, MenuIcon, Monitor, Moon, ShieldCheck, Sun, UserRound } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { SearchButton } from '@/app/SearchButton';
import { SideNav } from '@/app/SideNav';
import { signOut, usePermission, useViewer } from '@/features/session/session';
import { useObservable } from '@/lib/observable';
import { part } from '@/lib/parts';
import { chooseTheme, THEMES, type Theme, theme } from '@/lib/theme';
import { Avatar } from '@/ui/Avatar';
import { Brand } from '@/ui/Brand';
import { buttonClass, IconButton } from '@/ui/Button';
import { Menu } from '@/ui/Menu';

const Drawer = lazy(() => part(() => import('@/ui/Drawer')));
const SaidDialog = lazy(() => part(() => import('@/app/SaidDialog')));

const THEME_FACES: Record<Theme, { label: string; Icon: typeof Sun }> = {
  system: { label: 'As the system', Icon: Monitor },
  light: { label: 'Light', Icon: Sun },
  dark: { label: 'Dark', Icon: Moon },
};

/** Who and where one is; under 800 px it also opens the navigation. */
export function TopBar({ onKeys, onSearch }: { onKeys: () => void; onSearch: () => void }) {
  const [drawn, draw] = useState(false);
  const verifies = usePermission('pin.verify');
  return (
    <header className="top-bar">
      <IconButton label="Navigation" className="top-bar-toggle" aria-haspopup="dialog" onClick={() => draw(true)}>
        <MenuIcon size={20} />
      </IconButton>
      {drawn && (
        <Suspense fallback={null}>
          <Drawer label="Navigation" onClose={() => draw(false)}>
            <SideNav onFollow={() => draw(false)} />
            {verifies && <VerifyLink className="side-nav-link top-bar-drawn" onFollow={() => draw(false)} />}
          </Drawer>
        </Suspense>
      )}
      <Link to="/clients" className="top-bar-home" aria-label="Atrium, dashboard">
        <Brand />
      </Link>
      <SearchButton onPress={onSearch} />
      <div className="top-bar-end">
        {verifies && <VerifyLink className={`${buttonClass()} top-bar-verify`} />}
        <IconButton label="Keyboard shortcuts" onClick={onKeys}>
          <CircleQuestionMark size={18} />
        </IconButton>
        <ThemeMenu />
        <ViewerMenu />
      </div>
    </header>
  );
}

function VerifyLink({ className, onFollow }: { className: string; onFollow?: () => void }) {
  return (
    <Link to="/verify-pin" className={className} onClick={onFollow}>
      <ShieldCheck size={17} aria-hidden="true" />
      Verify PIN
    </Link>
  );
}

function ThemeMenu() {
  const chosen = useObservable(theme);
  const { Icon } = THEME_FACES[chosen];
  const acts = THEMES.map((each) => ({
    label: THEME_FACES[each].label,
    checked: each === chosen,
    onChoose: () => chooseTheme(each),
  }));
  return <Menu label="Theme" className="button-icon" button={<Icon size={18} />} acts={acts} />;
}

function ViewerMenu() {
  const { staff } = useViewer();
  const navigate = useNavigate();
  const [logShown, showLog] = useState(false);
  const name = staff?.name || staff?.email || '';
  return (
    <>
      <Menu
        label={`Signed in as ${name}`}
        className="button-icon"
        button={<Avatar name={name} />}
        head={
          <>
            <strong>{name}</strong>
            <span className="muted">{staff?.email}</span>
          </>
        }
        acts={[
          {
            label: 'My profile',
            icon: <UserRound size={16} />,
            onChoose: () => void navigate({ to: '/profile' }),
          },
          { label: 'Notifications', icon: <Bell size={16} />, onChoose: () => showLog(true) },
          { label: 'Sign out', icon: <LogOut size={16} />, onChoose: () => void signOut() },
        ]}
      />
      {logShown && (
        <Suspense fallback={null}>
          <SaidDialog onClose={() => showLog(false)} />
        </Suspense>
      )}
    </>
  );
}
