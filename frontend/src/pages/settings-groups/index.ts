export { GroupsPage } from '@/pages/settings-groups/GroupsPage';
