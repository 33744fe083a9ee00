/** All that the store asks goes to its own door, where no staff session counts. */
export const DOOR = { door: '/store/graphql' } as const;
