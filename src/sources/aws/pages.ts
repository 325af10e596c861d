/** What all pages of an answer list together. */
export async function allPages<Item>(
  readPage: (token: string | undefined) => Promise<{
    readonly items: readonly Item[] | undefined;
    readonly next: string | undefined;
  }>,
): Promise<Item[]> {
  const items: Item[] = [];
  let token: string | undefined;
  do {
    const page = await readPage(token);
    items.push(...(page.items ?? []));
    token = page.next;
  } while (token !== undefined && token !== "");
  return items;
}
