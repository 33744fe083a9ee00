/** Whether two sets hold the same. */
export const isSame = <Each>(one: ReadonlySet<Each>, other: ReadonlySet<Each>): boolean =>
  one.size === other.size && [...one].every((each) => other.has(each));
