/** The tags in a text that parts them by commas: none empty, none twice. */
export const tagsIn = (text: string): string[] => withTags([], text.split(','));

/** Some tags and further ones; upper and lower case are the same, and the first way of writing one stays. */
export function withTags(tags: readonly string[], further: readonly string[]): string[] {
  const all = new Map<string, string>();
  for (const tag of [...tags, ...further]) {
    const label = tag.trim();
    if (label && !all.has(label.toLowerCase())) all.set(label.toLowerCase(), label);
  }
  return [...all.values()];
}

/** The tags but one. */
export const withoutTag = (tags: readonly string[], gone: string): string[] =>
  tags.filter((tag) => tag.toLowerCase() !== gone.toLowerCase());
