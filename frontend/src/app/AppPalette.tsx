import { useNavigate } from '@tanstack/react-router';
import { CircleQuestionMark, LogOut, Monitor, Moon, Sun, UserPlus, UserRound } from 'lucide-react';
import { isOpen, ROOMS } from '@/app/SideNav';
import Palette from '@/features/palette/Palette';
import { signOut, useViewer } from '@/features/session/session';
import { SECTIONS } from '@/features/settings/sections';
import type { Command, CommandGroup } from '@/lib/commands';
import { useObservable } from '@/lib/observable';
import { chooseTheme, type Theme, theme } from '@/lib/theme';

interface Props {
  onClose: () => void;
  onKeys: () => void;
  /** Absent when this person may not add clients. */
  onAdd?: () => void;
}

const KEYS_OF_PLACES: Record<string, string> = {
  '/clients': 'g then d',
  '/clients/list': 'g then l',
  '/tickets': 'g then t',
};

const THEMES: [Theme, string, typeof Sun][] = [
  ['light', 'Light theme', Sun],
  ['dark', 'Dark theme', Moon],
  ['system', 'Theme as the system', Monitor],
];

/** The palette with what can be done anywhere: the places one may enter, what may be created, and one's own settings. */
export default function AppPalette({ onClose, onKeys, onAdd }: Props) {
  const navigate = useNavigate();
  const places = usePlaces();
  const chosen = useObservable(theme);
  const create: Command[] = onAdd
    ? [{ label: 'Add client', keys: 'n', icon: <UserPlus size={16} aria-hidden="true" />, run: onAdd }]
    : [];
  const own: Command[] = [
    ...THEMES.filter(([each]) => each !== chosen).map(([each, label, Icon]) => ({
      label,
      icon: <Icon size={16} aria-hidden="true" />,
      run: () => chooseTheme(each),
    })),
    {
      label: 'My profile',
      icon: <UserRound size={16} aria-hidden="true" />,
      run: () => void navigate({ to: '/profile' }),
    },
    { label: 'Keyboard shortcuts', keys: '?', icon: <CircleQuestionMark size={16} aria-hidden="true" />, run: onKeys },
    { label: 'Sign out', icon: <LogOut size={16} aria-hidden="true" />, run: () => void signOut() },
  ];
  const everywhere: CommandGroup[] = [
    { title: 'Go to', commands: places },
    { title: 'Create', commands: create },
  ];
  return <Palette everywhere={everywhere} last={{ title: 'You', commands: own }} onClose={onClose} />;
}

function usePlaces(): Command[] {
  const { permissions } = useViewer();
  const navigate = useNavigate();
  return [...ROOMS, { title: 'Settings', places: SECTIONS }].flatMap(({ title, places }) =>
    places
      .filter((place) => isOpen(place, permissions))
      .map(({ to, label, Icon }) => ({
        label: title === 'Settings' ? `Settings: ${label}` : label,
        keys: to && KEYS_OF_PLACES[to],
        icon: <Icon size={16} aria-hidden="true" />,
        run: () => void navigate({ to }),
      })),
  );
}
